import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { type Client, expectForbidden, expectStatus, expectUnchanged, onEachDatabase, type TestKey, TestServer, type TestUser, World } from '../../harness/index.js';

const accesses = '/api/shared_spaces/1001/api_accesses';

onEachDatabase('lists hold exactly the keys that can be read one by one', (database) => {
  let server: TestServer;
  let world: World;
  let maker: TestUser;
  let makerRole: string;
  let service: TestKey;
  let personal: TestKey;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
  });
  afterAll(() => server?.stop());
  beforeEach(async () => {
    maker = await world.user(['problem.read']);
    makerRole = await world.grant({ userId: maker.id }, ['api-key.create-service']);
    service = await world.key(maker.session, { kind: 'service' });
    personal = await world.key(maker.session);
  });

  /** Which of these keys a client sees, at each of the four places; they must agree. */
  const seen = async (by: Client, keys: readonly TestKey[]): Promise<string[]> => {
    const listed: string[] = (await expectStatus(by.get(world.path('api-keys?limit=200')), 200)).body.items.map(({ id }: { id: string }) => id);
    const octane: string[] = (await expectStatus(by.get(accesses), 200)).body.data.map(({ id }: { id: string }) => id);
    const result: string[] = [];
    for (const key of keys) {
      const { status } = await by.get(world.path(`api-keys/${key.id}`));
      expect({ key: key.id, status, listed: listed.includes(key.id) }).toEqual({ key: key.id, status: status === 200 ? 200 : 404, listed: status === 200 });
      if (key.clientId !== null) {
        const one = await by.get(`${accesses}/${key.id}`);
        expect({ status: one.status, listed: octane.includes(key.id) }).toEqual({ status, listed: status === 200 });
      }
      if (status === 200) result.push(key.id);
    }
    return result;
  };

  it('for who made a service key, while that person may make some', async () => {
    expect(await seen(maker.session, [service, personal])).toEqual([service.id, personal.id]);
    await expectStatus(world.admin.delete(world.path(`role-assignments/${makerRole}`)), 200);
    expect(await seen(maker.session, [service, personal])).toEqual([personal.id]);
  });

  it('for a key that is narrowed to less than making service keys', async () => {
    const narrow = await world.key(maker.session, { permissions: ['problem.read'] });
    expect(await seen(narrow.client, [service, personal, narrow])).toEqual([personal.id, narrow.id]);
    const wide = await world.key(maker.session, { permissions: ['api-key.create-service'] });
    expect(await seen(wide.client, [service, personal])).toEqual([service.id, personal.id]);
  });

  it('for a key and what was made with it, also when its owner may make none any more', async () => {
    const child = await world.key(personal.client, { kind: 'service' });
    await expectStatus(world.admin.delete(world.path(`role-assignments/${makerRole}`)), 200);
    expect(await seen(personal.client, [service, child, personal])).toEqual([child.id, personal.id]);
    expect(await seen(maker.session, [service, child, personal])).toEqual([personal.id]);
    expect(await seen(service.client, [service, child, personal])).toEqual([service.id]);
  });

  it('for who may read all, and nobody else', async () => {
    const reader = await world.user(['api-key.read-all']);
    const ids = async (query: string): Promise<string[]> => (await expectStatus(reader.session.get(world.path(`api-keys?limit=200&${query}`)), 200)).body.items.map(({ id }: { id: string }) => id);
    expect(await ids(`owner=${maker.id}`)).toEqual([service.id, personal.id]);
    expect(await ids('owner=all')).toEqual(expect.arrayContaining([service.id, personal.id]));
    expect(await seen((await world.user()).session, [service, personal])).toEqual([]);
    const formerMaker = await world.user(['api-key.read-all']);
    const right = await world.grant({ userId: formerMaker.id }, ['api-key.create-service']);
    const own = await world.key(formerMaker.session, { kind: 'service' });
    await expectStatus(world.admin.delete(world.path(`role-assignments/${right}`)), 200);
    expect(await seen(formerMaker.session, [own])).toEqual([own.id]);
  });

  it('for an operator who is no member: nothing', async () => {
    const other = await world.otherOrganisation(`left-${service.id}`);
    const { items } = (await expectStatus(other.admin.get(other.path('users')), 200)).body;
    const second = await other.user();
    const superRole = (await expectStatus(other.admin.get(other.path('roles?limit=200')), 200)).body.items.find((role: { logicalName: string }) => role.logicalName === 'role.super');
    const workspaceRoleId = await other.workspaceRole(superRole.id);
    await expectStatus(other.admin.post(other.path('role-assignments'), { workspaceRoleId, userId: second.id }), 201);
    await other.key(second.session);
    await expectStatus(second.session.patch(other.path(`users/${items[0].id}`), { state: 'disabled' }), 200);
    expect((await world.admin.get(other.path('api-keys'))).body.items ?? []).toEqual([]);
  });
});

onEachDatabase("the list of a personal key names only what its giver holds", (database) => {
  let server: TestServer;
  let world: World;
  let owner: TestUser;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    owner = await world.user(['problem.read']);
    await world.grant({ userId: owner.id }, ['problem.create'], '1001');
  });
  afterAll(() => server?.stop());

  const patch = (key: TestKey, changes: object, by = owner.session) => by.patch(world.path(`api-keys/${key.id}`), changes);

  it('also when nothing was listed before', async () => {
    const key = await world.key(owner.session);
    expectForbidden(await expectUnchanged(server, () => patch(key, { permissions: ['problem.read', 'role.read', 'audit.read'] })), ['role.read', 'audit.read']);
    expectForbidden(await expectUnchanged(server, () => patch(key, { permissions: ['role.read'] }, key.client)), ['role.read']);
    await expectStatus(patch(key, { permissions: ['problem.read', 'problem.create'] }), 200);
  });

  it('in each workspace, where they are named', async () => {
    const elsewhere = await world.workspace();
    const key = await world.key(owner.session, { permissions: ['problem.create'] });
    expectForbidden(await expectUnchanged(server, () => patch(key, { workspaceIds: ['1001', elsewhere] })), ['problem.create']);
    expectForbidden(await expectUnchanged(server, () => patch(key, { permissions: ['problem.read', 'problem.create'], workspaceIds: [elsewhere] })), ['problem.create']);
    await expectStatus(patch(key, { workspaceIds: ['1001'] }), 200);
    await expectStatus(patch(key, { workspaceIds: [] }), 200);
  });

  it('while what was listed before can always be narrowed, by whoever controls the key', async () => {
    const temporary = await world.grant({ userId: owner.id }, ['role.read']);
    const key = await world.key(owner.session, { permissions: ['role.read', 'problem.read'] });
    await expectStatus(world.admin.delete(world.path(`role-assignments/${temporary}`)), 200);
    await expectStatus(patch(key, { permissions: ['role.read'] }), 200);
    const manager = await world.user(['api-key.manage-all']);
    await expectStatus(patch(key, { permissions: [] }, manager.session), 200);
    expectForbidden(await patch(key, { permissions: ['problem.read'] }, manager.session), ['problem.read']);
    await expectStatus(patch(key, { name: 'renamed', permissions: [] }), 200);
  });
});
