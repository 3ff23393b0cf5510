import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { expectProblem, expectReceipt, expectStatus, expectUnchanged, onEachDatabase, TestServer, World } from '../../harness/index.js';
import { badNames, expectAudit, hidesOthers, pages, refusesBodies, refusesStrangers } from '../contract/operations.js';

const good = { name: 'x', level: 'workspace', permissions: ['problem.read'] };
const lists: (readonly [string, unknown, string])[] = [
  ['an unknown permission', { permissions: ['problem.read', 'problem.destroy'] }, 'permissions'],
  ['the permission that stands for all', { permissions: ['*'] }, 'permissions'],
  ['the same permission twice', { permissions: ['problem.read', 'problem.read'] }, 'permissions'],
  ['one permission in no list', { permissions: 'problem.read' }, 'permissions'],
  ['null for permissions', { permissions: null }, 'permissions'],
  ['an object among permissions', { permissions: [{ name: 'problem.read' }] }, 'permissions'],
  ['too many permissions', { permissions: Array.from({ length: 501 }, (_, n) => `a${n}.b`) }, 'permissions'],
];

onEachDatabase('roles', (database) => {
  let server: TestServer;
  let world: World;
  let id: string;
  let foreign: string;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    id = await world.role(['problem.read']);
    foreign = await (await world.otherOrganisation()).role(['problem.read']);
    await world.bystander();
  });
  afterAll(() => server?.stop());

  refusesStrangers(() => world, {
    list: () => ({ method: 'GET', path: world.path('roles'), permission: 'role.read' }),
    create: () => ({ method: 'POST', path: world.path('roles'), body: good, permission: 'role.create' }),
    get: () => ({ method: 'GET', path: world.path(`roles/${id}`), permission: 'role.read' }),
    update: () => ({ method: 'PATCH', path: world.path(`roles/${id}`), body: { name: 'x' }, permission: 'role.update' }),
    delete: () => ({ method: 'DELETE', path: world.path(`roles/${id}`), permission: 'role.delete' }),
  });
  hidesOthers(() => world, () => foreign, {
    get: (role) => ({ method: 'GET', path: world.path(`roles/${role}`) }),
    update: (role) => ({ method: 'PATCH', path: world.path(`roles/${role}`), body: { name: 'x' } }),
    delete: (role) => ({ method: 'DELETE', path: world.path(`roles/${role}`) }),
  });
  describe('create', () =>
    refusesBodies(() => world, () => ({ method: 'POST', path: world.path('roles') }), [
      ...badNames({ level: 'workspace', permissions: [] }),
      ...lists.map(([wrong, body, field]) => [wrong, { ...good, ...(body as object) }, field] as const),
      ['no level', { name: 'x', permissions: [] }, 'level'],
      ['an unknown level', { ...good, level: 'instance' }, 'level'],
      ['a logical name with blanks', { ...good, logicalName: 'a b' }, 'logicalName'],
      ['a logical name that is null', { ...good, logicalName: null }, 'logicalName'],
      ['a base that is no role', { ...good, basedOnRoleId: '999999999' }, 'basedOnRoleId'],
      ['a base that is a number', { ...good, basedOnRoleId: 1001 }, 'basedOnRoleId'],
      ['an open-ended base without a list', { name: 'x', level: 'organisation', basedOnRoleId: '1001' }, 'permissions'],
      ['a system role', { ...good, isSystem: true }, 'isSystem'],
    ]));
  describe('update', () =>
    refusesBodies(() => world, () => ({ method: 'PATCH', path: world.path(`roles/${id}`) }), [
      ...lists,
      ['another level', { level: 'organisation' }, 'level'],
      ['another logical name', { logicalName: 'role.super' }, 'logicalName'],
      ['a null name', { name: null }, 'name'],
    ]));
  describe('list', () => pages(() => world.admin, () => world.path('roles'), 6));

  it('takes no base of another organisation', async () => {
    const answer = await expectUnchanged(server, () => world.admin.post(world.path('roles'), { ...good, basedOnRoleId: foreign }));
    expectProblem(answer, 400, 'request.invalid');
  });

  it('is made with its scopes, changed, and deleted with what was assigned of it', async () => {
    const made = await expectStatus(world.admin.post(world.path('roles'), { ...good, name: 'Reader', logicalName: 'reader' }), 201);
    expect(made.body).toMatchObject({ name: 'Reader', logicalName: 'reader', level: 'workspace', isSystem: false, permissions: ['problem.read'] });
    expectReceipt(made);
    const subject = { kind: 'role', id: made.body.id };
    await expectAudit(world, { action: 'role.create', actor: { kind: 'user', id: '1001', name: 'ada' }, subject });
    const user = await world.user();
    const assign = { workspaceRoleId: await world.workspaceRole(made.body.id, '1001'), userId: user.id };
    const assignment = await expectStatus(world.admin.post(world.path('role-assignments'), assign), 201);
    expect((await user.session.get(world.path('problems'))).status).toBe(200);
    const changed = await expectStatus(world.admin.patch(world.path(`roles/${made.body.id}`), { permissions: ['problem.create'] }), 200);
    expect(changed.body).toMatchObject({ name: 'Reader', permissions: ['problem.create'] });
    expectReceipt(changed);
    await expectAudit(world, { action: 'role.update', subject, details: { permissions: ['problem.create'], before: { permissions: ['problem.read'] } } });
    expect((await user.session.get(world.path('problems'))).status).toBe(403);
    expectReceipt(await expectStatus(world.admin.delete(world.path(`roles/${made.body.id}`)), 200));
    await expectAudit(world, { action: 'role.delete', subject });
    const { items } = (await world.admin.get(world.path(`role-assignments?userId=${user.id}`))).body;
    expect(items).toEqual([]);
    expectProblem(await world.admin.delete(world.path(`role-assignments/${assignment.body.id}`)), 404);
    expectProblem(await expectUnchanged(server, () => world.admin.delete(world.path(`roles/${made.body.id}`))), 404, 'role.not-found');
  });

  it('has a logical name of its own', async () => {
    await expectStatus(world.admin.post(world.path('roles'), { ...good, name: 'One', logicalName: 'taken' }), 201);
    const again = () => world.admin.post(world.path('roles'), { ...good, name: 'Two', logicalName: 'taken' });
    expectProblem(await expectUnchanged(server, again), 409, 'role.name-taken');
    const shadow = () => world.admin.post(world.path('roles'), { ...good, name: 'Three', logicalName: 'role.super' });
    expectProblem(await expectUnchanged(server, shadow), 409, 'role.name-taken');
  });

  it('cannot be changed or deleted when it is a system role', async () => {
    for (const role of (await world.admin.get(world.path('roles?limit=200'))).body.items.filter((item: { isSystem: boolean }) => item.isSystem)) {
      expectProblem(await expectUnchanged(server, () => world.admin.patch(world.path(`roles/${role.id}`), { name: 'x' })), 409, 'role.is-system');
      expectProblem(await expectUnchanged(server, () => world.admin.delete(world.path(`roles/${role.id}`))), 409, 'role.is-system');
    }
  });

  it('starts with what its base holds, and does not follow it', async () => {
    const base = await world.role(['problem.read', 'role.read']);
    const copy = await expectStatus(world.admin.post(world.path('roles'), { name: 'Copy', level: 'workspace', basedOnRoleId: base }), 201);
    expect(copy.body).toMatchObject({ basedOnRoleId: base, permissions: ['problem.read', 'role.read'] });
    await expectStatus(world.admin.patch(world.path(`roles/${base}`), { permissions: [] }), 200);
    expect((await world.admin.get(world.path(`roles/${copy.body.id}`))).body.permissions).toEqual(['problem.read', 'role.read']);
  });

  it('are six system roles from the first moment on, with the documented names and levels', async () => {
    const { items } = (await world.admin.get(world.path('roles?limit=6'))).body;
    expect(items.map(({ logicalName, name, level }: Record<string, string>) => [logicalName, name, level])).toEqual([
      ['role.super', 'Super User', 'organisation'],
      ['role.shared.space.admin', 'Space Admin', 'organisation'],
      ['role.workspace.admin', 'Workspace Admin', 'workspace'],
      ['role.workspace.devops.admin', 'DevOps Admin', 'workspace'],
      ['role.workspace.ci_cd_agent.configure', 'CI/CD Integration', 'workspace'],
      ['role.workspace.viewer', 'Viewer', 'workspace'],
    ]);
    expect(items[0].permissions).toEqual(['*']);
    expect(items[1]).toMatchObject({ permissions: ['*'], exceptPermissions: ['key-right.manage', 'organisation.update'] });
  });
});
