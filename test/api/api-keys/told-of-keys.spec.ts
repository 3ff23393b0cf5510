import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { expectStatus, expectUnauthenticated, onEachDatabase, TestServer, type TestUser, World } from '../../harness/index.js';

const future = '2099-01-31T12:00:00.000Z';

onEachDatabase('what is told of an API key', (database) => {
  let server: TestServer;
  let world: World;
  let owner: TestUser;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    owner = await world.user(['problem.read', 'problem.create']);
  });
  afterAll(() => server?.stop());

  const at = (id: string, action = '') => world.path(`api-keys/${id}${action && `/${action}`}`);

  it('names in the audit trail what was changed and what it was before, and nothing of what stays', async () => {
    const key = await world.key(owner.session, { name: 'Was', permissions: ['problem.read', 'problem.create'], workspaceIds: ['1001'] });
    const lastDetails = async () => (await world.admin.get(world.path(`audit-events?subjectKind=api-key&subjectId=${key.id}&limit=1`))).body.items[0];
    expect((await lastDetails()).details).toMatchObject({ name: 'Was', workspaceIds: [1001], expiresAt: null });
    await expectStatus(owner.session.patch(at(key.id), { name: 'Is', workspaceIds: null, expiresAt: future, permissions: ['problem.create', 'problem.read'] }), 200);
    const { action, details, references } = await lastDetails();
    expect([action, details]).toEqual(['api-key.update', { name: 'Is', workspaceIds: null, expiresAt: future, before: { name: 'Was', workspaceIds: [1001], expiresAt: null } }]);
    expect(references).toEqual([{ member: 'before.workspaceIds', kind: 'workspace', id: '1001', name: expect.any(String) }]);
    await expectStatus(owner.session.patch(at(key.id), { name: 'Is' }), 200);
    expect((await lastDetails()).details).toEqual({});
  });

  it('tells of the old text, while it is taken, until when it is; a rotation without overlap ends it at once', async () => {
    const key = await world.key(owner.session);
    const draining = async () => (await expectStatus(owner.session.get(at(key.id)), 200)).body.drainingSecrets;
    const { oldSecretUntil, ...rotated } = (await expectStatus(owner.session.post(at(key.id, 'rotate'), { overlapSeconds: 3600 }), 200)).body;
    expect(rotated).not.toHaveProperty('drainingSecrets');
    const unused = { id: expect.any(String), prefix: key.text.slice(0, 8), since: new Date(Date.parse(oldSecretUntil) - 3_600_000).toISOString(), uses: 0, lastUse: null };
    expect(await draining()).toEqual([{ ...unused, until: oldSecretUntil }]);
    const sooner = new Date(server.clock.now() + 60_000).toISOString();
    await expectStatus(owner.session.patch(at(key.id), { expiresAt: sooner }), 200);
    expect(await draining()).toEqual([{ ...unused, until: sooner }]);
    await expectStatus(owner.session.patch(at(key.id), { expiresAt: null }), 200);
    await expectStatus(owner.session.post(at(key.id, 'rotate'), { overlapSeconds: 60 }), 200);
    expect((await draining()).map(({ prefix }: { prefix: string }) => prefix)).toEqual([rotated.prefix, key.text.slice(0, 8)]);
    server.clock.advance({ seconds: 61 });
    expect(await draining()).toEqual([{ ...unused, until: oldSecretUntil }]);
    await expectStatus(owner.session.post(at(key.id, 'rotate')), 200);
    expect(await draining()).toEqual([]);
    expectUnauthenticated(await server.withKey(key.text).get(world.path('problems')));
  });

  it('tells of the old text of a deactivated key, which comes back with it, and of none once it is revoked', async () => {
    const key = await world.key(owner.session);
    await expectStatus(owner.session.post(at(key.id, 'rotate'), { overlapSeconds: 3600 }), 200);
    const old = async () => (await expectStatus(owner.session.get(at(key.id)), 200)).body.drainingSecrets.length;
    const works = async () => (await server.withKey(key.text).get(world.path('problems'))).status === 200;
    await expectStatus(owner.session.post(at(key.id, 'deactivate')), 200);
    expect([await old(), await works()]).toEqual([1, false]);
    await expectStatus(owner.session.post(at(key.id, 'activate')), 200);
    expect([await old(), await works()]).toEqual([1, true]);
    await expectStatus(owner.session.post(at(key.id, 'revoke')), 200);
    expect([await old(), await works()]).toEqual([0, false]);
  });
});
