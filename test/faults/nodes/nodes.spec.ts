import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mariadb, type TestDatabase } from '../../harness/index.js';
import { Cluster } from './cluster.js';
import { Verifiers } from './verifiers.js';
import type { WatchedKey } from './watched-key.js';

const there = process.env['TEST_MARIADB_URL'] ? describe : describe.skip;
/** `npm run test:faults` takes more. */
const removals = Number(process.env['TEST_REVOCATIONS'] ?? 600);
const patienceMs = 120_000 + removals * 200;

there('three processes on one database', () => {
  let database: TestDatabase;
  let cluster: Cluster;
  let keys: WatchedKey[];
  let caller: string;
  beforeAll(async () => {
    database = await mariadb.create();
    cluster = await Cluster.start(database, 3);
    keys = await cluster.keys(90);
    caller = (await cluster.send(0, 'POST', 'api-keys', 201, { name: 'asks' })).key;
  }, 120_000);
  afterAll(async () => {
    await cluster?.stop();
    await database?.drop();
  });

  const watch = (loops: number, some = keys) => {
    const verifiers = new Verifiers(some, caller);
    cluster.nodes.forEach(({ name, server }) => verifiers.start(name, server.url, loops));
    return verifiers;
  };
  const askEverywhere = (verifiers: Verifiers, key: WatchedKey) => Promise.all(cluster.nodes.map(({ name, server }) => verifiers.ask(name, server.url, key)));
  const expectSound = (verifiers: Verifiers) => expect(verifiers.wrong.slice(0, 5)).toEqual([]);

  it(
    `answer none of the verifies that were sent after an acknowledgement by what was before it: ${removals} removals, and as many returns`,
    async () => {
      const verifiers = watch(1);
      let taken = 0;
      const toggle = async (key: WatchedKey, at: number): Promise<void> => {
        for (let node = at; taken < removals; node++) {
          taken++;
          // So that each node remembers it, and is asked at once.
          await askEverywhere(verifiers, key);
          await cluster.take(node, key);
          await askEverywhere(verifiers, key);
          await cluster.give(node + 1, key);
        }
      };
      await Promise.all(keys.slice(0, 60).map(toggle));
      await verifiers.stop();
      expectSound(verifiers);
      expect(taken).toBeGreaterThanOrEqual(removals);
      expect(verifiers.accepted).toBeGreaterThan(removals);
      expect(verifiers.refused).toBeGreaterThan(removals);
      expect(verifiers.unknown).toBe(0);
      process.stdout.write(`three processes: ${taken} removals, ${verifiers.accepted} verifies accepted, ${verifiers.refused} refused, 0 wrong\n`);
    },
    patienceMs,
  );

  it('of which one is paused: a removal waits until that one cannot answer by its memory, and when it wakes up it does not', async () => {
    const [key] = keys as [WatchedKey];
    const verifiers = new Verifiers([key], caller);
    expect(await askEverywhere(verifiers, key)).toEqual([200, 200, 200]);
    const { server, name } = cluster.node(2);
    server.pause();
    try {
      const { nodes } = await cluster.take(0, key);
      expect(nodes).toBe(2);
      // It is asked while it sleeps, and finds the question when it wakes up.
      const asked = Array.from({ length: 20 }, () => verifiers.ask(name, server.url, key));
      await sleep(100);
      server.resume();
      await Promise.all(asked);
    } finally {
      server.resume();
    }
    expectSound(verifiers);
    expect(verifiers.accepted).toBe(3);
    expect(verifiers.refused + verifiers.unknown).toBe(20);
    await cluster.give(0, key);
  }, 60_000);

  it('of which one is cut off from the database: it answers what it knows for a moment, then 503 with Retry-After, and soon again when it is back', async () => {
    const [key, other] = keys as [WatchedKey, WatchedKey];
    const { server, name, proxy } = cluster.node(2);
    const verifiers = new Verifiers([key, other], caller);
    expect(await verifiers.ask(name, server.url, key)).toBe(200);
    proxy.cut();
    expect(await verifiers.ask(name, server.url, key)).toBe(200);
    const { nodes } = await cluster.take(0, key);
    expect(nodes).toBe(2);
    expect(await verifiers.ask(name, server.url, key)).toBe(503);
    const refused = await fetch(`${server.url}/api/v1/me`, { headers: { 'x-api-key': caller } });
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1']);
    proxy.mend();
    let status = 0;
    for (const deadline = performance.now() + 3_000; status !== 200 && performance.now() < deadline; await sleep(20)) status = await verifiers.ask(name, server.url, key);
    expect(status).toBe(200);
    expectSound(verifiers);
    await cluster.give(1, key);
  }, 60_000);

  it('behind which the database goes silent: nothing is accepted that was not known, and all of it works again when it speaks', async () => {
    const [key] = keys as [WatchedKey];
    const verifiers = new Verifiers([key], caller);
    expect(await askEverywhere(verifiers, key)).toEqual([200, 200, 200]);
    cluster.nodes.forEach(({ proxy }) => proxy.hold());
    await sleep(1_600);
    expect(await askEverywhere(verifiers, key)).toEqual([503, 503, 503]);
    cluster.nodes.forEach(({ proxy }) => proxy.release());
    await sleep(500);
    const { nodes } = await cluster.take(0, key);
    expect(nodes).toBe(3);
    expect(await askEverywhere(verifiers, key)).toEqual([200, 200, 200]);
    expectSound(verifiers);
    expect(verifiers.refused).toBe(3);
  }, 60_000);
});
