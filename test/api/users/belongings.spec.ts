import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Client, expectProblem, expectStatus, expectUnchanged, onEachDatabase, TestServer, World } from '../../harness/index.js';

let count = 0;

onEachDatabase('somebody who is added with groups and roles', (database) => {
  let server: TestServer;
  let world: World;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
  });
  afterAll(() => server?.stop());

  const newcomer = (more: object = {}) => ({ login: `new${++count}`, email: `new${count}@megacorp.example`, displayName: 'N', ...more });
  const add = (more: object = {}, by: Client = world.admin, within = world) => by.post(within.path('users'), newcomer(more));
  const items = async (path: string) => (await expectStatus(world.admin.get(world.path(path)), 200)).body.items;
  const holds = async (id: string) => (await items(`role-assignments?userId=${id}`)).map(({ workspaceRoleId }: { workspaceRoleId: string }) => workspaceRoleId);
  const isIn = async (group: string) => (await items(`groups/${group}/members`)).map(({ userId }: { userId: string }) => userId);

  it.each([['invited', {}], ['added with a password', { password: 'plum-harbour-lantern' }]])('has them from the beginning, and each is told of: %s', async (_how, more) => {
    const [group, other, workspace] = [await world.group(), await world.group(), await world.workspace()];
    const roles = [await world.workspaceRole(await world.role(['problem.read']), workspace), await world.workspaceRole(await world.role(['audit.read']))];
    const { body } = await expectStatus(add({ groupIds: [group, other], workspaceRoleIds: roles, ...more }), 201);
    expect([await holds(body.id), await isIn(group), await isIn(other)]).toEqual([roles, [body.id], [body.id]]);
    const told = (await items(`audit-events?subjectKind=user&subjectId=${body.id}`)).map(({ action }: { action: string }) => action);
    expect(told).toEqual(['role.assign', 'role.assign', 'group.add-member', 'group.add-member', 'user.create']);
  });

  it('has them anew when a withdrawn invitation is sent again, and nothing else', async () => {
    const [group, old, role] = [await world.group(), await world.group(), await world.workspaceRole(await world.role(['problem.read']))];
    const person = newcomer({ groupIds: [old] });
    const { id } = (await expectStatus(world.admin.post(world.path('users'), person), 201)).body;
    await expectStatus(world.admin.post(world.path(`users/${id}/withdraw-invitation`)), 200);
    await expectStatus(world.admin.post(world.path('users'), { ...person, groupIds: [group], workspaceRoleIds: [role] }), 201);
    expect([await holds(id), await isIn(group), await isIn(old)]).toEqual([[role], [id], []]);
  });

  it('is not added at all when one of them cannot be given: unknown, beyond what the caller holds, or without the permission to give', async () => {
    const [group, powerful, role, strong] = [await world.group(), await world.group(), await world.workspaceRole(await world.role(['problem.read'])), await world.workspaceRole(await world.role(['audit.read']))];
    await world.grant({ groupId: powerful }, ['audit.read']);
    const other = await world.otherOrganisation(`far-${++count}`);
    const [foreignGroup, foreignRole] = [await other.group(), await other.workspaceRole(await other.role(['problem.read']))];
    const giver = (await world.user(['user.create', 'group.update', 'role.assign', 'problem.read'])).session;
    const inviter = (await world.user(['user.create', 'problem.read'])).session;
    const refused: [string, Client, object, number, unknown][] = [
      ['an unknown group', giver, { groupIds: [group, '999999'] }, 400, 'groupIds.1'],
      ['a group of others', giver, { groupIds: [foreignGroup] }, 400, 'groupIds.0'],
      ['an unknown role', giver, { workspaceRoleIds: [role, '999999'] }, 400, 'workspaceRoleIds.1'],
      ['a role of others', giver, { groupIds: [group], workspaceRoleIds: [foreignRole] }, 400, 'workspaceRoleIds.0'],
      ['a role that holds more', giver, { groupIds: [group], workspaceRoleIds: [role, strong] }, 403, ['audit.read']],
      ['a group that holds more', giver, { groupIds: [group, powerful] }, 403, ['audit.read']],
      ['a group, by somebody who may put nobody into one', inviter, { groupIds: [group] }, 403, ['group.update']],
      ['a role, by somebody who may give none', inviter, { workspaceRoleIds: [role] }, 403, ['role.assign']],
      ['no list', giver, { groupIds: group }, 400, 'groupIds'],
      ['twice the same', giver, { workspaceRoleIds: [role, role] }, 400, 'workspaceRoleIds'],
      ['a null', giver, { groupIds: null }, 400, 'groupIds'],
    ];
    for (const [what, by, more, status, named] of refused) {
      const answer = await expectUnchanged(server, () => add(more, by));
      expectProblem(answer, status);
      expect([what, status === 403 ? answer.body.missingPermissions : answer.body.errors[0].field]).toEqual([what, named]);
      expect([what, await server.mailsTo(`new${count}@megacorp.example`)]).toEqual([what, []]);
    }
    const given = await expectStatus(add({ groupIds: [group], workspaceRoleIds: [role] }, giver), 201);
    expect(await holds(given.body.id)).toEqual([role]);
    await expectStatus(add({ groupIds: [], workspaceRoleIds: [] }, inviter), 201);
  });

  it('reads in the mail who invites, and to which organisation', async () => {
    const inviter = await world.user(['user.create', 'problem.read']);
    await expectStatus(world.admin.patch(world.path(`users/${inviter.id}`), { displayName: 'Ida Rhodes' }), 200);
    const mailOf = async (by: Client) => {
      await expectStatus(add({}, by), 201);
      return (await server.mailsTo(`new${count}@megacorp.example`))[0];
    };
    const mail = await mailOf(inviter.session);
    expect(mail?.text).toContain(`Ida Rhodes (${inviter.login}) invites you to megacorp at `);
    expect(mail?.subject).toBe(`Ida Rhodes (${inviter.login}) invites you to megacorp`);
    expect((await mailOf((await world.key(inviter.session)).client))?.text).toContain(`Ida Rhodes (${inviter.login}) invites you`);
  });
});
