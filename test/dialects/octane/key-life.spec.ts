import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Client, expectStatus, onEachDatabase, TestServer, type TestUser, World } from '../../harness/index.js';
import { type Access, api, basic, firstSecret, ids, makeAccess, scopeOf, secondSecret } from './door.js';

onEachDatabase('the life of an API access', (database) => {
  let server: TestServer;
  let world: World;
  let admin: string;
  let viewer: string;
  const one = ({ id }: Access) => `${api}/api_accesses/${id}`;
  const works = async ({ clientId }: Access, secret: string): Promise<boolean> => (await basic(server, clientId, secret).get('/api/v1/me')).status === 200;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    admin = await scopeOf(world, 'role.shared.space.admin');
    viewer = await scopeOf(world, 'role.workspace.viewer', '1001');
  });
  afterAll(() => server?.stop());

  it('ends at every door when it is revoked, and a leaked secret does not come back with a new one', async () => {
    const key = await makeAccess(world.admin, [admin]);
    expect(await works(key, firstSecret)).toBe(true);
    const revoked = await expectStatus(world.admin.put(one(key), { is_valid: false }), 200);
    expect(revoked.body.is_valid).toBe(false);
    expect(revoked.headers['latchkey-epoch']).toBeDefined();
    expect(await works(key, firstSecret)).toBe(false);
    expect((await world.admin.get(world.path(`api-keys/${key.id}`))).body.state).toBe('deactivated');
    expect((await world.admin.put(one(key), { is_valid: true })).body).toMatchObject({ error_code: 'platform.illegal_field_value' });
    await expectStatus(world.admin.post(world.path(`api-keys/${key.id}/activate`)), 200);
    expect(await works(key, firstSecret)).toBe(false);
    await expectStatus(world.admin.put(one(key), { is_valid: true, client_secret: secondSecret }), 200);
    expect([await works(key, firstSecret), await works(key, secondSecret)]).toEqual([false, true]);
  });

  it('does not revive old secrets of a key that was deactivated natively', async () => {
    const key = await makeAccess(world.admin, [admin]);
    await expectStatus(world.admin.post(world.path(`api-keys/${key.id}/deactivate`)), 200);
    expect((await world.admin.get(one(key))).body.is_valid).toBe(false);
    await expectStatus(world.admin.put(one(key), { client_secret: secondSecret }), 200);
    expect([await works(key, firstSecret), await works(key, secondSecret)]).toEqual([false, true]);
  });

  it('gets one more secret while it is valid, five at most', async () => {
    const key = await makeAccess(world.admin, [admin]);
    await expectStatus(world.admin.put(one(key), { is_valid: true, client_secret: secondSecret }), 200);
    expect([await works(key, firstSecret), await works(key, secondSecret)]).toEqual([true, true]);
    for (const n of [3, 4, 5]) await expectStatus(world.admin.put(one(key), { client_secret: `${secondSecret}${n}` }), 200);
    expect((await world.admin.put(one(key), { client_secret: `${secondSecret}6` })).status).toBe(409);
    expect(await works(key, `${secondSecret}6`)).toBe(false);
  });

  it('stays revoked when it was revoked natively', async () => {
    const key = await makeAccess(world.admin, [admin]);
    await expectStatus(world.admin.post(world.path(`api-keys/${key.id}/revoke`), {}), 200);
    expect((await world.admin.get(one(key))).body.is_valid).toBe(false);
    const refused = await world.admin.put(one(key), { is_valid: true, client_secret: secondSecret });
    expect([refused.status, refused.body.error_code, refused.body.business_error]).toEqual([409, 'platform.conflict', true]);
    expect((await world.admin.put(one(key), { is_valid: false })).status).toBe(200);
    expect((await world.admin.put(one(key), { name: 'other' })).status).toBe(409);
    expect(await works(key, secondSecret)).toBe(false);
  });

  it('is renamed, given another end and other roles in one step, and keeps its client id', async () => {
    const key = await makeAccess(world.admin, [admin]);
    const change = { id: key.id, type: 'api_access', name: 'renamed', expiration: '2041-01-01T00:00:00Z', workspace_roles: { data: [{ type: 'workspace_role', id: viewer }] } };
    const { body } = await expectStatus(world.admin.put(`${one(key)}?fields=name,client_id,expiration,workspace_roles{role{logical_name}}`, change), 200);
    expect(body).toEqual({
      type: 'api_access',
      id: key.id,
      name: 'renamed',
      client_id: key.clientId,
      expiration: '2041-01-01T00:00:00Z',
      workspace_roles: { data: [{ type: 'workspace_role', id: viewer, role: { type: 'role', id: expect.any(String), logical_name: 'role.workspace.viewer' } }] },
      is_valid: true,
    });
    const client = basic(server, key.clientId, firstSecret);
    expect((await client.get(`${api}/roles`)).status).toBe(403);
    expect((await client.get(world.path('problems?workspaceId=1001'))).status).toBe(200);
    await expectStatus(world.admin.put(one(key), { expiration: null }), 200);
    expect((await world.admin.get(one(key))).body.expiration).toBeNull();
  });

  it('is changed as a whole or not at all', async () => {
    const key = await makeAccess(world.admin, [admin]);
    const refused = await world.admin.put(one(key), { name: 'half', is_valid: false, workspace_roles: { data: [{ id: '999999' }] } });
    expect([refused.status, refused.body.description]).toEqual([400, expect.stringMatching(/^workspace_roles\S* is not a workspace role of this organisation$/)]);
    expect((await world.admin.get(one(key))).body).toMatchObject({ name: 'machine', is_valid: true });
    expect(await works(key, firstSecret)).toBe(true);
  });

  it('refuses what the server sets, what is past and what is unknown', async () => {
    const key = await makeAccess(world.admin, [admin]);
    const refused = await world.admin.put(one(key), { client_id: 'mine_1', name: 'other' });
    expect([refused.status, refused.body.error_code]).toEqual([403, 'platform.modify_non_editable_field']);
    for (const body of [{ expiration: '2021-08-24T00:00:00Z' }, { colour: 1 }, { is_valid: 'false' }, { is_valid: false, client_secret: secondSecret }, { name: ['x'] }, { workspace_roles: [] }, { workspace_roles: { data: ['1'] } }]) {
      expect((await world.admin.put(one(key), body)).status).toBe(400);
    }
    expect((await world.admin.get(one(key))).body).toMatchObject({ name: 'machine', client_id: key.clientId, is_valid: true, expiration: null });
  });

  it.each(['short1A!', 'alllowercaseonly', 'UPPERANDlower', 'has blank 1aA!', 'umlautÄ1aA!xx', `${'aA1!'.repeat(8)}`, ''])('refuses the secret %j', async (secret) => {
    const refused = await world.admin.post(`${api}/api_accesses`, { data: [{ name: 'weak', client_secret: secret }] });
    expect([refused.status, refused.body.error_code]).toEqual([400, 'platform.illegal_field_value']);
    expect(refused.text).not.toContain(secret || 'weak');
    expect((await world.admin.get(`${api}/api_accesses?query="(name EQ 'weak')"`)).body.total_count).toBe(0);
  });

  it('cannot be taken over, nor made, nor extended by somebody who holds less', async () => {
    const key = await makeAccess(world.admin, [admin]);
    const manager: TestUser = await world.user(['api-key.manage-all', 'api-key.create-service', 'role.read']);
    const takeover = await manager.session.put(one(key), { client_secret: secondSecret });
    expect([takeover.status, takeover.body.error_code]).toEqual([403, 'platform.cannot_grant']);
    expect(takeover.body.properties.missing_permissions).toContain('workspace.create');
    expect(await works(key, secondSecret)).toBe(false);
    const beyond = { data: [{ name: 'beyond', client_secret: firstSecret, workspace_roles: { data: [{ id: admin }] } }] };
    expect((await manager.session.post(`${api}/api_accesses`, beyond)).status).toBe(403);
    const own = await makeAccess(manager.session, []);
    expect((await manager.session.put(one(own), { workspace_roles: { data: [{ id: admin }] } })).status).toBe(403);
    expect((await manager.session.get(`${one(own)}?fields=workspace_roles`)).body.workspace_roles.data).toEqual([]);
    expect((await manager.session.get(`${api}/api_accesses?query="(name EQ 'beyond')"`)).body.total_count).toBe(0);
  });

  it('is not seen nor ended by others, and does not say that it exists', async () => {
    const key = await makeAccess(world.admin, [admin]);
    const stranger: TestUser = await world.user(['api-key.create-service']);
    expect(ids(await stranger.session.get(`${api}/api_accesses`))).toEqual([]);
    for (const answer of [await stranger.session.get(one(key)), await stranger.session.put(one(key), { is_valid: false }), await stranger.session.delete(one(key))]) {
      expect([answer.status, answer.body.error_code]).toEqual([404, 'platform.entity_not_found']);
    }
    const other = await world.otherOrganisation();
    const outsider = (await other.key(other.admin)).client;
    expect((await outsider.get(one(key))).status).toBe(404);
    expect(await works(key, firstSecret)).toBe(true);
  });

  it('is deleted for ever', async () => {
    const key = await makeAccess(world.admin, [admin]);
    const { body } = await expectStatus(world.admin.delete(`${one(key)}?fields=name`), 200);
    expect(body).toEqual({ type: 'api_access', id: key.id, name: 'machine', is_valid: false });
    expect((await world.admin.get(one(key))).status).toBe(404);
    expect((await world.admin.put(one(key), { client_secret: secondSecret })).status).toBe(404);
    expect(await works(key, firstSecret)).toBe(false);
  });

  it('belongs, in a workspace, to those that hold a role there', async () => {
    const there = `${api}/workspaces/1001/api_accesses`;
    const made: Client = world.admin;
    const inside = await makeAccess(made, [viewer, admin]);
    const outside = await makeAccess(made, [admin]);
    expect(ids(await made.get(there))).toContain(inside.id);
    expect(ids(await made.get(there))).not.toContain(outside.id);
    expect((await made.put(`${there}/${outside.id}`, { is_valid: false })).status).toBe(404);
    expect((await made.put(`${there}/${inside.id}`, { workspace_roles: { data: [] } })).status).toBe(400);
    expect((await made.post(there, { data: [{ name: 'x', client_secret: firstSecret, workspace_roles: { data: [{ id: admin }] } }] })).status).toBe(400);
    await expectStatus(made.post(there, { data: [{ name: 'x', client_secret: firstSecret, workspace_roles: { data: [{ id: viewer }] } }] }), 201);
    expect((await made.get(`${api}/workspaces/9999/api_accesses`)).status).toBe(404);
  });
});
