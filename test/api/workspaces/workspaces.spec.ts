import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { expectForbidden, expectProblem, expectReceipt, expectStatus, expectUnchanged, onEachDatabase, TestServer, World } from '../../harness/index.js';
import { badNames, expectAudit, hidesOthers, pages, refusesBodies, refusesStrangers } from '../contract/operations.js';

onEachDatabase('workspaces', (database) => {
  let server: TestServer;
  let world: World;
  let id: string;
  let foreign: string;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    id = await world.workspace('first');
    foreign = await (await world.otherOrganisation()).workspace();
    await world.bystander();
  });
  afterAll(() => server?.stop());

  refusesStrangers(() => world, {
    list: () => ({ method: 'GET', path: world.path('workspaces'), permission: 'workspace.read' }),
    create: () => ({ method: 'POST', path: world.path('workspaces'), body: { name: 'x' }, permission: 'workspace.create' }),
    get: () => ({ method: 'GET', path: world.path(`workspaces/${id}`), permission: 'workspace.read' }),
    rename: () => ({ method: 'PATCH', path: world.path(`workspaces/${id}`), body: { name: 'x' }, permission: 'workspace.update' }),
    delete: () => ({ method: 'DELETE', path: world.path(`workspaces/${id}`), permission: 'workspace.delete' }),
  });
  hidesOthers(() => world, () => foreign, {
    get: (workspace) => ({ method: 'GET', path: world.path(`workspaces/${workspace}`) }),
    rename: (workspace) => ({ method: 'PATCH', path: world.path(`workspaces/${workspace}`), body: { name: 'x' } }),
    delete: (workspace) => ({ method: 'DELETE', path: world.path(`workspaces/${workspace}`) }),
  });
  describe('create', () => refusesBodies(() => world, () => ({ method: 'POST', path: world.path('workspaces') }), badNames()));
  describe('rename', () => refusesBodies(() => world, () => ({ method: 'PATCH', path: world.path(`workspaces/${id}`) }), badNames()));
  describe('list', () => pages(() => world.admin, () => world.path('workspaces')));

  it('is made with a scope of every workspace-level role, and told of', async () => {
    const made = await expectStatus(world.admin.post(world.path('workspaces'), { name: 'Berlin ✈ 東京' }), 201);
    expect(made.body).toMatchObject({ id: expect.stringMatching(/^[1-9]\d+$/), name: 'Berlin ✈ 東京' });
    expectReceipt(made);
    await expectAudit(world, { action: 'workspace.create', actor: { kind: 'user', id: '1001', name: 'ada' }, subject: { kind: 'workspace', id: made.body.id } });
    const scopes = await world.admin.get(world.path(`workspace-roles?limit=200&workspaceId=${made.body.id}`));
    const roles = await world.admin.get(world.path('roles?limit=200'));
    const expected = roles.body.items.filter(({ level }: { level: string }) => level === 'workspace').map((role: { id: string }) => role.id);
    expect(scopes.body.items.map(({ roleId }: { roleId: string }) => roleId).sort()).toEqual(expected.sort());
  });

  it('is renamed', async () => {
    const renamed = await expectStatus(world.admin.patch(world.path(`workspaces/${id}`), { name: 'second' }), 200);
    expect(renamed.body).toMatchObject({ id, name: 'second' });
    expectReceipt(renamed);
    expect((await world.admin.get(world.path(`workspaces/${id}`))).body.name).toBe('second');
    await expectAudit(world, { action: 'workspace.update', subject: { kind: 'workspace', id }, details: { name: 'second', before: { name: 'first' } } });
  });

  it('is seen and changed only by those who may in this very workspace', async () => {
    const elsewhere = await world.workspace();
    const user = await world.user(['workspace.read', 'workspace.update', 'workspace.delete'], id);
    const seen = await user.session.get(world.path('workspaces'));
    expect(seen.body.items.map((item: { id: string }) => item.id)).toEqual([id]);
    const there = world.path(`workspaces/${elsewhere}`);
    expectForbidden(await user.session.get(there), ['workspace.read']);
    expectForbidden(await expectUnchanged(server, () => user.session.patch(there, { name: 'x' })), ['workspace.update']);
    expectForbidden(await expectUnchanged(server, () => user.session.delete(there)), ['workspace.delete']);
    await expectStatus(user.session.patch(world.path(`workspaces/${id}`), { name: 'mine' }), 200);
  });

  it('is gone once deleted, and what was granted in it grants nothing', async () => {
    const workspace = await world.workspace();
    const user = await world.user(['problem.read'], workspace);
    const problems = () => user.session.get(world.path(`problems?workspaceId=${workspace}`));
    expect((await problems()).status).toBe(200);
    expectReceipt(await expectStatus(world.admin.delete(world.path(`workspaces/${workspace}`)), 200));
    await expectAudit(world, { action: 'workspace.delete', subject: { kind: 'workspace', id: workspace } });
    expect((await problems()).status).toBe(403);
    expect((await user.session.get(world.path('problems'))).status).toBe(403);
    const again = await expectUnchanged(server, () => world.admin.delete(world.path(`workspaces/${workspace}`)));
    expectProblem(again, 404, 'workspace.not-found');
    expectProblem(await world.admin.get(world.path(`workspaces/${workspace}`)), 404, 'workspace.not-found');
    const { items } = (await world.admin.get(world.path('workspaces?limit=200'))).body;
    expect(items.map((item: { id: string }) => item.id)).not.toContain(workspace);
  });
});
