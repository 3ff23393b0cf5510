import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { expectProblem, expectReceipt, expectStatus, expectUnchanged, onEachDatabase, TestServer, type TestUser, World } from '../../harness/index.js';
import { badNames, expectAudit, hidesOthers, pages, refusesBodies, refusesStrangers } from '../contract/operations.js';

onEachDatabase('groups', (database) => {
  let server: TestServer;
  let world: World;
  let id: string;
  let foreign: string;
  let foreignUser: TestUser;
  let user: TestUser;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    id = await world.group();
    await world.group();
    const other = await world.otherOrganisation();
    foreign = await other.group();
    foreignUser = await other.user();
    user = await world.user();
    await world.addToGroup(id, user.id);
    await world.addToGroup(id, (await world.bystander()).id);
  });
  afterAll(() => server?.stop());

  refusesStrangers(() => world, {
    list: () => ({ method: 'GET', path: world.path('groups'), permission: 'group.read' }),
    create: () => ({ method: 'POST', path: world.path('groups'), body: { name: 'x' }, permission: 'group.create' }),
    get: () => ({ method: 'GET', path: world.path(`groups/${id}`), permission: 'group.read' }),
    rename: () => ({ method: 'PATCH', path: world.path(`groups/${id}`), body: { name: 'x' }, permission: 'group.update' }),
    delete: () => ({ method: 'DELETE', path: world.path(`groups/${id}`), permission: 'group.delete' }),
    members: () => ({ method: 'GET', path: world.path(`groups/${id}/members`), permission: 'group.read' }),
    addMember: () => ({ method: 'POST', path: world.path(`groups/${id}/members`), body: { userId: '1001' }, permission: 'group.update' }),
    removeMember: () => ({ method: 'DELETE', path: world.path(`groups/${id}/members/${user.id}`), permission: 'group.update' }),
  });
  hidesOthers(() => world, () => foreign, {
    get: (group) => ({ method: 'GET', path: world.path(`groups/${group}`) }),
    rename: (group) => ({ method: 'PATCH', path: world.path(`groups/${group}`), body: { name: 'x' } }),
    delete: (group) => ({ method: 'DELETE', path: world.path(`groups/${group}`) }),
    members: (group) => ({ method: 'GET', path: world.path(`groups/${group}/members`) }),
    addMember: (group) => ({ method: 'POST', path: world.path(`groups/${group}/members`), body: { userId: user.id } }),
    removeMember: (group) => ({ method: 'DELETE', path: world.path(`groups/${group}/members/${user.id}`) }),
  });
  describe('create', () => refusesBodies(() => world, () => ({ method: 'POST', path: world.path('groups') }), badNames()));
  describe('rename', () => refusesBodies(() => world, () => ({ method: 'PATCH', path: world.path(`groups/${id}`) }), badNames()));
  describe('add a member', () =>
    refusesBodies(() => world, () => ({ method: 'POST', path: world.path(`groups/${id}/members`) }), [
      ['no user', {}, 'userId'],
      ['a number for an id', { userId: 1001 }, 'userId'],
      ['a list of ids', { userId: ['1001'] }, 'userId'],
      ['an unknown user', { userId: '999999999' }, 'userId'],
      ['another member', { userId: '1001', groupId: '1001' }, 'groupId'],
    ]));
  describe('list', () => pages(() => world.admin, () => world.path('groups')));
  describe('members', () => pages(() => world.admin, () => world.path(`groups/${id}/members`)));

  it('is made, renamed and deleted, each with a receipt and told of', async () => {
    const made = await expectStatus(world.admin.post(world.path('groups'), { name: 'Ops' }), 201);
    expectReceipt(made);
    const subject = { kind: 'group', id: made.body.id };
    await expectAudit(world, { action: 'group.create', actor: { kind: 'user', id: '1001', name: 'ada' }, subject, details: { name: 'Ops' } });
    const renamed = await expectStatus(world.admin.patch(world.path(`groups/${made.body.id}`), { name: 'ops' }), 200);
    expect(renamed.body).toMatchObject({ id: made.body.id, name: 'ops' });
    expectReceipt(renamed);
    await expectAudit(world, { action: 'group.update', subject, details: { name: 'ops', before: { name: 'Ops' } } });
    expectReceipt(await expectStatus(world.admin.delete(world.path(`groups/${made.body.id}`)), 200));
    await expectAudit(world, { action: 'group.delete', subject });
    expectProblem(await expectUnchanged(server, () => world.admin.delete(world.path(`groups/${made.body.id}`))), 404, 'group.not-found');
  });

  it('has a name of its own: the same twice is 409, another case or accent is another name', async () => {
    await expectStatus(world.admin.post(world.path('groups'), { name: 'Renée' }), 201);
    const same = () => world.admin.post(world.path('groups'), { name: 'Renée' });
    expectProblem(await expectUnchanged(server, same), 409, 'group.name-taken');
    await expectStatus(world.admin.post(world.path('groups'), { name: 'renée' }), 201);
    await expectStatus(world.admin.post(world.path('groups'), { name: 'Renee' }), 201);
    expectProblem(await expectUnchanged(server, () => world.admin.patch(world.path(`groups/${id}`), { name: 'Renée' })), 409, 'group.name-taken');
  });

  it('takes a member once, and loses it once', async () => {
    const newcomer = await world.user();
    const members = world.path(`groups/${id}/members`);
    const added = await expectStatus(world.admin.post(members, { userId: newcomer.id }), 201);
    expect(added.body).toMatchObject({ groupId: id, userId: newcomer.id, member: true });
    expectReceipt(added);
    await expectAudit(world, { action: 'group.add-member', subject: { kind: 'group', id }, details: { userId: newcomer.id } });
    expectProblem(await expectUnchanged(server, () => world.admin.post(members, { userId: newcomer.id })), 409, 'group.member-exists');
    const removed = await expectStatus(world.admin.delete(`${members}/${newcomer.id}`), 200);
    expect(removed.body).toMatchObject({ groupId: id, userId: newcomer.id, member: false });
    await expectAudit(world, { action: 'group.remove-member', subject: { kind: 'group', id } });
    expectProblem(await expectUnchanged(server, () => world.admin.delete(`${members}/${newcomer.id}`)), 404, 'group.member-not-found');
  });

  it('takes no user of another organisation', async () => {
    const add = () => world.admin.post(world.path(`groups/${id}/members`), { userId: foreignUser.id });
    expectProblem(await expectUnchanged(server, add), 400, 'request.invalid');
  });
});
