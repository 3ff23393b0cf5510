import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { expectForbidden, expectProblem, expectReceipt, expectStatus, expectUnchanged, onEachDatabase, TestServer, type TestUser, World } from '../../harness/index.js';
import { expectAudit, hidesOthers, pages, refusesBodies, refusesStrangers } from '../contract/operations.js';

onEachDatabase('role assignments', (database) => {
  let server: TestServer;
  let world: World;
  let user: TestUser;
  let role: string;
  let scope: string;
  let id: string;
  let foreign: string;
  let foreignScope: string;
  let foreignUser: TestUser;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    user = await world.user();
    role = await world.role(['problem.read']);
    scope = await world.workspaceRole(role, '1001');
    id = await world.grant({ userId: user.id }, ['problem.create']);
    const other = await world.otherOrganisation();
    foreignUser = await other.user();
    foreign = await other.grant({ userId: foreignUser.id }, ['problem.read']);
    foreignScope = await other.workspaceRole(await other.role(['problem.read']));
    await world.bystander();
  });
  afterAll(() => server?.stop());

  refusesStrangers(() => world, {
    workspaceRoles: () => ({ method: 'GET', path: world.path('workspace-roles'), permission: 'role.read' }),
    list: () => ({ method: 'GET', path: world.path('role-assignments'), permission: 'role.read' }),
    create: () => ({ method: 'POST', path: world.path('role-assignments'), body: { workspaceRoleId: scope, userId: user.id }, permission: 'role.assign' }),
    delete: () => ({ method: 'DELETE', path: world.path(`role-assignments/${id}`), permission: 'role.assign' }),
  });
  hidesOthers(() => world, () => foreign, {
    delete: (assignment) => ({ method: 'DELETE', path: world.path(`role-assignments/${assignment}`) }),
  });
  describe('create', () => {
    refusesBodies(() => world, () => ({ method: 'POST', path: world.path('role-assignments') }), [
      ['no role', { userId: '1001' }, 'workspaceRoleId'],
      ['an unknown role', { workspaceRoleId: '999999999', userId: '1001' }, 'workspaceRoleId'],
      ['a list of roles', { workspaceRoleId: ['1001'], userId: '1001' }, 'workspaceRoleId'],
      ['nobody', { workspaceRoleId: '1001' }, 'userId'],
      ['a user and a group', { workspaceRoleId: '1001', userId: '1001', groupId: '1001' }, 'userId'],
      ['an unknown user', { workspaceRoleId: '1001', userId: '999999999' }, 'userId'],
      ['an unknown group', { workspaceRoleId: '1001', groupId: '999999999' }, 'groupId'],
      ['a null group', { workspaceRoleId: '1001', userId: '1001', groupId: null }, 'groupId'],
      ['a key', { workspaceRoleId: '1001', apiKeyId: '1001' }, 'apiKeyId'],
    ]);
    it('takes neither roles nor users of another organisation', async () => {
      const create = (body: unknown) => () => world.admin.post(world.path('role-assignments'), body);
      expectProblem(await expectUnchanged(server, create({ workspaceRoleId: foreignScope, userId: user.id })), 400, 'request.invalid');
      expectProblem(await expectUnchanged(server, create({ workspaceRoleId: scope, userId: foreignUser.id })), 400, 'request.invalid');
    });
  });
  describe('list', () => pages(() => world.admin, () => world.path('role-assignments')));
  describe('workspace roles', () => pages(() => world.admin, () => world.path('workspace-roles'), 10));
  describe('workspace roles of a workspace', () => pages(() => world.admin, () => world.path('workspace-roles?workspaceId=1001')));

  it('gives a role once and takes it away once', async () => {
    const give = () => world.admin.post(world.path('role-assignments'), { workspaceRoleId: scope, userId: user.id });
    const given = await expectStatus(give(), 201);
    expect(given.body).toMatchObject({ workspaceRoleId: scope, userId: user.id, groupId: null, apiKeyId: null });
    expectReceipt(given);
    const subject = { kind: 'role-assignment', id: given.body.id };
    await expectAudit(world, { action: 'role.assign', actor: { kind: 'user', id: '1001', name: 'ada' }, subject });
    expectProblem(await expectUnchanged(server, give), 409, 'role-assignment.exists');
    expect((await user.session.get(world.path('problems?workspaceId=1001'))).status).toBe(200);
    const take = () => world.admin.delete(world.path(`role-assignments/${given.body.id}`));
    expectReceipt(await expectStatus(take(), 200));
    await expectAudit(world, { action: 'role.unassign', subject });
    expect((await user.session.get(world.path('problems?workspaceId=1001'))).status).toBe(403);
    expectProblem(await expectUnchanged(server, take), 404, 'role-assignment.not-found');
  });

  it('gives it once when ten ask at once', async () => {
    const member = await world.user();
    const give = () => world.admin.post(world.path('role-assignments'), { workspaceRoleId: scope, userId: member.id });
    const answers = await Promise.all(Array.from({ length: 10 }, give));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(9).fill(409)]);
    expect((await world.admin.get(world.path(`role-assignments?userId=${member.id}`))).body.items).toHaveLength(1);
  });

  it('is filtered by role and by subject', async () => {
    const group = await world.group();
    const ofGroup = await world.grant({ groupId: group }, ['problem.read']);
    const key = await world.key(world.admin, { kind: 'service', workspaceRoleIds: [scope] });
    const ids = async (filter: string) => (await expectStatus(world.admin.get(world.path(`role-assignments?${filter}`)), 200)).body.items;
    expect(await ids(`groupId=${group}`)).toEqual([expect.objectContaining({ id: ofGroup, groupId: group, userId: null })]);
    expect(await ids(`apiKeyId=${key.id}`)).toEqual([expect.objectContaining({ workspaceRoleId: scope, apiKeyId: key.id })]);
    expect(await ids(`workspaceRoleId=${scope}&apiKeyId=${key.id}`)).toHaveLength(1);
    expect(await ids('userId=999999999')).toEqual([]);
    expectProblem(await world.admin.get(world.path('role-assignments?userId=1001&groupId=1001')), 400);
    expectProblem(await world.admin.get(world.path('role-assignments?userId=1001&userId=1002')), 400);
    expect((await world.admin.get(world.path(`workspace-roles?roleId=${role}&workspaceId=1001`))).body.items).toEqual([{ id: scope, roleId: role, workspaceId: '1001' }]);
  });

  it('can be taken away only by those who may assign in its scope', async () => {
    const elsewhere = await world.workspace();
    const assigner = await world.user(['role.assign', 'problem.create'], elsewhere);
    const take = () => assigner.session.delete(world.path(`role-assignments/${id}`));
    expectForbidden(await expectUnchanged(server, take), ['role.assign']);
  });
});
