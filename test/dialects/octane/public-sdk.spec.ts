import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Octane, Query } from '@microfocus/alm-octane-js-rest-sdk';
import { administrator, onEachDatabase, TestServer, World } from '../../harness/index.js';
import { firstSecret, makeAccess, scopeOf, secondSecret } from './door.js';

/** The vendor's own client, unmodified, over the network. */
onEachDatabase("ALM Octane's public JavaScript SDK works when its host is changed", (database) => {
  let server: TestServer;
  let world: World;
  let url: string;
  const accesses = 'api_accesses';
  const octane = (user: string, password: string) => new Octane({ server: url, sharedSpace: 1001, workspace: 1001, user, password });

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    await server.app.listen(0, '127.0.0.1');
    url = await server.app.getUrl();
  });
  afterAll(() => server?.stop());

  it('from finding a role to deleting the key', async () => {
    const admin = octane(administrator.login, administrator.password);
    await admin.authenticate();
    const viewer = Query.field('role').equal(Query.field('name').equal('Viewer')).build();
    const roles = await admin.get(Octane.entityTypes.workspaceRoles).fields('role').query(viewer).execute();
    expect(roles).toMatchObject({ total_count: 1, data: [{ role: { logical_name: 'role.workspace.viewer' } }] });
    const entity = { name: 'sdk', client_secret: firstSecret, workspace_roles: { data: [{ type: 'workspace_role', id: roles.data[0].id }] } };
    const { id, client_id: clientId } = (await admin.create(accesses, entity).fields('client_id').execute()).data[0];

    // Signs in by itself after a 401, and does not after a 403.
    const key = octane(clientId, firstSecret);
    expect((await key.get(accesses).fields('name').execute()).data).toEqual([{ type: 'api_access', id, name: 'sdk', is_valid: true }]);
    await expect(key.get('roles').execute()).rejects.toMatchObject({ response: { status: 403, data: { error_code: 'platform.not_authorized' } } });

    const query = Query.field('name').equal('s*').and(Query.field('is_valid').equal(true)).and(Query.field('id').inComparison([1, Number(id)])).and(Query.field('creation_time').greater(new Date(0)));
    expect((await admin.get(accesses).query(query.build()).orderBy('-id').limit(10).offset(0).execute()).total_count).toBe(1);
    expect(await admin.update(accesses, { is_valid: false }).query(Query.field('name').notEqual('x').build()).execute()).toMatchObject({ data: [{ id, is_valid: false }] });
    await expect(key.get(accesses).execute()).rejects.toMatchObject({ response: { status: 401 } });
    expect(await admin.update(accesses, { id: Number(id), is_valid: true, client_secret: secondSecret }).execute()).toMatchObject({ id, client_id: clientId, is_valid: true });
    expect((await octane(clientId, secondSecret).get(accesses).execute()).total_count).toBe(1);
    expect(await admin.updateBulk(accesses, [{ id, name: 'sdk2' }]).execute()).toMatchObject({ data: [{ name: 'sdk2' }] });
    expect(await admin.get(accesses).at(Number(id)).fields('name').execute()).toEqual({ type: 'api_access', id, name: 'sdk2', is_valid: true });
    await admin.delete(accesses).query(Query.field('name').equal('sdk2').build()).execute();
    expect((await admin.get(accesses).execute()).total_count).toBe(0);
  });

  it('signs out', async () => {
    const { clientId } = await makeAccess(world.admin, [await scopeOf(world, 'role.workspace.viewer', '1001')]);
    const key = octane(clientId, firstSecret);
    await key.authenticate();
    expect(await key.signOut()).toBeUndefined();
  });
});
