import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { KeyUsageRepository, UsageRecorder } from '../../../src/features/key-usage/index.js';
import { Jobs } from '../../../src/platform/jobs/index.js';
import { expectStatus, onEachDatabase, TestServer, type TestUser, World } from '../../harness/index.js';

onEachDatabase('the use of a key is remembered', (database) => {
  let server: TestServer;
  let world: World;
  let user: TestUser;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    user = await world.user(['problem.read']);
  });
  afterAll(() => server?.stop());

  const written = () => server.app.get(UsageRecorder, { strict: false }).flush();
  const usageOf = async (id: string, query = '') => (await expectStatus(user.session.get(world.path(`api-keys/${id}/usage${query}`)), 200)).body;

  it('with its time, address, program, permission and result', async () => {
    const key = await world.key(user.session);
    expect((await usageOf(key.id)).lastUse).toBeNull();
    const client = key.client.with({ 'user-agent': 'nightly-job/1.2' });
    await expectStatus(client.get(world.path('problems')), 200);
    await expectStatus(client.post(world.path('problems'), { name: 'a', statement: 'b' }), 403);
    await written();
    const { lastUse, counts } = await usageOf(key.id);
    expect(lastUse).toMatchObject({ address: '127.0.0.1', userAgent: 'nightly-job/1.2', permission: 'problem.create', result: 'refused' });
    expect(Math.abs(Date.parse(lastUse.usedAt) - Date.now())).toBeLessThan(60_000);
    expect(counts).toEqual([{ startsAt: expect.any(String), allowed: 1, refused: 1 }]);
    expect((await user.session.get(world.path(`api-keys/${key.id}`))).body.lastUsedAt).toBe(lastUse.usedAt);
  });

  it('by the hour and by the day', async () => {
    const key = await world.key(user.session);
    const use = () => expectStatus(key.client.get(world.path('problems')), 200);
    await use();
    server.clock.advance({ hours: 1 });
    await use();
    await written();
    await use();
    await written();
    const hours = (await usageOf(key.id)).counts;
    expect(hours.map(({ allowed }: { allowed: number }) => allowed)).toEqual([1, 2]);
    const days = (await usageOf(key.id, '?period=day')).counts;
    expect(days.reduce((sum: number, { allowed }: { allowed: number }) => sum + allowed, 0)).toBe(3);
  });

  it('and a call that is let in and refused further inside counts once, as refused, also where it was written in between', async () => {
    const workspaces = [await world.workspace(), await world.workspace()];
    const narrow = await world.user(['problem.read'], workspaces[0]);
    const key = await world.key(narrow.session);
    const ask = (workspaceId: string | undefined, status: number) => expectStatus(key.client.get(world.path(`problems?workspaceId=${workspaceId}`)), status);
    await ask(workspaces[1], 403);
    await written();
    const usage = async () => (await expectStatus(narrow.session.get(world.path(`api-keys/${key.id}/usage`)), 200)).body;
    expect(await usage()).toMatchObject({ lastUse: { result: 'refused', permission: 'problem.read' }, counts: [{ allowed: 0, refused: 1 }] });
    await ask(workspaces[0], 200);
    await ask(workspaces[1], 403);
    await written();
    expect((await usage()).counts).toMatchObject([{ allowed: 1, refused: 2 }]);

    const recorder = server.app.get(UsageRecorder, { strict: false });
    const use = { apiKeyId: Number(key.id), oldSecretId: null, organisationId: 1001, permission: null, origin: { address: '', userAgent: '', requestId: 'r' } };
    recorder.record({ ...use, result: 'allowed' });
    await written();
    expect((await usage()).counts).toMatchObject([{ allowed: 2, refused: 2 }]);
    for (const permission of ['problem.read', 'problem.create']) recorder.refuseRecorded({ ...use, permission, result: 'refused' });
    await written();
    expect((await usage()).counts).toMatchObject([{ allowed: 1, refused: 3 }]);
  });

  it('also when it is refused because the key has ended: somebody still has it', async () => {
    const key = await world.key(user.session);
    await expectStatus(user.session.post(world.path(`api-keys/${key.id}/revoke`)), 200);
    await expectStatus(key.client.get(world.path('problems')), 401);
    await written();
    expect((await usageOf(key.id)).lastUse).toMatchObject({ result: 'refused' });
  });

  it('when another service asks about it', async () => {
    const key = await world.key(user.session);
    const asking = await world.key(world.admin);
    await expectStatus(asking.client.post('/api/v1/verify', { key: key.text, permissions: ['problem.read'] }), 200);
    await written();
    expect((await usageOf(key.id)).lastUse).toMatchObject({ permission: 'problem.read', result: 'allowed' });
  });

  it('and never goes backwards, whichever node writes first', async () => {
    const key = await world.key(user.session);
    const rows = server.app.get(KeyUsageRepository, { strict: false });
    const use = { apiKeyId: Number(key.id), organisationId: 1001, address: '', userAgent: '', permission: null, result: 'allowed' as const };
    await rows.moveLastUses([{ ...use, usedAt: 2000 }]);
    await rows.moveLastUses([{ ...use, usedAt: 1000 }]);
    expect((await rows.lastUse(1001, Number(key.id)))?.usedAt).toBe(2000);
  });

  it('and is counted once, by the hour and the day, however many keys and nodes write at the same time', async () => {
    const other = await server.another();
    const keys = await Promise.all(Array.from({ length: 5 }, () => world.key(user.session)));
    const origin = { address: '127.0.0.1', userAgent: 'it\'s "ü" \\', requestId: 'r' };
    const recorders = [server.app, other].map((app) => app.get(UsageRecorder, { strict: false }));
    for (const hours of [0, 1]) {
      server.clock.advance({ hours });
      for (const recorder of recorders) {
        for (const { id } of keys) {
          recorder.record({ apiKeyId: Number(id), oldSecretId: null, organisationId: 1001, permission: null, result: 'allowed', origin });
          recorder.record({ apiKeyId: Number(id), oldSecretId: null, organisationId: 1001, permission: null, result: 'refused', origin });
        }
      }
    }
    await Promise.all(recorders.map((recorder) => recorder.flush()));
    await Promise.all(recorders.map((recorder) => recorder.flush()));
    const rows = server.app.get(KeyUsageRepository, { strict: false });
    for (const { id } of keys) {
      const counts = async (period: 'hour' | 'day') =>
        (await rows.list(1001, Number(id), period, 0, server.clock.now() + 86_400_000)).map(({ allowed, refused }) => ({ allowed, refused }));
      expect(await counts('hour')).toEqual([{ allowed: 2, refused: 2 }, { allowed: 2, refused: 2 }]);
      const days = await counts('day');
      expect(days.reduce((sum, { allowed }) => sum + allowed, 0)).toBe(4);
      expect(days.reduce((sum, { refused }) => sum + refused, 0)).toBe(4);
      expect(await rows.lastUse(1001, Number(id))).toMatchObject({ userAgent: origin.userAgent, permission: null, result: 'refused' });
    }
  });

  it('and is shown to its holder and to administrators, not to others', async () => {
    const key = await world.key(user.session);
    const stranger = await world.user();
    expect((await stranger.session.get(world.path(`api-keys/${key.id}/usage`))).status).toBe(404);
    expect((await world.admin.get(world.path(`api-keys/${key.id}/usage`))).status).toBe(200);
    expect((await key.client.get(world.path(`api-keys/${key.id}/usage`))).status).toBe(200);
  });

  it('and is removed when it is older than was configured', async () => {
    const key = await world.key(user.session);
    await expectStatus(key.client.get(world.path('problems')), 200);
    await written();
    server.clock.advance({ days: 15 });
    const { job } = server.app.get(UsageRecorder, { strict: false });
    expect(await server.app.get(Jobs, { strict: false }).runIfDue(job)).toBe(true);
    const counts = async (query: string) => (await expectStatus(key.client.get(world.path(`api-keys/${key.id}/usage${query}`)), 200)).body.counts;
    expect(await counts('?since=2020-01-01T00:00:00Z')).toEqual([]);
    expect(await counts('?period=day')).toHaveLength(1);
  });
});
