import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findHalves } from '../halves.js';
import { Cluster } from '../nodes/cluster.js';
import { Removals } from '../nodes/removals.js';
import { Watch } from '../nodes/watch.js';
import type { WatchedKey } from '../nodes/watched-key.js';
import { readRows } from '../row-reader.js';
import { databaseName, DatabaseServer } from './database-server.js';

const there = process.env['TEST_MARIADB_URL'] ? describe : describe.skip;

there('two processes of which one loses its network in the middle of a change', () => {
  let server: DatabaseServer;
  let cluster: Cluster;
  beforeAll(async () => {
    server = await DatabaseServer.start();
    await server.makeDatabase();
    cluster = await Cluster.start(server, 2);
  }, 120_000);
  afterAll(async () => {
    await cluster?.stop();
    await server?.stop();
  });

  it('the database ends what was begun, and the other one changes the same key', async () => {
    const [key] = (await cluster.keys(1)) as [WatchedKey];
    const watch = new Watch(cluster, [key], await cluster.caller());
    const letGo = await server.lock(`SELECT * FROM ${databaseName}.shard_epoch`);
    const lost = cluster.take(1, key).then(() => 'acknowledged', (error: unknown) => String(error));
    for (let tries = 0; tries < 500 && !(await isWaiting()); tries++) await sleep(10);
    expect(await isWaiting()).toBe(true);
    cluster.node(1).proxy.hold();
    await letGo();
    cluster.node(1).proxy.forget();

    const removals = new Removals(cluster, watch.verifiers, true, () => [0]);
    await removals.run([key], () => removals.taken === 1);
    expect(await lost).toMatch('server.busy');
    await watch.end('the network lost in the middle of a change', { removals: removals.taken });
    const rows = await readRows(server.url);
    try {
      expect(await findHalves(rows)).toEqual([]);
    } finally {
      await rows.close();
    }
  }, 60_000);

  async function isWaiting(): Promise<boolean> {
    const running = await server.query("SELECT id FROM information_schema.PROCESSLIST WHERE info LIKE 'UPDATE `shard_epoch`%'");
    return running.length > 0;
  }
});
