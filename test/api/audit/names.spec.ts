import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Names } from '../../../src/features/names/index.js';
import { expectInvalid, expectStatus, onEachDatabase, TestServer, type TestUser, World } from '../../harness/index.js';

onEachDatabase('names in the audit trail', (database) => {
  let server: TestServer;
  let world: World;
  let user: TestUser;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    user = await world.user();
  });
  afterAll(() => server?.stop());

  const events = async (filter: string, of = world) => (await expectStatus(of.admin.get(of.path(`audit-events?limit=200&${filter}`)), 200)).body.items;

  it('are those that people, keys, groups, roles and workspaces have now', async () => {
    const [key, group, workspace, role] = [await world.key(world.admin, { name: 'CI server' }), await world.group(), await world.workspace('Research'), await world.role(['problem.read'])];
    await world.addToGroup(group, user.id);
    await expectStatus(world.admin.patch(world.path(`groups/${group}`), { name: 'Readers' }), 200);
    await expectStatus(world.admin.patch(world.path(`users/${user.id}`), { displayName: 'Grace Hopper' }), 200);
    await expectStatus(world.admin.patch(world.path(`roles/${role}`), { name: 'Reader' }), 200);
    const workspaceRoleId = await world.workspaceRole(role, workspace);
    await expectStatus(world.admin.post(world.path('role-assignments'), { workspaceRoleId, userId: user.id }), 201);
    expect((await events(`subjectKind=api-key&subjectId=${key.id}`))[0].subject).toEqual({ kind: 'api-key', id: key.id, name: 'CI server' });
    const [added] = await events('action=group.add-member');
    expect(added).toMatchObject({ actor: { name: 'ada', displayName: expect.stringMatching(/./) }, subject: { id: group, name: 'Readers' }, details: { userId: user.id } });
    expect(added.references).toEqual([{ member: 'userId', kind: 'user', id: user.id, name: 'Grace Hopper' }]);
    const [assigned] = await events('action=role.assign');
    expect(assigned.subject.name).toBe('Reader in Research');
    expect(assigned.references).toEqual([{ member: 'workspaceId', kind: 'workspace', id: workspace, name: 'Research' }, { member: 'subjectId', kind: 'user', id: user.id, name: 'Grace Hopper' }]);
    const [signedIn] = await events(`action=session.create&actorName=${user.login}`);
    expect([signedIn.actor.displayName, signedIn.subject.name]).toEqual(['Grace Hopper', null]);
  });

  it('are what people are found by, whatever its case: by any part of login or name, never those of another organisation', async () => {
    const [hedy, hedwig] = [await world.user(['group.create'], undefined, 'kiesler'), await world.user(['group.create'], undefined, 'second')];
    await expectStatus(world.admin.patch(world.path(`users/${hedy.id}`), { displayName: 'Hedy Lamarr' }), 200);
    await expectStatus(world.admin.patch(world.path(`users/${hedwig.id}`), { displayName: 'Hedwig Kiesler' }), 200);
    for (const { session, login } of [hedy, hedwig]) await expectStatus(session.post(world.path('groups'), { name: `Made by ${login}` }), 201);
    const actors = async (filter: string, of = world) => new Set((await events(`action=group.create&${filter}`, of)).map(({ actor }: { actor: { id: string } }) => actor.id));
    for (const who of ['Hedy', 'hedy lam', 'lamarr']) expect([who, await actors(`who=${encodeURIComponent(who)}`)]).toEqual([who, new Set([hedy.id])]);
    for (const who of ['hed', hedy.login.toUpperCase()]) expect([who, await actors(`who=${who}`)]).toEqual([who, new Set([hedy.id, hedwig.id])]);
    expect((await events('action=group.&who=hed')).length).toBe(2);
    expect(await actors(`who=hed&actorName=${hedy.login}`)).toEqual(new Set([hedy.id]));
    for (const nobody of ['who=nobody', 'who=%25', `who=hed&actorName=ada`]) expect([nobody, await actors(nobody)]).toEqual([nobody, new Set()]);
    expect(await actors('who=Hedy', await world.otherOrganisation('elsewhere'))).toEqual(new Set());
    const { text } = await expectStatus(world.admin.get(world.path('audit-events/export?action=group.create&who=hedy&format=json-lines')), 200);
    expect(text.trimEnd().split('\n').map((line) => (JSON.parse(line) as { actor: { id: string } }).actor.id)).toEqual([hedy.id]);
    for (let i = 0; i < 11; i++) await expectStatus(world.admin.post(world.path('users'), { login: `crowd-${i}`, email: `crowd-${i}@megacorp.example`, displayName: 'Crowd', password: hedy.password }), 201);
    for (const path of ['audit-events?who=crowd', 'audit-events/export?who=crowd']) expectInvalid(await world.admin.get(world.path(path)), 'who');
    const one = await world.user(['group.create'], undefined, 'crowd');
    await expectStatus(one.session.post(world.path('groups'), { name: 'Made by one of a crowd' }), 201);
    expect(await actors('who=CROWD')).toEqual(new Set([one.id]));
  });

  it('outlive what was deleted', async () => {
    const [group, workspace, role] = [await world.group(), await world.workspace('Short-lived'), await world.role(['problem.read'])];
    await world.addToGroup(group, user.id);
    await expectStatus(world.admin.patch(world.path(`groups/${group}`), { name: 'Passing' }), 200);
    await expectStatus(world.admin.patch(world.path(`roles/${role}`), { name: 'Fleeting' }), 200);
    const { body } = await expectStatus(world.admin.post(world.path('role-assignments'), { workspaceRoleId: await world.workspaceRole(role, workspace), groupId: group }), 201);
    await expectStatus(world.admin.delete(world.path(`role-assignments/${body.id}`)), 200);
    for (const path of [`groups/${group}`, `workspaces/${workspace}`, `roles/${role}`]) await expectStatus(world.admin.delete(world.path(path)), 200);
    expect((await events('action=group.add-member'))[0].subject).toEqual({ kind: 'group', id: group, name: 'Passing' });
    expect((await events('action=workspace.delete'))[0].subject.name).toBe('Short-lived');
    const [taken] = await events('action=role.unassign');
    expect(taken.subject.name).toBe('Fleeting');
    expect(taken.references).toContainEqual({ member: 'subjectId', kind: 'group', id: group, name: 'Passing' });
    expect(taken.references).toContainEqual({ member: 'workspaceId', kind: 'workspace', id: workspace, name: 'Short-lived' });
    expect((await events('action=role.delete'))[0].subject.name).toBe('Fleeting');
  });

  it('are never those of another organisation', async () => {
    const other = await world.otherOrganisation();
    const { body: organisation } = await expectStatus(other.admin.get('/api/v1/organisations/othercorp'), 200);
    const [key, group, workspace, role, assignment] = [(await world.key(world.admin)).id, await world.group(), await world.workspace(), await world.role([]), await world.grant({ userId: user.id }, ['problem.read'])];
    const problem = (await expectStatus(world.admin.post(world.path('problems'), { name: 'x', statement: 'y' }), 201)).body.id;
    const permission = (await expectStatus(world.admin.post(world.path('permissions'), { name: 'billing:invoice.read', description: 'x' }), 201)).body.id;
    const scope = await world.workspaceRole(role);
    const ids = { user: user.id, account: user.accountId, 'api-key': key, group, workspace, role, 'workspace-role': scope, 'role-assignment': assignment, problem, permission, organisation: '1001' };
    const things = Object.entries(ids).map(([kind, id]) => ({ kind, id: Number(id) }));
    const names = server.app.get(Names, { strict: false });
    const [own, foreign] = [await names.of(1001, things), await names.of(Number(organisation.id), things)];
    expect(things.filter(({ kind, id }) => own(kind, id) === null)).toEqual([]);
    expect(things.filter(({ kind, id }) => foreign(kind, id) !== null)).toEqual([]);
  });

  it('come with the export as well', async () => {
    const key = await world.key(world.admin, { name: 'Exported' });
    const { text } = await expectStatus(world.admin.get(world.path(`audit-events/export?subjectKind=api-key&subjectId=${key.id}`)), 200);
    const [head = '', line = ''] = text.split('\r\n');
    expect(line.split(',')[head.split(',').indexOf('subjectName')]).toBe('Exported');
  });
});

onEachDatabase('the audit trail, by what actions begin with', (database) => {
  let server: TestServer;
  let world: World;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    for (let i = 0; i < 3; i++) {
      const key = await world.key(world.admin);
      await world.group();
      await expectStatus(world.admin.post(world.path(`api-keys/${key.id}/deactivate`)), 200);
    }
  });
  afterAll(() => server?.stop());

  const list = async (query: string) => (await expectStatus(world.admin.get(world.path(`audit-events?${query}`)), 200)).body;
  type Event = { id: string; action: string };

  it.each(['api-key', 'api-key.', 'api', 'api-k'])('holds all that was done to such things, in order: %s', async (action) => {
    const expected = (await list('limit=200')).items.filter((event: Event) => event.action.startsWith('api-key.'));
    expect(new Set(expected.map((event: Event) => event.action))).toEqual(new Set(['api-key.create', 'api-key.deactivate']));
    for (const time of ['', '&since=2020-01-01T00:00:00Z']) {
      const seen: Event[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const body = await list(`action=${action}&limit=4${time}${cursor === '' ? '' : `&cursor=${cursor}`}`);
        seen.push(...body.items);
        cursor = body.nextCursor;
      }
      expect(seen).toEqual(expected);
    }
  });

  it('is just one action when it is said as a whole or begins no other, and nothing where nothing begins so', async () => {
    expect((await list('action=api-key.create&limit=200')).items).toHaveLength(3);
    expect((await list('action=api-key.cre&limit=200')).items).toHaveLength(3);
    for (const action of ['pi-key.create', 'key', 'invoice.']) expect((await list(`action=${action}`)).items).toEqual([]);
    for (const action of ['.create', 'a.b.c', 'API-KEY', '%25']) expectInvalid(await world.admin.get(world.path(`audit-events?action=${action}`)), 'action');
  });
});
