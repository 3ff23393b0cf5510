import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { expectStatus, onEachDatabase, type TestKey, TestServer, type TestUser, World } from '../../harness/index.js';

onEachDatabase('a key acts for its owner at the moment of the call', (database) => {
  let server: TestServer;
  let world: World;
  let group: string;
  let user: TestUser;
  let key: TestKey;
  const here = '1001';
  let elsewhere: string;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    elsewhere = await world.workspace();
    group = await world.group();
    await world.grant({ groupId: group }, ['problem.read'], here);
    user = await world.user();
    await world.addToGroup(group, user.id);
    key = await world.key(user.session);
  });
  afterAll(() => server?.stop());

  it('reads where its owner may, and nowhere else', async () => {
    const problems = (workspaceId: string) => key.client.get(world.path(`problems?workspaceId=${workspaceId}`));
    expect((await problems(here)).status).toBe(200);
    const refused = await problems(elsewhere);
    expect(refused.status).toBe(403);
    expect(refused.body).toMatchObject({ code: 'access.permission-missing', missingPermissions: ['problem.read'] });
  });

  it('names the permission that is missing', async () => {
    const refused = await key.client.post(world.path('problems'), { name: 'Disk full', statement: 'No space', workspaceId: here });
    expect(refused.status).toBe(403);
    expect(refused.body.missingPermissions).toEqual(['problem.create']);
    expect((await world.admin.get(world.path('problems'))).body.items).toEqual([]);
  });

  it('does not say that another organisation exists', async () => {
    const other = await world.otherOrganisation();
    const there = await key.client.get(other.path('problems'));
    const nowhere = await key.client.get('/api/v1/organisations/no-such-thing/problems');
    expect(there.status).toBe(404);
    expect({ ...there.body, requestId: '' }).toEqual({ ...nowhere.body, requestId: '' });
  });

  it('loses at once what its owner loses with the group', async () => {
    await expectStatus(world.admin.delete(world.path(`groups/${group}/members/${user.id}`)), 200);
    const refused = await key.client.get(world.path(`problems?workspaceId=${here}`));
    expect(refused.status).toBe(403);
    expect(refused.body.missingPermissions).toEqual(['problem.read']);
    await world.addToGroup(group, user.id);
    expect((await key.client.get(world.path(`problems?workspaceId=${here}`))).status).toBe(200);
  });

  it('is refused while deactivated, and for ever once revoked', async () => {
    const problems = () => key.client.get(world.path(`problems?workspaceId=${here}`));
    await expectStatus(user.session.post(world.path(`api-keys/${key.id}/deactivate`)), 200);
    expect((await problems()).status).toBe(401);
    await expectStatus(user.session.post(world.path(`api-keys/${key.id}/activate`)), 200);
    expect((await problems()).status).toBe(200);
    await expectStatus(user.session.post(world.path(`api-keys/${key.id}/revoke`), { reason: 'leaked' }), 200);
    expect((await problems()).status).toBe(401);
    expect((await user.session.post(world.path(`api-keys/${key.id}/activate`))).body.code).toBe('api-key.revoked');
    expect((await problems()).status).toBe(401);
  });

  it('is refused on every node as soon as the change is acknowledged', async () => {
    const second = await server.another();
    const warm = await world.key(user.session);
    const there = server.withKey(warm.text, second);
    expect((await there.get(world.path('api-keys'))).status).toBe(200);
    await expectStatus(user.session.post(world.path(`api-keys/${warm.id}/deactivate`)), 200);
    expect((await there.get(world.path('api-keys'))).status).toBe(401);
    expect((await warm.client.get(world.path('api-keys'))).status).toBe(401);
  });
});
