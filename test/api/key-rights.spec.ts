import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { type Client, expectStatus, onEachDatabase, TestServer, type TestUser, World } from '../harness/index.js';

onEachDatabase('the right to make API keys', (database) => {
  let server: TestServer;
  let world: World;
  let user: TestUser;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
  });
  afterAll(() => server?.stop());
  beforeEach(async () => {
    await keyCreation('enabled');
    user = await world.user();
  });

  const keyCreation = (value: string) => expectStatus(world.admin.patch('/api/v1/organisations/megacorp', { keyCreation: value }), 200);
  const put = (body: object, by: Client = world.admin) => by.put(world.path('key-rights'), body);
  const make = (by: Client, input: object = {}) => by.post(world.path('api-keys'), { name: 'k', ...input });
  const email = ({ login }: TestUser) => `${login}@megacorp.example`;

  it('is everyone’s until the organisation says otherwise', async () => {
    await keyCreation('everyone');
    expect((await make(user.session)).status).toBe(201);
    await keyCreation('enabled');
    const refused = await make(user.session);
    expect(refused).toMatchObject({ status: 403, body: { code: 'key-right.missing' } });
    expect((await user.session.get(world.path('api-keys'))).body.items).toHaveLength(1);
  });

  it('given to a user lets that user make keys, and nobody else', async () => {
    const other = await world.user();
    const given = await expectStatus(put({ userIds: [user.id], enabled: true }), 200);
    expect(given.body).toMatchObject({ userIds: [user.id], groupIds: [], enabled: true, freshness: { nodes: 1 } });
    expect((await make(user.session)).status).toBe(201);
    expect((await make(other.session)).status).toBe(403);
  });

  it('withdrawn ends making and renewing at once; keys already made go on', async () => {
    await expectStatus(put({ userIds: [user.id], enabled: true }), 200);
    const key = await world.key(user.session);
    await expectStatus(put({ userIds: [user.id], enabled: false }), 200);
    expect((await make(user.session)).body.code).toBe('key-right.missing');
    expect((await make(key.client)).body.code).toBe('key-right.missing');
    expect((await user.session.post(world.path(`api-keys/${key.id}/rotate`))).body.code).toBe('key-right.missing');
    expect((await key.client.get('/api/v1/me')).status).toBe(200);
    expect((await user.session.patch(world.path(`api-keys/${key.id}`), { name: 'renamed' })).status).toBe(200);
  });

  it('comes with a group, and goes with it', async () => {
    const groupId = await world.group();
    await world.addToGroup(groupId, user.id);
    await expectStatus(put({ groupIds: [groupId], enabled: true }), 200);
    expect((await make(user.session)).status).toBe(201);
    await expectStatus(world.admin.delete(world.path(`groups/${groupId}/members/${user.id}`)), 200);
    expect((await make(user.session)).status).toBe(403);
    await world.addToGroup(groupId, user.id);
    await expectStatus(world.admin.delete(world.path(`groups/${groupId}`)), 200);
    expect((await make(user.session)).status).toBe(403);
    expect((await world.admin.get(world.path(`key-rights?groupId=${groupId}`))).body.items).toEqual([]);
  });

  it('is always the super users’, and cannot be taken from them', async () => {
    await expectStatus(put({ userIds: ['1001'], enabled: false }), 200);
    expect((await make(world.admin)).status).toBe(201);
    const whole = (await world.admin.get(world.path('workspace-roles?roleId=1001'))).body.items[0].id;
    const groupId = await world.group();
    await expectStatus(world.admin.post(world.path('role-assignments'), { workspaceRoleId: whole, groupId }), 201);
    await world.addToGroup(groupId, user.id);
    await expectStatus(put({ userIds: [user.id], groupIds: [groupId], enabled: false }), 200);
    expect((await make(user.session)).status).toBe(201);
  });

  it('is not a service key’s, unless it holds the super role', async () => {
    const scope = (roleId: string) => world.workspaceRole(roleId);
    const [admin, superuser] = [await scope('1002'), await scope('1001')];
    const weak = await world.key(world.admin, { kind: 'service', workspaceRoleIds: [admin] });
    const strong = await world.key(world.admin, { kind: 'service', workspaceRoleIds: [superuser] });
    expect((await make(weak.client, { kind: 'service' })).body.code).toBe('key-right.missing');
    expect((await make(strong.client, { kind: 'service' })).status).toBe(201);
  });

  it('is changed only for those that are named, and only by holders of key-right.manage', async () => {
    const other = await world.user();
    await expectStatus(put({ userIds: [other.id], enabled: true }), 200);
    await expectStatus(put({ userIds: [user.id], enabled: true }), 200);
    await expectStatus(put({ userIds: [user.id], enabled: false }), 200);
    expect((await world.admin.get(world.path(`key-rights?userId=${other.id}`))).body.items).toMatchObject([{ userId: other.id, groupId: null }]);
    expect((await make(other.session)).status).toBe(201);
    const refused = await put({ userIds: [user.id], enabled: true }, user.session);
    expect(refused).toMatchObject({ status: 403, body: { missingPermissions: ['key-right.manage'] } });
    expect((await user.session.get(world.path('key-rights'))).status).toBe(403);
    expect((await make(user.session)).status).toBe(403);
  });

  it('of another organisation’s users and groups is out of reach', async () => {
    const other = await world.otherOrganisation(`corp${user.id}`);
    const stranger = (await expectStatus(world.admin.post(other.path('users'), { login: `x${user.id}`, email: 'x@other.example', displayName: 'X' }), 201)).body.id;
    const refused = await put({ userIds: [user.id, stranger], enabled: true });
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ field: 'userIds.1' }] } });
    expect((await make(user.session)).status).toBe(403);
  });

  it('is not got by joining a group through somebody who has it not', async () => {
    const groupId = await world.group();
    await expectStatus(put({ groupIds: [groupId], enabled: true }), 200);
    const clerk = await world.user(['group.update']);
    const refused = await clerk.session.post(world.path(`groups/${groupId}/members`), { userId: clerk.id });
    expect(refused).toMatchObject({ status: 403, body: { code: 'access.cannot-grant', missingPermissions: ['key-right.manage'] } });
    expect((await make(clerk.session)).status).toBe(403);
  });

  it('is told by mail once it is gained, to those who have signed in before', async () => {
    const groupId = await world.group();
    const member = await world.user();
    await world.addToGroup(groupId, member.id);
    const login = `never${user.id}`;
    const person = { login, email: `${login}@megacorp.example`, displayName: 'Never', password: 'orchard-velvet-compass' };
    const never = (await expectStatus(world.admin.post(world.path('users'), person), 201)).body.id;
    await expectStatus(put({ userIds: [user.id, never], groupIds: [groupId], enabled: true }), 200);
    await expectStatus(put({ userIds: [user.id, member.id, never], enabled: true }), 200);
    expect(await server.mailsTo(email(user))).toHaveLength(1);
    expect((await server.mailsTo(email(member)))[0]?.text).toContain('/org/megacorp/organisation/api-key/create/');
    expect(await server.mailsTo(email(member))).toHaveLength(1);
    expect(await server.mailsTo(person.email)).toEqual([]);
    await expectStatus(put({ userIds: [user.id], enabled: false }), 200);
    expect(await server.mailsTo(email(user))).toHaveLength(1);
  });

  it('says what has become of each who was named, and who is told', async () => {
    const groupId = await world.group();
    const member = await world.user();
    await world.addToGroup(groupId, member.id);
    const other = await world.user();
    await expectStatus(put({ userIds: [other.id], enabled: true }), 200);
    const { body } = await expectStatus(put({ userIds: [other.id, user.id], groupIds: [groupId], enabled: true }), 200);
    expect(body.results).toEqual([
      { userId: other.id, groupId: null, changed: false },
      { userId: user.id, groupId: null, changed: true },
      { userId: null, groupId, changed: true },
    ]);
    expect(body.toldUserIds).toEqual([user.id, member.id]);
    const again = await expectStatus(put({ userIds: [user.id], groupIds: [groupId], enabled: true }), 200);
    expect([again.body.results.map(({ changed }: { changed: boolean }) => changed), again.body.toldUserIds]).toEqual([[false, false], []]);
    const taken = await expectStatus(put({ userIds: [user.id], enabled: false }), 200);
    expect([taken.body.results, taken.body.toldUserIds]).toEqual([[{ userId: user.id, groupId: null, changed: true }], []]);
  });

  it('is in the audit trail, once for each change', async () => {
    await expectStatus(put({ userIds: [user.id], enabled: true }), 200);
    await expectStatus(put({ userIds: [user.id], enabled: true }), 200);
    await expectStatus(put({ userIds: [user.id], enabled: false }), 200);
    const { items } = (await world.admin.get(world.path(`audit-events?subjectId=${user.id}`))).body;
    const actions = (items as { action: string; subject?: { kind: string } }[]).map(({ action }) => action).filter((action) => action.startsWith('key-right'));
    expect(actions).toEqual(['key-right.disable', 'key-right.enable']);
  });
});
