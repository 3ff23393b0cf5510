import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { expectStatus, expectUnchanged, onEachDatabase, type TestKey, TestServer, type TestUser, World } from '../../harness/index.js';

onEachDatabase('many API keys at once', (database) => {
  let server: TestServer;
  let world: World;
  let grace: TestUser;
  let mine: TestKey[];
  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    grace = await world.user();
    mine = [];
    for (let i = 0; i < 3; i++) mine.push(await world.key(grace.session));
  });
  afterAll(() => server?.stop());

  const bulk = () => world.path('api-keys/bulk');
  const idsOf = (keys: readonly TestKey[]) => keys.map(({ id }) => id);
  const stateOf = async ({ id }: TestKey) => (await expectStatus(world.admin.get(world.path(`api-keys/${id}`)), 200)).body;
  const auditOf = async (key: TestKey, action: string) => (await world.admin.get(world.path(`audit-events?subjectId=${key.id}&action=${action}`))).body.items;
  const taken = async ({ client }: TestKey) => (await client.get('/api/v1/me')).status;

  it('are deactivated and activated again, each with a result, and nothing is done twice', async () => {
    const all = await expectStatus(grace.session.post(bulk(), { ids: idsOf(mine), action: 'deactivate' }), 200);
    expect(all.body.items).toEqual(mine.map(({ id }) => ({ id, name: expect.any(String), outcome: 'changed', code: null, detail: null, decisionId: null })));
    expect(all.body.freshness.epoch).toEqual(expect.any(String));
    expect(await Promise.all(mine.map(taken))).toEqual([401, 401, 401]);
    const again = await expectStatus(grace.session.post(bulk(), { ids: idsOf(mine), action: 'deactivate' }), 200);
    expect(again.body.items.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['already', 'already', 'already']);
    expect(await auditOf(mine[0] as TestKey, 'api-key.deactivate')).toHaveLength(1);
    await expectStatus(grace.session.post(bulk(), { ids: idsOf(mine), action: 'activate' }), 200);
    expect(await Promise.all(mine.map(taken))).toEqual([200, 200, 200]);
  });

  it('are judged one by one: what the caller may not change, or is elsewhere, fails in its own line alone', async () => {
    const other = await world.otherOrganisation();
    const [own, anothers, elsewhere] = [await world.key(grace.session), await world.key(world.admin), await other.key(other.admin)];
    const reader = await world.user(['api-key.read-all']);
    const read = await world.key(reader.session);
    const { body } = await expectStatus(reader.session.post(bulk(), { ids: [read.id, own.id, elsewhere.id, '999999'], action: 'deactivate' }), 200);
    expect(body.items).toMatchObject([
      { id: read.id, outcome: 'changed', code: null },
      { id: own.id, name: expect.any(String), outcome: 'failed', code: 'access.permission-missing', decisionId: expect.any(String) },
      { id: elsewhere.id, name: null, outcome: 'failed', code: 'api-key.not-found' },
      { id: '999999', name: null, outcome: 'failed', code: 'api-key.not-found' },
    ]);
    expect(await Promise.all([taken(read), taken(own), taken(elsewhere)])).toEqual([401, 200, 200]);
    expect(await auditOf(own, 'api-key.deactivate')).toEqual([]);
    const { body: unseen } = await expectUnchanged(server, () => grace.session.post(bulk(), { ids: [anothers.id], action: 'revoke' }));
    expect(unseen.items).toMatchObject([{ name: null, outcome: 'failed', code: 'api-key.not-found' }]);
  });

  it('are revoked with the reason, for good', async () => {
    const [live, gone] = [await world.key(grace.session), await world.key(grace.session)];
    await expectStatus(grace.session.post(world.path(`api-keys/${gone.id}/revoke`), { reason: 'first' }), 200);
    const { body } = await expectStatus(world.admin.post(bulk(), { ids: [gone.id, live.id], action: 'revoke', reason: 'found in a log' }), 200);
    expect(body.items).toMatchObject([{ outcome: 'already' }, { outcome: 'changed' }]);
    expect([(await stateOf(live)).revokeReason, (await stateOf(gone)).revokeReason]).toEqual(['found in a log', 'first']);
    expect(await auditOf(live, 'api-key.revoke')).toMatchObject([{ details: { reason: 'found in a log' } }]);
    const back = await expectStatus(world.admin.post(bulk(), { ids: [live.id], action: 'activate' }), 200);
    expect(back.body.items).toMatchObject([{ outcome: 'failed', code: 'api-key.revoked' }]);
    expect(await taken(live)).toBe(401);
  });

  it('are refused as a whole when the request is wrong', async () => {
    const ids = idsOf(mine);
    const wrong = [{ action: 'revoke' }, { ids: [], action: 'revoke' }, { ids, action: 'delete' }, { ids }, { ids: ['x'], action: 'revoke' }, { ids: [...ids, ...ids], action: 'revoke' }, { ids: Array.from({ length: 201 }, (_, i) => String(i + 1)), action: 'revoke' }];
    for (const body of wrong) expect((await expectUnchanged(server, () => grace.session.post(bulk(), body))).status).toBe(400);
    expect((await expectUnchanged(server, () => server.client().post(bulk(), { ids, action: 'revoke' }))).status).toBe(401);
    expect(await Promise.all(mine.map(taken))).toEqual([200, 200, 200]);
  });
});
