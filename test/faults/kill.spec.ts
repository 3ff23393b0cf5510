import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { administrator, onEachDatabase, type TestDatabase } from '../harness/index.js';
import { Checker } from './checker.js';
import { ChildServer } from './child-server.js';
import { History } from './history.js';
import { readRows } from './row-reader.js';
import { call, type Cast, Writer } from './writer.js';

/** `npm run test:deaths -- 500` */
const deaths = Number(process.env['TEST_DEATHS'] ?? 20);
const longestRoundMs = 20_000;

onEachDatabase('what was acknowledged survives kill -9 at any moment', (database) => {
  it(
    `${deaths} deaths: nothing lost, nothing revived, nothing half, and rotated refresh tokens stay rotated`,
    async () => {
      const opened = await database.create();
      try {
        await dieAndCheck(opened);
      } finally {
        await opened.drop();
      }
    },
    deaths * longestRoundMs,
  );
});

async function dieAndCheck(opened: TestDatabase): Promise<void> {
  const history = new History();
  let server = await ChildServer.start(opened.url);
  const rows = await readRows(opened.url);
  try {
    const cast = await castOf(server.url);
    const writer = new Writer(history, cast);
    const checker = new Checker(history, writer, cast, rows);
    for (let death = 1; death <= deaths; death++) {
      const writing = writer.run(server.url);
      await someAnswers(history);
      await server.kill();
      await writing;
      server = await ChildServer.start(opened.url);
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
    report(history, replayed);
  } finally {
    await server.kill();
    await rows.close();
  }
}

/** A moment that does not depend on how fast the machine is, and lies anywhere between two answers. */
async function someAnswers(history: History): Promise<void> {
  const enough = history.acknowledged + Math.random() * 60;
  const deadline = performance.now() + 700;
  while (history.acknowledged < enough && performance.now() < deadline) await sleep(1 + Math.random() * 4);
}

/** The people and things the writer works with, made once. */
async function castOf(url: string): Promise<Cast> {
  const json = { 'content-type': 'application/json' };
  const post = async (path: string, cookie: string, body: unknown) => {
    const reply = await call(url, 'POST', `/api/v1/${path}`, { ...json, cookie }, JSON.stringify(body));
    if (reply.status !== 201) throw new Error(`${path} answered ${reply.status}: ${reply.text}`);
    return reply;
  };
  const admin = (await post('sessions', '', administrator)).cookie;
  const person = { login: 'grace', email: 'grace@megacorp.example', displayName: 'Grace', password: 'orchard-velvet-compass' };
  const { id } = (await post('organisations/megacorp/users', admin, person)).body;
  const { cookie } = await post('sessions', '', { login: person.login, password: person.password });
  const role = (await post('organisations/megacorp/roles', admin, { name: 'Reader', level: 'organisation', permissions: ['problem.read'] })).body;
  const { body } = await call(url, 'GET', `/api/v1/organisations/megacorp/workspace-roles?roleId=${role.id}`, { cookie: admin });
  const key = (await post('organisations/megacorp/api-keys', cookie, { name: 'always' })).body.key;
  return { admin, user: { login: person.login, password: person.password, id, cookie, key }, workspaceRoleId: body.items[0].id };
}

/** Only the long run says how much it has seen. */
function report({ acknowledged, cutOff, keys, families }: History, replayed: number): void {
  if (!process.env['TEST_DEATHS']) return;
  process.stdout.write(`${deaths} deaths: ${acknowledged} acknowledged calls, ${cutOff} cut off, ${keys.length} keys, ${families.length} token families, ${replayed} late replays\n`);
}
