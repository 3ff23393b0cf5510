import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mariadb, type TestDatabase } from '../../harness/index.js';
import { castOf } from '../cast.js';
import { Checker } from '../checker.js';
import { History, someAnswers } from '../history.js';
import { Cluster } from '../nodes/cluster.js';
import { Removals } from '../nodes/removals.js';
import { Watch } from '../nodes/watch.js';
import type { WatchedKey } from '../nodes/watched-key.js';
import { readRows, type RowReader } from '../row-reader.js';
import { showProgress } from '../verdict.js';
import { Writer } from '../writer.js';

const there = process.env['TEST_MARIADB_URL'] ? describe : describe.skip;
const deaths = Number(process.env['TEST_DEATHS'] ?? 20);
const longestRoundMs = 20_000;

there('three processes on one database, of which one after the other is killed with kill -9 while it writes', () => {
  let database: TestDatabase;
  let cluster: Cluster;
  let rows: RowReader;
  let keys: WatchedKey[];
  beforeAll(async () => {
    database = await mariadb.create();
    cluster = await Cluster.start(database, 3, { direct: true });
    rows = await readRows(database.url);
    keys = await cluster.keys(12);
  }, 120_000);
  afterAll(async () => {
    await cluster?.stop();
    await rows?.close();
    await database?.drop();
  });

  it(
    `${deaths} deaths: nothing acknowledged is lost, nothing taken away is accepted, nothing is half, and the others go on answering and changing`,
    async () => {
      const history = new History();
      const cast = await castOf(cluster.url(0));
      const writer = new Writer(history, cast);
      const checker = new Checker(history, writer, cast, rows);
      const watch = new Watch(cluster, keys, await cluster.caller(), 1);
      let victim = 0;
      let isOver = false;
      const others = () => [victim + 1, victim + 2].map((node) => node % 3);
      const removals = new Removals(cluster, watch.verifiers, true, others);
      const removing = removals.run(keys.slice(0, 2), () => isOver);
      const readySeconds: number[] = [];
      const stopShowing = showProgress(() => `${readySeconds.length} of ${deaths} deaths among three, ${history.acknowledged} calls acknowledged`);
      try {
        for (let death = 1; death <= deaths; death++) {
          victim = death % 3;
          const unknownBefore = others().map((node) => watch.verifiers.unknownOf(cluster.node(node)));
          const writing = writer.run(cluster.url(victim));
          await someAnswers(history);
          await cluster.node(victim).kill();
          expect(await watch.askAll(others())).toEqual([]);
          await writing;
          const [, ready] = await Promise.all([changeAt(others()[0] as number), cluster.node(victim).startAgain()]);
          readySeconds.push(ready);
          await checker.check(cluster.url(death + 1));
          const unknown = others().map((node, i) => watch.verifiers.unknownOf(cluster.node(node)) - (unknownBefore[i] as number));
          expect({ death, problems: checker.problems, faults: history.faults, unknown }).toEqual({ death, problems: [], faults: [], unknown: [0, 0] });
        }
      } finally {
        stopShowing();
        isOver = true;
        await removing;
        const wrong = checker.problems.length + history.faults.length + watch.verifiers.wrong.length;
        const seen = { deaths: readySeconds.length, removals: removals.taken + history.removals, calls: history.acknowledged, wrong, recoverySeconds: Math.max(...readySeconds) };
        await watch.end('kill -9 of one of three processes', seen);
      }
      expect(history.cutOff).toBe(deaths * 8);
      expect(removals.taken).toBeGreaterThan(deaths);
    },
    60_000 + deaths * longestRoundMs,
  );

  /** While the row of the dead node is still there, a change waits for its lease and no longer. */
  function changeAt(node: number): Promise<unknown> {
    const key = keys.at(-1) as WatchedKey;
    return key.state === 'good' ? cluster.take(node, key) : cluster.give(node, key);
  }
});
