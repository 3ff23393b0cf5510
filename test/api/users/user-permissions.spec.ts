import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Client, expectStatus, onEachDatabase, TestServer, World } from '../../harness/index.js';

onEachDatabase('what a user may do', (database) => {
  let server: TestServer;
  let world: World;
  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
  });
  afterAll(() => server?.stop());

  const permissionsOf = async (id: string, by = world.admin) => (await expectStatus(by.get(world.path(`users/${id}/permissions`)), 200)).body;

  it('is told with every way in which it is held: role, group and workspace', async () => {
    const user = await world.user();
    const [first, second] = [await world.workspace(), await world.workspace()];
    const groupId = await world.group();
    await world.addToGroup(groupId, user.id);
    const reader = await world.role(['problem.read']);
    const assign = async (roleId: string, workspaceId: string | undefined, to: object) => world.admin.post(world.path('role-assignments'), { workspaceRoleId: await world.workspaceRole(roleId, workspaceId), ...to });
    await assign(reader, first, { userId: user.id });
    await assign(reader, second, { groupId });
    await world.grant({ groupId }, ['audit.read']);
    const { body: role } = await world.admin.get(world.path(`roles/${reader}`));
    const { body: group } = await world.admin.get(world.path(`groups/${groupId}`));
    const told = await permissionsOf(user.id);
    expect(told).toMatchObject({ userId: user.id, active: true });
    expect(told.permissions.map(({ permission }: { permission: string }) => permission)).toEqual(['audit.read', 'problem.read']);
    expect(told.permissions[1]).toEqual({
      permission: 'problem.read',
      description: 'Read problems',
      workspaceIds: [first, second],
      sources: [
        { roleId: reader, roleName: role.name, groupId: null, groupName: null, workspaceId: first },
        { roleId: reader, roleName: role.name, groupId, groupName: group.name, workspaceId: second },
      ],
    });
    expect(told.permissions[0]).toMatchObject({ workspaceIds: 'all', sources: [{ groupId, workspaceId: null }] });
  });

  it('is what the user is then let do, and changes with it', async () => {
    const user = await world.user();
    expect(await permissionsOf(user.id)).toMatchObject({ permissions: [] });
    const id = await world.grant({ userId: user.id }, ['problem.read', 'problem.create']);
    const { body: me } = await user.session.get('/api/v1/me');
    expect((await permissionsOf(user.id)).permissions.map(({ permission, workspaceIds }: { permission: string; workspaceIds: unknown }) => ({ permission, workspaceIds }))).toEqual(me.permissions);
    await expectStatus(world.admin.delete(world.path(`role-assignments/${id}`)), 200);
    expect(await permissionsOf(user.id)).toMatchObject({ permissions: [] });
  });

  it('says of a super user every permission, registered ones too, and of a disabled one that nothing can be used', async () => {
    await expectStatus(world.admin.post(world.path('permissions'), { name: 'billing:invoice.pay', description: 'Pay' }), 201);
    const { body: catalogue } = await world.admin.get(world.path('permissions?limit=200'));
    const names = (items: Record<string, string>[], member: string) => items.map((item) => item[member]);
    expect(names((await permissionsOf('1001')).permissions, 'permission')).toEqual(names(catalogue.items, 'name'));
    const user = await world.user(['problem.read']);
    await expectStatus(world.admin.patch(world.path(`users/${user.id}`), { state: 'disabled' }), 200);
    expect(await permissionsOf(user.id)).toMatchObject({ active: false, permissions: [{ permission: 'problem.read' }] });
  });

  it('names groups to those who may read them and to the person, and to nobody else', async () => {
    const groupId = await world.group();
    await world.grant({ groupId }, ['user.read', 'role.read']);
    const member = await world.user();
    await world.addToGroup(groupId, member.id);
    const { name } = (await world.admin.get(world.path(`groups/${groupId}`))).body;
    const sourcesFor = async (by: Client) => (await permissionsOf(member.id, by)).permissions.flatMap(({ sources }: { sources: { groupId: string; groupName: string | null }[] }) => sources.map((source) => [source.groupId, source.groupName]));
    const reader = await world.user(['user.read', 'role.read']);
    const key = await world.key(member.session, { permissions: ['user.read', 'role.read'] });
    expect(await sourcesFor(world.admin)).toEqual([[groupId, name], [groupId, name]]);
    expect(await sourcesFor(member.session)).toEqual([[groupId, name], [groupId, name]]);
    for (const by of [reader.session, key.client]) expect(await sourcesFor(by)).toEqual([[groupId, null], [groupId, null]]);
  });

  it('is for those who may see users and roles, of their organisation', async () => {
    const user = await world.user(['user.read']);
    const refused = await user.session.get(world.path(`users/${user.id}/permissions`));
    expect(refused).toMatchObject({ status: 403, body: { missingPermissions: ['role.read'] } });
    const reader = await world.user(['user.read', 'role.read']);
    expect((await permissionsOf(user.id, reader.session)).permissions).toHaveLength(1);
    const other = await world.otherOrganisation();
    await expectStatus(world.admin.get(other.path(`users/${user.id}/permissions`)), 404);
    await expectStatus(reader.session.get(other.path(`users/${user.id}/permissions`)), 404);
  });
});
