import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Client, expectStatus, onEachDatabase, TestServer, World } from '../../harness/index.js';
import { layOutAsPrinted } from './printed-megacorp.js';

const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
const ciCd = { type: 'role', id: '1002', logical_name: 'role.workspace.ci_cd_agent.configure', name: 'CI/CD Integration' };
const devOps = { type: 'role', id: '1005', logical_name: 'role.workspace.devops.admin', name: 'DevOps Admin' };
const workspaceAdmin = { type: 'role', id: '1007', logical_name: 'role.workspace.admin', name: 'Workspace Admin' };
const spaceAdmin = { type: 'role', id: '1015', logical_name: 'role.shared.space.admin', name: 'Space Admin' };
const members = (text: string): string[] => Object.keys(JSON.parse(text));

onEachDatabase('every exchange of the document is answered as printed', (database) => {
  let server: TestServer;
  let world: World;
  let client: Client;
  let clientId: string;
  const body = {
    data: [
      {
        client_secret: '9011@83sd!f1042ds+f19fg86M',
        name: 'myKey03',
        expiration: '2041-08-24T00:00:00Z',
        workspace_roles: {
          data: [
            { type: 'workspace_role', id: '1028' },
            { type: 'workspace_role', id: '1009' },
          ],
        },
      },
    ],
  };
  const api = '/api/shared_spaces/1001';
  const basic = (secret: string): Client => server.client({ authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}` });

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    await layOutAsPrinted(server, world);
    client = (await world.key(world.admin)).client;
    await world.key(world.admin);
  });
  afterAll(() => server?.stop());

  it('creates an API access key', async () => {
    const created = await expectStatus(client.post(`${api}/api_accesses?fields=client_id`, body), 201);
    clientId = created.body.data[0].client_id;
    expect(clientId).toMatch(/^myKey03_[0-9a-z]{25}$/);
    expect(created.body).toEqual({ total_count: 1, data: [{ type: 'api_access', id: '1003', client_id: clientId, is_valid: true }], exceeds_total_count: false });
    expect(created.text).toMatch(/^\{"total_count":1,"data":\[\{"type":"api_access","id":"1003","client_id":"[^"]+","is_valid":true\}\],"exceeds_total_count":false\}$/);
    expect(created.headers['latchkey-epoch']).toMatch(/^[\w-]+$/);
    expect((await basic('9011@83sd!f1042ds+f19fg86M').get(`${api}/roles`)).status).toBe(200);
  });

  it('finds the workspace roles of a workspace', async () => {
    const { body: found, text } = await expectStatus(client.get(`${api}/workspace_roles?fields=role&query="(workspace={id=1002})"`), 200);
    expect(found).toMatchObject({ total_count: 4, exceeds_total_count: false });
    expect(found.data.slice(0, 2)).toEqual([
      { type: 'workspace_role', id: '1027', role: ciCd },
      { type: 'workspace_role', id: '1028', role: devOps },
    ]);
    expect(found.data.map(({ role }: { role: { id: string } }) => role.id)).toContain('1007');
    expect(members(text)).toEqual(['total_count', 'data', 'exceeds_total_count']);
    expect(Object.keys(found.data[0])).toEqual(['type', 'id', 'role']);
    expect(Object.keys(found.data[0].role)).toEqual(['type', 'id', 'logical_name', 'name']);
  });

  it('lists the roles with ten members each', async () => {
    const { body: found } = await expectStatus(client.get(`${api}/roles`), 200);
    expect(found).toMatchObject({ total_count: 6, exceeds_total_count: false });
    const admin = found.data.find(({ id }: { id: string }) => id === '1015');
    expect(admin).toEqual({ ...spaceAdmin, based_on_system: null, last_modified: time, workspace_id: 1001, is_system: true, version_stamp: 1, creation_time: time });
    expect(Object.keys(admin)).toEqual(['type', 'logical_name', 'based_on_system', 'last_modified', 'workspace_id', 'id', 'is_system', 'name', 'version_stamp', 'creation_time']);
  });

  it('finds the workspace role of a role and a workspace', async () => {
    const { body: found } = await expectStatus(client.get(`${api}/workspace_roles?fields=role&query="(role={id=1007};workspace={id=1003})"`), 200);
    expect(found).toEqual({ total_count: 1, data: [{ type: 'workspace_role', id: '1037', role: workspaceAdmin }], exceeds_total_count: false });
  });

  it('finds a shared space role', async () => {
    const { body: found } = await expectStatus(client.get(`${api}/workspace_roles?fields=role&query="(role={id=1015})"`), 200);
    expect(found).toEqual({ total_count: 1, data: [{ type: 'workspace_role', id: '1009', role: spaceAdmin }], exceeds_total_count: false });
  });

  it('revokes the key', async () => {
    const revoked = await expectStatus(client.put(`${api}/api_accesses/1003`, { is_valid: false }), 200);
    expect(revoked.body).toMatchObject({ type: 'api_access', id: '1003', client_id: clientId, is_valid: false });
    expect((await basic('9011@83sd!f1042ds+f19fg86M').get(`${api}/roles`)).status).toBe(401);
  });

  it('regenerates the key', async () => {
    const answer = await expectStatus(client.put(`${api}/api_accesses/1003?fields=client_id`, { is_valid: true, client_secret: 'kj@s$dfS124GDd35' }), 200);
    expect(answer.text).toBe(`{"type":"api_access","id":"1003","client_id":"${clientId}","is_valid":true}`);
    expect((await basic('kj@s$dfS124GDd35').get(`${api}/roles`)).status).toBe(200);
    expect((await basic('9011@83sd!f1042ds+f19fg86M').get(`${api}/roles`)).status).toBe(401);
  });

  it('refuses the expiration of the document, which is past, and makes nothing', async () => {
    const before = (await client.get(`${api}/api_accesses`)).body.total_count;
    const refused = await client.post(`${api}/api_accesses`, { data: [{ ...body.data[0], expiration: '2021-08-24T00:00:00Z' }] });
    expect(refused.status).toBe(400);
    expect(refused.body).toMatchObject({ error_code: 'platform.illegal_field_value', description: 'expiration must be in the future', properties: { field_name: 'expiration' } });
    expect((await client.get(`${api}/api_accesses`)).body.total_count).toBe(before);
  });
});
