import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { findHalves } from '../halves.js';
import { Cluster, Unanswered } from '../nodes/cluster.js';
import { Removals } from '../nodes/removals.js';
import { Watch } from '../nodes/watch.js';
import type { WatchedKey } from '../nodes/watched-key.js';
import { readRows } from '../row-reader.js';
import { databaseName, type DatabaseServer } from './database-server.js';
import { untilAll } from './recovery.js';
import { ReplicatedDatabase, until } from './replicated-database.js';

const there = process.env['TEST_MARIADB_URL'] ? describe : describe.skip;
const streams = 8;

there('three processes on a MariaDB with a semi-synchronous replica', () => {
  let pair: ReplicatedDatabase;
  let cluster: Cluster;
  let keys: WatchedKey[];
  let watch: Watch;
  beforeEach(async () => {
    pair = await ReplicatedDatabase.start();
    cluster = await Cluster.start(pair.primary, 3);
    keys = await cluster.keys(16);
    watch = new Watch(cluster, keys, await cluster.caller(), 1);
  }, 120_000);
  afterEach(async () => {
    await watch?.verifiers.stop();
    await cluster?.stop();
    await pair?.stop();
  });

  const toReplica = (...nodes: number[]) => nodes.forEach((node) => cluster.node(node).proxy.switchTo(pair.replica.url));
  const [first, second, third] = [0, 1, 2] as const;

  it('of which the primary is killed and the replica promoted: nothing acknowledged is lost, and the old primary that comes back makes no node accept anything', async () => {
    let isOver = false;
    const removals = new Removals(cluster, watch.verifiers);
    const removing = removals.run(keys.slice(0, streams), () => isOver);
    while (removals.taken < 4 * streams) await sleep(10);
    await pair.primary.kill();
    await untilAll(watch, 503);
    await pair.promote();
    toReplica(first, second, third);
    const recoverySeconds = await untilAll(watch, 200);
    const before = removals.taken;
    while (removals.taken < before + 2 * streams) await sleep(10);
    isOver = true;
    await removing;
    expect(await watch.askAll([first, second, third])).toEqual([]);
    expect(await halves()).toEqual([]);

    await pair.primary.startAgain('--read-only');
    const [known, other] = keys.slice(-2) as [WatchedKey, WatchedKey];
    expect(await watch.ask(known)).toEqual([200, 200, 200]);
    const accepted = watch.verifiers.accepted;
    cluster.node(third).proxy.switchTo(pair.primary.url);
    const { nodes } = await cluster.take(first, known);
    expect(nodes).toBe(2);
    await cluster.take(second, other);
    // Facts of the old primary say that both are good.
    for (const key of [known, other]) expect(await watch.ask(key)).toEqual([200, 200, 503]);
    await expect(cluster.take(third, keys[0] as WatchedKey)).rejects.toThrow(Unanswered);
    expect(watch.verifiers.accepted).toBeGreaterThan(accepted);
    toReplica(third);
    await untilAll(watch, 200);
    for (const key of [known, other]) expect(await watch.ask(key)).toEqual([200, 200, 200]);
    await watch.end('MariaDB killed, its semi-synchronous replica promoted, the old one back', { removals: removals.taken + 2, unanswered: watch.verifiers.unknown + removals.unanswered, recoverySeconds });
  }, 120_000);

  it('that was no replica for a while: what the promoted one does not know is forgotten, and what only the old one knows is acknowledged nowhere', async () => {
    const [lost, taken] = keys as [WatchedKey, WatchedKey];
    await cluster.take(first, lost);
    await until('the replica has it', async () => (await stateAt(pair.replica, lost)) === 'deactivated');
    await pair.loseWhatFollows();
    await cluster.give(first, lost);
    expect(await watch.ask(lost)).toEqual([200, 200, 200]);

    // What others write would stand before it, so it is held until right before its commit.
    for (const node of [first, second]) cluster.node(node).proxy.hold();
    const letGo = await pair.primary.lock(`SELECT * FROM ${databaseName}.shard_epoch`);
    const taking = cluster.take(third, taken).then(() => 'acknowledged', (error: unknown) => error);
    let changing: number | undefined;
    await until('the change is about to end', async () => (changing = await pair.running('UPDATE `shard_epoch`')) !== undefined);
    await pair.holdWhatFollows();
    await letGo();
    await pair.untilItWaits(changing as unknown as number);
    cluster.node(third).proxy.hold();
    lost.become('changing');
    await untilAll(watch, 503);
    await pair.primary.kill();
    await pair.primary.startAgain('--read-only');
    expect(await stateAt(pair.primary, taken)).toBe('deactivated');
    await pair.promote();
    for (const node of [first, second]) {
      toReplica(node);
      cluster.node(node).proxy.release();
    }
    lost.become('gone');
    // Node 3 finds the old primary, which shows what was never acknowledged.
    cluster.node(third).proxy.cut();
    cluster.node(third).proxy.mend();
    cluster.node(third).proxy.release();
    expect(await taking).toBeInstanceOf(Unanswered);
    taken.become('good');
    toReplica(third);
    await untilAll(watch, 200);
    for (const key of [lost, taken]) expect(await watch.ask(key)).toEqual([200, 200, 200]);
    await cluster.take(third, taken);
    expect(await watch.ask(taken)).toEqual([200, 200, 200]);
    await watch.end('MariaDB killed, a replica promoted that lacks the last changes', { removals: 3 });
  }, 120_000);

  async function stateAt(server: DatabaseServer, { id }: WatchedKey): Promise<unknown> {
    const [row] = await server.query(`SELECT state FROM ${databaseName}.api_key WHERE id = ${Number(id)}`);
    return row?.['state'];
  }

  async function halves(): Promise<string[]> {
    const rows = await readRows(pair.replica.url);
    try {
      return await findHalves(rows);
    } finally {
      await rows.close();
    }
  }
});
