import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { expectStatus, onEachDatabase, TestServer, World } from '../../harness/index.js';

onEachDatabase('signing out', (database) => {
  let server: TestServer;
  let world: World;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
  });
  afterAll(() => server?.stop());

  it('ends the session for good', async () => {
    const { session } = await world.user();
    await expectStatus(session.delete('/api/v1/sessions/current'), 200);
    expect((await session.get('/api/v1/me')).status).toBe(401);
  });

  it('is open to somebody whose only organisation is disabled, and holds when it is enabled again', async () => {
    const { session } = await world.user();
    await expectStatus(world.admin.patch('/api/v1/organisations/megacorp', { state: 'disabled' }), 200);
    expect((await session.get(world.path('api-keys'))).status).toBe(403);
    await expectStatus(session.delete('/api/v1/sessions/current'), 200);
    await expectStatus(world.admin.patch('/api/v1/organisations/megacorp', { state: 'active' }), 200);
    expect((await session.get(world.path('api-keys'))).status).toBe(401);
  });
});
