import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer, type Client, expectProblem, expectStatus, expectUnchanged, onEachDatabase, TestServer, type TestUser, World } from '../harness/index.js';

/** An organisation in which nobody but `supers` holds the super role; `remover` may take it away. */
interface Realm {
  readonly world: World;
  readonly remover: Client;
  readonly supers: { readonly user: TestUser; readonly assignment: string }[];
}

/** Prepares the removal of one of the super users. */
type Way = (realm: Realm, index: number) => Promise<() => Promise<Answer>>;

onEachDatabase('the last active super user stays', (database) => {
  let server: TestServer;
  let home: World;
  let count = 0;

  beforeAll(async () => {
    server = await TestServer.start(database);
    home = await World.of(server);
  });
  afterAll(() => server?.stop());

  async function realm(many: number): Promise<Realm> {
    const world = await home.otherOrganisation(`realm-${++count}`);
    const workspaceRoleId = await superScope(world);
    const remover = await world.user(['role.read', 'role.assign', 'user.update', 'group.update', 'group.delete']);
    const supers = [];
    for (let n = 0; n < many; n++) {
      const user = await world.user();
      const { body } = await expectStatus(world.admin.post(world.path('role-assignments'), { workspaceRoleId, userId: user.id }), 201);
      supers.push({ user, assignment: body.id });
    }
    const { items } = (await world.admin.get(world.path(`role-assignments?workspaceRoleId=${workspaceRoleId}`))).body;
    await expectStatus(world.admin.delete(world.path(`role-assignments/${items[0].id}`)), 200);
    return { world, remover: remover.session, supers };
  }

  const superScope = async (world: World) => {
    const { items } = (await world.admin.get(world.path('roles?limit=1'))).body;
    return world.workspaceRole(items[0].id);
  };

  /** Gives the super role to a group of this one user instead of the user. */
  async function throughGroup({ world, supers }: Realm, index: number): Promise<string> {
    const { user, assignment } = supers[index] as Realm['supers'][number];
    const by = user.session;
    const { items } = (await by.get(world.path('roles?limit=1'))).body;
    const scopes = (await by.get(world.path(`workspace-roles?roleId=${items[0].id}`))).body.items;
    const group = (await expectStatus(by.post(world.path('groups'), { name: `group ${index}` }), 201)).body.id;
    await expectStatus(by.post(world.path(`groups/${group}/members`), { userId: user.id }), 201);
    await expectStatus(by.post(world.path('role-assignments'), { workspaceRoleId: scopes[0].id, groupId: group }), 201);
    await expectStatus(by.delete(world.path(`role-assignments/${assignment}`)), 200);
    return group;
  }

  const ways: Record<string, Way> = {
    'taking the role away': async ({ world, remover, supers }, index) => () => remover.delete(world.path(`role-assignments/${supers[index]?.assignment}`)),
    'disabling the membership': async ({ world, remover, supers }, index) => () =>
      remover.patch(world.path(`users/${supers[index]?.user.id}`), { state: 'disabled' }),
    'disabling the account': async ({ supers }, index) => () => home.admin.patch(`/api/v1/accounts/${supers[index]?.user.accountId}`, { state: 'disabled' }),
    'taking the user out of the group': async (realm, index) => {
      const group = await throughGroup(realm, index);
      return () => realm.remover.delete(realm.world.path(`groups/${group}/members/${realm.supers[index]?.user.id}`));
    },
    'deleting the group': async (realm, index) => {
      const group = await throughGroup(realm, index);
      return () => realm.remover.delete(realm.world.path(`groups/${group}`));
    },
    'taking the role away from the group': async (realm, index) => {
      const group = await throughGroup(realm, index);
      const { items } = (await realm.remover.get(realm.world.path(`role-assignments?groupId=${group}`))).body;
      return () => realm.remover.delete(realm.world.path(`role-assignments/${items[0].id}`));
    },
  };

  describe.each(Object.entries(ways))('%s', (_name, way) => {
    it('is refused for the last one and changes nothing', async () => {
      const alone = await realm(1);
      const remove = await way(alone, 0);
      expectProblem(await expectUnchanged(server, remove), 409, 'role.last-super-user');
      expect((await alone.supers[0]?.user.session.get(alone.world.path('audit-events')))?.status).toBe(200);
    });

    it('works while there is another one, and then no more', async () => {
      const two = await realm(2);
      const first = await way(two, 0);
      await expectStatus(first(), 200);
      const second = await way(two, 1);
      expectProblem(await expectUnchanged(server, second), 409, 'role.last-super-user');
    });

    it('leaves one of two when both are removed at once', async () => {
      for (let round = 0; round < 3; round++) {
        const two = await realm(2);
        const removals = [await way(two, 0), await way(two, 1)];
        const answers = await Promise.all(removals.map((remove) => remove()));
        expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
        expect(answers.find(({ status }) => status === 409)?.body.code).toBe('role.last-super-user');
      }
    });
  });

  it('leaves one when two are removed at once in different ways', async () => {
    const names = Object.keys(ways);
    for (const [index, name] of names.entries()) {
      const two = await realm(2);
      const other = names[(index + 1) % names.length] as string;
      const removals = [await (ways[name] as Way)(two, 0), await (ways[other] as Way)(two, 1)];
      const answers = await Promise.all(removals.map((remove) => remove()));
      expect({ ways: [name, other], statuses: answers.map(({ status }) => status).sort() }).toEqual({ ways: [name, other], statuses: [200, 409] });
    }
  });

  it('does not count one who is invited, nor a service key', async () => {
    const alone = await realm(1);
    const { world, remover, supers } = alone;
    const [{ user, assignment }] = supers as [Realm['supers'][number]];
    const { items } = (await user.session.get(world.path('roles?limit=1'))).body;
    const workspaceRoleId = (await user.session.get(world.path(`workspace-roles?roleId=${items[0].id}`))).body.items[0].id;
    const invited = await expectStatus(user.session.post(world.path('users'), { login: `guest-${count}`, email: 'g@x.example', displayName: 'G' }), 201);
    await expectStatus(user.session.post(world.path('role-assignments'), { workspaceRoleId, userId: invited.body.id }), 201);
    await expectStatus(user.session.post(world.path('api-keys'), { name: 'k', kind: 'service', workspaceRoleIds: [workspaceRoleId] }), 201);
    const remove = () => remover.delete(world.path(`role-assignments/${assignment}`));
    expectProblem(await expectUnchanged(server, remove), 409, 'role.last-super-user');
  });
});
