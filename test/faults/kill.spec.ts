import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { onEachDatabase, type TestDatabase } from '../harness/index.js';
import { castOf } from './cast.js';
import { Checker } from './checker.js';
import { ChildServer } from './child-server.js';
import { History, someAnswers } from './history.js';
import { readRows } from './row-reader.js';
import { recordVerdict } from './verdict.js';
import { Writer } from './writer.js';

/** `npm run test:deaths -- 500` */
const deaths = Number(process.env['TEST_DEATHS'] ?? 20);
const longestRoundMs = 20_000;

onEachDatabase('what was acknowledged survives kill -9 at any moment', (database) => {
  it(
    `${deaths} deaths: nothing lost, nothing revived, nothing half, and rotated refresh tokens stay rotated`,
    async () => {
      const opened = await database.create();
      try {
        await dieAndCheck(opened, database.name);
      } finally {
        await opened.drop();
      }
    },
    deaths * longestRoundMs,
  );
});

async function dieAndCheck(opened: TestDatabase, name: string): Promise<void> {
  const history = new History();
  const readySeconds: number[] = [];
  let server = await ChildServer.start(opened.url);
  const rows = await readRows(opened.url);
  let problems: readonly string[] = [];
  try {
    const cast = await castOf(server.url);
    const writer = new Writer(history, cast);
    const checker = new Checker(history, writer, cast, rows);
    ({ problems } = checker);
    for (let death = 1; death <= deaths; death++) {
      const writing = writer.run(server.url);
      await someAnswers(history);
      await server.kill();
      await writing;
      const began = performance.now();
      server = await ChildServer.start(opened.url);
      readySeconds.push((performance.now() - began) / 1000);
      await checker.check(server.url);
      expect({ death, problems: checker.problems, faults: history.faults }).toEqual({ death, problems: [], faults: [] });
    }
    await sleep(Math.max(0, 11_000 - deaths * 500));
    const replayed = await checker.replays(server.url);
    expect(checker.problems).toEqual([]);
    // It was no idle time: things were acknowledged, cut off and replayed.
    expect(history.acknowledged).toBeGreaterThan(deaths * 3);
    expect(history.cutOff).toBe(deaths * 8);
    expect(replayed).toBeGreaterThan(0);
  } finally {
    recordVerdict({ fault: `kill -9 of the only process, on ${name}`, deaths: readySeconds.length, removals: history.removals, calls: history.acknowledged, wrong: problems.length + history.faults.length, unanswered: history.cutOff, recoverySeconds: Math.max(...readySeconds) });
    await server.kill();
    await rows.close();
  }
}
