import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { expectStatus, onEachDatabase, TestServer, World } from '../harness/index.js';
import { ChildServer } from './child-server.js';
import { call } from './writer.js';

onEachDatabase('kill -9', (database) => {
  it('loses of the use of an old secret what was not written yet, and nothing that was told', async () => {
    const server = await TestServer.start(database);
    let child: ChildServer | undefined;
    try {
      const world = await World.of(server);
      const key = await world.key(world.admin);
      await expectStatus(world.admin.post(world.path(`api-keys/${key.id}/rotate`), { overlapSeconds: 3600 }), 200);
      child = await ChildServer.start(server.database.url);
      const { url } = child;
      const used = async () => (await call(url, 'GET', world.path('problems'), { authorization: `Api-Key ${key.text}` })).status;
      const uses = async () => (await expectStatus(world.admin.get(world.path(`api-keys/${key.id}`)), 200)).body.drainingSecrets[0].uses;
      expect([await used(), await used()]).toEqual([200, 200]);
      while ((await uses()) < 2) await sleep(100);
      expect(await used()).toBe(200);
      await child.kill();
      const left = await uses();
      expect([2, 3]).toContain(left);
      child = await ChildServer.start(server.database.url);
      expect(await uses()).toBe(left);
    } finally {
      await child?.kill();
      await server.stop();
    }
  }, 120_000);
});
