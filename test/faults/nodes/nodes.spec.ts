import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mariadb, type TestDatabase } from '../../harness/index.js';
import { Cluster } from './cluster.js';
import { Watch } from './watch.js';
import type { WatchedKey } from './watched-key.js';

const there = process.env['TEST_MARIADB_URL'] ? describe : describe.skip;

there('three processes on one database', () => {
  let database: TestDatabase;
  let cluster: Cluster;
  let keys: WatchedKey[];
  let caller: string;
  beforeAll(async () => {
    database = await mariadb.create();
    cluster = await Cluster.start(database, 3);
    keys = await cluster.keys(2);
    caller = await cluster.caller();
  }, 120_000);
  afterAll(async () => {
    await cluster?.stop();
    await database?.drop();
  });

  it('of which one is paused: a removal waits until that one cannot answer by its memory, and when it wakes up it does not', async () => {
    const [key] = keys as [WatchedKey];
    const watch = new Watch(cluster, [key], caller);
    const { verifiers } = watch;
    expect(await watch.ask()).toEqual([200, 200, 200]);
    const node = cluster.node(2);
    node.server.pause();
    try {
      const { nodes } = await cluster.take(0, key);
      expect(nodes).toBe(2);
      // It is asked while it sleeps, and finds the question when it wakes up.
      const asked = Array.from({ length: 20 }, () => verifiers.ask(node, key));
      await sleep(100);
      node.server.resume();
      await Promise.all(asked);
    } finally {
      node.server.resume();
    }
    await watch.end('one process paused', { removals: 1 });
    expect(verifiers.accepted).toBe(3);
    expect(verifiers.refused + verifiers.unknown).toBe(20);
    await cluster.give(0, key);
  }, 60_000);

  it('of which one is cut off from the database: it answers what it knows for a moment, then 503 with Retry-After, and soon again when it is back', async () => {
    const [key, other] = keys as [WatchedKey, WatchedKey];
    const node = cluster.node(2);
    const watch = new Watch(cluster, [key, other], caller);
    const { verifiers } = watch;
    expect(await verifiers.ask(node, key)).toBe(200);
    node.proxy.cut();
    expect(await verifiers.ask(node, key)).toBe(200);
    const { nodes } = await cluster.take(0, key);
    expect(nodes).toBe(2);
    expect(await verifiers.ask(node, key)).toBe(503);
    const refused = await fetch(`${node.url}/api/v1/me`, { headers: { 'x-api-key': caller } });
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1']);
    node.proxy.mend();
    const mended = performance.now();
    let status = 0;
    for (const deadline = performance.now() + 3_000; status !== 200 && performance.now() < deadline; await sleep(20)) status = await verifiers.ask(node, key);
    expect(status).toBe(200);
    await watch.end('one process cut off from the database', { removals: 1, recoverySeconds: (performance.now() - mended) / 1000 });
    await cluster.give(1, key);
  }, 60_000);

  it('behind which the database goes silent: nothing is accepted that was not known, and all of it works again when it speaks', async () => {
    const [key] = keys as [WatchedKey];
    const watch = new Watch(cluster, [key], caller);
    const { verifiers } = watch;
    expect(await watch.ask()).toEqual([200, 200, 200]);
    cluster.nodes.forEach(({ proxy }) => proxy.hold());
    await sleep(1_600);
    expect(await watch.ask()).toEqual([503, 503, 503]);
    cluster.nodes.forEach(({ proxy }) => proxy.release());
    await sleep(500);
    const { nodes } = await cluster.take(0, key);
    expect(nodes).toBe(3);
    expect(await watch.ask()).toEqual([200, 200, 200]);
    await watch.end('the database silent for all', { removals: 1 });
    expect(verifiers.refused).toBe(3);
  }, 60_000);
});
