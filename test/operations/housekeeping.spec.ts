import { afterEach, expect, it } from '@jest/globals';
import { SessionUseRecorder } from '../../src/features/sessions/index.js';
import { Housekeeping } from '../../src/operations/housekeeping.js';
import { expectStatus, onEachDatabase, TestServer, World } from '../harness/index.js';

onEachDatabase('housekeeping', (database) => {
  let server: TestServer;
  afterEach(() => server?.stop());

  it('removes the sign-ins of service keys and the use of sessions once they are over, and nothing before', async () => {
    server = await TestServer.start(database);
    const world = await World.of(server);
    const service = await world.key(world.admin, { kind: 'service', clientSecret: 'Zq7!vNx2#LmT9pRw' });
    const tidy = () => server.app.get(Housekeeping, { strict: false }).job.work();
    const count = async (table: string) => (await server.contents())[table]?.length;
    await expectStatus(server.client().post('/authentication/sign_in', { client_id: service.clientId, client_secret: 'Zq7!vNx2#LmT9pRw' }), 200);
    await server.app.get(SessionUseRecorder, { strict: false }).flush();
    server.clock.advance({ days: 1 });
    await tidy();
    expect(await count('key_session')).toBe(1);
    server.clock.advance({ days: 1 });
    await tidy();
    expect(await count('key_session')).toBe(0);
    // Kept, for they say from where a person is known.
    expect(await count('session')).toBe(1);
  });
});
