import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { expectForbidden, expectProblem, expectStatus, expectUnchanged, onEachDatabase, type TestKey, TestServer, type TestUser, World } from '../harness/index.js';

const held = ['problem.read', 'problem.create', 'role.read', 'api-key.create-service'];
const inOneDay = () => new Date(Date.now() + 86_400_000).toISOString();

onEachDatabase('what a key makes is bounded by the key', (database) => {
  let server: TestServer;
  let world: World;
  let owner: TestUser;
  let broad: TestKey;
  const here = '1001';
  let elsewhere: string;

  const problems = (key: TestKey, workspaceId = here) => key.client.get(world.path(`problems?workspaceId=${workspaceId}`));
  const report = (key: TestKey) => key.client.post(world.path('problems'), { name: 'p', statement: 's', workspaceId: here });

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    elsewhere = await world.workspace();
    owner = await world.user(held);
    broad = await world.key(owner.session);
  });
  afterAll(() => server?.stop());

  it('a child without a list does what its maker may, and no more', async () => {
    const narrow = await world.key(owner.session, { permissions: ['problem.read'], workspaceIds: [here] });
    const child = await world.key(narrow.client);
    expect((await problems(child)).status).toBe(200);
    expectForbidden(await problems(child, elsewhere), ['problem.read']);
    expectForbidden(await report(child), ['problem.create']);
  });

  it('a child cannot be given what its maker lacks', async () => {
    const narrow = await world.key(owner.session, { permissions: ['problem.read'], workspaceIds: [here] });
    const make = (input: object) => expectUnchanged(server, () => narrow.client.post(world.path('api-keys'), { name: 'c', ...input }));
    expectForbidden(await make({ permissions: held }), held.slice(1));
    expectForbidden(await make({ permissions: ['problem.read'], workspaceIds: [elsewhere] }), ['problem.read']);
    expectForbidden(await make({ kind: 'service', workspaceRoleIds: [] }), ['api-key.create-service']);
  });

  it('a service key made with a narrowed key holds no more than that key', async () => {
    const narrow = await world.key(owner.session, { permissions: ['problem.read', 'api-key.create-service'] });
    const both = await world.workspaceRole(await world.role(['problem.read', 'problem.create']), here);
    const reader = await world.workspaceRole(await world.role(['problem.read']), here);
    const make = (role: string) => narrow.client.post(world.path('api-keys'), { name: 'c', kind: 'service', workspaceRoleIds: [role] });
    expectForbidden(await expectUnchanged(server, () => make(both)), ['problem.create']);
    await expectStatus(make(reader), 201);
  });

  it('a child ends with its maker: deactivated, revoked, narrowed, expired', async () => {
    const maker = await world.key(owner.session, { expiresAt: inOneDay() });
    const child = await world.key(maker.client);
    const at = (action: string) => expectStatus(owner.session.post(world.path(`api-keys/${maker.id}/${action}`)), 200);
    await at('deactivate');
    expect((await problems(child)).status).toBe(401);
    await at('activate');
    expect((await problems(child)).status).toBe(200);
    await expectStatus(owner.session.patch(world.path(`api-keys/${maker.id}`), { permissions: ['role.read'] }), 200);
    expect((await problems(child)).status).toBe(403);
    await at('revoke');
    expect((await problems(child)).status).toBe(401);
  });

  it('a child does not outlive its maker, also when its expiry is changed later', async () => {
    const expiresAt = inOneDay();
    const maker = await world.key(owner.session, { expiresAt });
    const later = new Date(Date.now() + 2 * 86_400_000).toISOString();
    const make = () => maker.client.post(world.path('api-keys'), { name: 'c', expiresAt: later });
    expectProblem(await expectUnchanged(server, make), 403, 'access.cannot-grant');
    const child = await expectStatus(maker.client.post(world.path('api-keys'), { name: 'c' }), 201);
    expect(child.body.expiresAt).toBe(expiresAt);
    for (const id of [child.body.id, maker.id]) {
      for (const value of [later, null]) {
        const extend = () => maker.client.patch(world.path(`api-keys/${id}`), { expiresAt: value });
        expectProblem(await expectUnchanged(server, extend), 403, 'access.cannot-grant');
      }
    }
  });

  describe('a narrowed key and what it made', () => {
    let narrow: TestKey;
    let child: TestKey;
    beforeAll(async () => {
      narrow = await world.key(owner.session, { permissions: ['problem.read'] });
      child = await world.key(narrow.client);
    });

    // Its own for each test: one that fails must not spoil the next.
    beforeEach(async () => {
      broad = await world.key(owner.session);
    });

    it.each(['the key', 'its child'])('%s cannot take over another key of the owner', async (which) => {
      const { client } = which === 'the key' ? narrow : child;
      const answer = await expectUnchanged(server, () => client.post(world.path(`api-keys/${broad.id}/rotate`), {}));
      expect(answer.status).toBe(403);
      expect(answer.text).not.toMatch(/LK\w{6}\.\w{32}/);
    });

    it.each(['the key', 'its child'])('%s cannot change or end another key of the owner', async (which) => {
      const { client } = which === 'the key' ? narrow : child;
      const path = world.path(`api-keys/${broad.id}`);
      for (const call of [
        () => client.patch(path, { name: 'x' }),
        () => client.patch(path, { permissions: [] }),
        () => client.post(`${path}/deactivate`),
        () => client.post(`${path}/revoke`),
        () => client.delete(path),
      ]) {
        expect((await expectUnchanged(server, call)).status).toBe(403);
      }
    });

    it.each(['the key', 'its child'])('%s cannot widen its maker or itself', async (which) => {
      const key = which === 'the key' ? narrow : child;
      for (const id of [narrow.id, key.id]) {
        for (const changes of [{ permissions: null }, { permissions: held }]) {
          await key.client.patch(world.path(`api-keys/${id}`), changes);
        }
      }
      expect((await report(key)).status).toBe(403);
      expect((await report(narrow)).status).toBe(403);
    });
  });

  it('a key that widens itself is told exactly what it lacks', async () => {
    const narrow = await world.key(owner.session, { permissions: ['problem.read'] });
    const widen = () => narrow.client.patch(world.path(`api-keys/${narrow.id}`), { permissions: ['problem.read', 'problem.create'] });
    expectForbidden(await expectUnchanged(server, widen), ['problem.create']);
  });

  it('an expiring key cannot take over one that outlives it', async () => {
    broad = await world.key(owner.session);
    const expiring = await world.key(owner.session, { expiresAt: inOneDay() });
    const rotate = () => expiring.client.post(world.path(`api-keys/${broad.id}/rotate`), {});
    expect((await expectUnchanged(server, rotate)).status).toBe(403);
  });

  it('keys stand in lines of at most five', async () => {
    let last = await world.key(owner.session);
    for (let depth = 1; depth <= 4; depth++) last = await world.key(last.client);
    const deeper = () => last.client.post(world.path('api-keys'), { name: 'too deep' });
    expectProblem(await expectUnchanged(server, deeper), 409, 'api-key.too-deep');
  });
});
