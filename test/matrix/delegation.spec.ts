import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Client, expectForbidden, expectStatus, expectUnchanged, onEachDatabase, TestServer, type TestUser, World } from '../harness/index.js';

/** One way of giving power, and what its giver must hold besides what it gives. */
interface Giving {
  readonly needs: readonly string[];
  /** Also where a permission is held in one workspace only. */
  readonly inWorkspace: boolean;
  /** Prepares what is needed; answers the call. `workspaceId` undefined: for the organisation. */
  readonly prepare: (world: World, given: readonly string[], workspaceId?: string) => Promise<(by: Client) => ReturnType<Client['get']>>;
}

const serviceKey = async (world: World, given: readonly string[], workspaceId?: string) => {
  const workspaceRoleId = await world.workspaceRole(await world.role([...given]), workspaceId);
  return world.key(world.admin, { kind: 'service', workspaceRoleIds: [workspaceRoleId] });
};

const givings: Record<string, Giving> = {
  'making a role': {
    needs: ['role.create'],
    inWorkspace: false,
    async prepare(world, given) {
      return (by) => by.post(world.path('roles'), { name: `r${Math.random()}`, level: 'workspace', permissions: given });
    },
  },
  'making a role based on another': {
    needs: ['role.create', 'role.read'],
    inWorkspace: false,
    async prepare(world, given) {
      const basedOnRoleId = await world.role([...given]);
      return (by) => by.post(world.path('roles'), { name: `r${Math.random()}`, level: 'organisation', basedOnRoleId });
    },
  },
  'adding to a role': {
    needs: ['role.update'],
    inWorkspace: false,
    async prepare(world, given) {
      const role = await world.role(['role.read']);
      return (by) => by.patch(world.path(`roles/${role}`), { permissions: ['role.read', ...given] });
    },
  },
  'assigning a role to a user': {
    needs: ['role.assign'],
    inWorkspace: true,
    async prepare(world, given, workspaceId) {
      const workspaceRoleId = await world.workspaceRole(await world.role([...given]), workspaceId);
      const { id: userId } = await world.bystander();
      return (by) => by.post(world.path('role-assignments'), { workspaceRoleId, userId });
    },
  },
  'assigning a role to a group': {
    needs: ['role.assign'],
    inWorkspace: true,
    async prepare(world, given, workspaceId) {
      const workspaceRoleId = await world.workspaceRole(await world.role([...given]), workspaceId);
      const groupId = await world.group();
      return (by) => by.post(world.path('role-assignments'), { workspaceRoleId, groupId });
    },
  },
  'adding to a group': {
    needs: ['group.update'],
    inWorkspace: false,
    async prepare(world, given, workspaceId) {
      const groupId = await world.group();
      await world.grant({ groupId }, [...given], workspaceId);
      const { id: userId } = await world.bystander();
      return (by) => by.post(world.path(`groups/${groupId}/members`), { userId });
    },
  },
  'making a personal key with permissions': {
    needs: [],
    inWorkspace: false,
    async prepare(world, given) {
      return (by) => by.post(world.path('api-keys'), { name: 'k', permissions: given });
    },
  },
  'making a personal key with permissions in a workspace': {
    needs: [],
    inWorkspace: true,
    async prepare(world, given, workspaceId = '1001') {
      return (by) => by.post(world.path('api-keys'), { name: 'k', permissions: given, workspaceIds: [workspaceId] });
    },
  },
  'making a service key': {
    needs: ['api-key.create-service'],
    inWorkspace: true,
    async prepare(world, given, workspaceId) {
      const workspaceRoleIds = [await world.workspaceRole(await world.role([...given]), workspaceId)];
      return (by) => by.post(world.path('api-keys'), { name: 'k', kind: 'service', workspaceRoleIds });
    },
  },
  "widening somebody's key": {
    needs: ['api-key.manage-all'],
    inWorkspace: false,
    async prepare(world, given) {
      const { id } = await world.key(world.admin, { permissions: [] });
      return (by) => by.patch(world.path(`api-keys/${id}`), { permissions: given });
    },
  },
  'rotating a service key': {
    needs: ['api-key.manage-all'],
    inWorkspace: false,
    async prepare(world, given, workspaceId) {
      const { id } = await serviceKey(world, given, workspaceId);
      return (by) => by.post(world.path(`api-keys/${id}/rotate`), {});
    },
  },
};

const given = ['problem.create', 'problem.read'];

onEachDatabase('nobody gives what they do not hold', (database) => {
  let server: TestServer;
  let world: World;
  const here = '1001';
  let elsewhere: string;

  const people = new Map<string, Promise<TestUser>>();

  /** Somebody who holds this; the same person when asked for again. */
  function holder(permissions: readonly string[], workspaceId?: string): Promise<TestUser> {
    const name = `${permissions.join()} ${workspaceId}`;
    const person = people.get(name) ?? world.user([...permissions], workspaceId);
    people.set(name, person);
    return person;
  }

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    await world.bystander();
    elsewhere = await world.workspace();
  });
  afterAll(() => server?.stop());

  describe.each(Object.entries(givings))('%s', (_name, { needs, inWorkspace, prepare }) => {
    it('is refused to a caller who lacks one thing, naming exactly that, and changes nothing', async () => {
      const call = await prepare(world, given);
      const { session } = await holder([...needs, 'problem.read']);
      expectForbidden(await expectUnchanged(server, () => call(session)), ['problem.create']);
    });

    it('is refused to a key that lacks it, though its owner holds it', async () => {
      const call = await prepare(world, given);
      const owner = await holder([...needs, ...given]);
      const key = await world.key(owner.session, { permissions: [...needs, 'problem.read'] });
      expectForbidden(await expectUnchanged(server, () => call(key.client)), ['problem.create']);
    });

    it('works for a caller who holds all of it', async () => {
      const call = await prepare(world, given);
      const { session } = await holder([...needs, ...given]);
      expect([200, 201]).toContain((await expectStatusIn(call(session))).status);
    });

    if (!inWorkspace) return;

    it('is refused to a caller who holds it in another workspace only', async () => {
      const call = await prepare(world, given, here);
      const user = await world.user([...needs, 'problem.read'], here);
      await world.grant({ userId: user.id }, given, elsewhere);
      expectForbidden(await expectUnchanged(server, () => call(user.session)), ['problem.create']);
    });

    it('works for a caller who holds it in that workspace', async () => {
      const call = await prepare(world, given, here);
      const { session } = await holder([...needs, ...given], here);
      await expectStatusIn(call(session));
    });
  });

  it.each(['role.super', 'role.shared.space.admin'])('an open-ended role (%s) is given only by who holds an open-ended one', async (logicalName) => {
    const { items } = (await world.admin.get(world.path('roles?limit=200'))).body;
    const workspaceRoleId = await world.workspaceRole(items.find((role: { logicalName: string }) => role.logicalName === logicalName).id);
    const all = (await world.admin.get(world.path('permissions?limit=200'))).body.items.map(({ name }: { name: string }) => name);
    const { session } = await world.user(all);
    const { id: userId } = await world.user();
    const call = () => session.post(world.path('role-assignments'), { workspaceRoleId, userId });
    expectForbidden(await expectUnchanged(server, call), ['*']);
    expect((await world.admin.post(world.path('role-assignments'), { workspaceRoleId, userId })).status).toBe(201);
  });

  it('a space admin cannot make a super user, nor take over a key that is one', async () => {
    const { items } = (await world.admin.get(world.path('roles?limit=200'))).body;
    const [superRole, spaceAdmin] = await Promise.all(items.slice(0, 2).map(({ id }: { id: string }) => world.workspaceRole(id)));
    const user = await world.user();
    await expectStatus(world.admin.post(world.path('role-assignments'), { workspaceRoleId: spaceAdmin, userId: user.id }), 201);
    const lacks = ['*', 'key-right.manage', 'organisation.update'].sort();
    const refused = await expectUnchanged(server, () => user.session.post(world.path('role-assignments'), { workspaceRoleId: superRole, userId: user.id }));
    expect(refused.status).toBe(403);
    expect(lacks).toEqual(expect.arrayContaining(refused.body.missingPermissions));
    expect(refused.body.missingPermissions).toEqual(expect.arrayContaining(['key-right.manage', 'organisation.update']));
    const key = await world.key(world.admin, { kind: 'service', workspaceRoleIds: [superRole] });
    expect((await expectUnchanged(server, () => user.session.post(world.path(`api-keys/${key.id}/rotate`), {}))).status).toBe(403);
    const adminKey = await world.key(world.admin);
    expect((await expectUnchanged(server, () => user.session.post(world.path(`api-keys/${adminKey.id}/rotate`), {}))).status).toBe(403);
  });
});

async function expectStatusIn(answer: ReturnType<Client['get']>) {
  const actual = await answer;
  if (actual.status !== 200 && actual.status !== 201) throw new Error(`expected 200 or 201, got ${actual.status}: ${actual.text}`);
  return actual;
}
