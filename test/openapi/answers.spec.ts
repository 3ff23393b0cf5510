import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Answer, sqlite, TestServer, World } from '../harness/index.js';
import { committed, type OpenApi, operationsOf } from './document.js';

const document = JSON.parse(committed()) as OpenApi;
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
ajv.addSchema({ $id: 'latchkey', ...document });

let server: TestServer;
let world: World;
beforeAll(async () => {
  server = await TestServer.start(sqlite);
  world = await World.of(server);
});
afterAll(() => server?.stop());

/** The status is documented, and the body is what the schema of that status says, with no member it does not name. */
function expectDocumented(operationId: string, { status, body, headers }: Answer): void {
  const found = operationsOf(document).find(({ operation }) => operation.operationId === operationId);
  if (!found) throw new Error(`no operation ${operationId}`);
  const type = String(headers['content-type']).split(';')[0] as string;
  const documented = found.operation.responses[status]?.content?.[type];
  expect({ operationId, status, type, documented: documented !== undefined }).toEqual({ operationId, status, type, documented: true });
  const pointer = ['paths', found.path, found.method.toLowerCase(), 'responses', String(status), 'content', type, 'schema'].map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');
  const validate = ajv.compile({ $ref: `latchkey#/${pointer}` });
  expect({ operationId, status, valid: validate(body), errors: validate.errors }).toEqual({ operationId, status, valid: true, errors: null });
  const ref = documented?.schema?.$ref?.split('/').at(-1);
  if (ref) expect({ ref, unknown: Object.keys(body as object).filter((name) => !(name in (document.components.schemas[ref]?.properties ?? {}))) }).toEqual({ ref, unknown: [] });
}

it('answers of the running server are those that the specification describes', async () => {
  const { admin } = world;
  const group = await world.group();
  const role = await world.role(['problem.read']);
  const workspaceRoleId = await world.workspaceRole(role, '1001');
  const person = { login: 'bea', email: 'bea@megacorp.example', displayName: 'Bea', password: 'orchard-velvet-compass' };
  const calls: [string, string, string, unknown?][] = [
    ['getMe', 'GET', '/api/v1/me'],
    ['listOrganisations', 'GET', '/api/v1/organisations'],
    ['getOrganisation', 'GET', '/api/v1/organisations/megacorp'],
    ['updateOrganisation', 'PATCH', '/api/v1/organisations/megacorp', { name: 'Mega' }],
    ['createOrganisation', 'POST', '/api/v1/organisations', { slug: 'third', name: 'Third' }],
    ['createOrganisation', 'POST', '/api/v1/organisations', { slug: 'third', name: 'Third' }],
    ['createWorkspace', 'POST', world.path('workspaces'), { name: 'w' }],
    ['listWorkspaces', 'GET', world.path('workspaces?limit=1')],
    ['createUser', 'POST', world.path('users'), person],
    ['createUser', 'POST', world.path('users'), person],
    ['listUsers', 'GET', world.path('users')],
    ['getUser', 'GET', world.path('users/1002')],
    ['updateUser', 'PATCH', world.path('users/1002'), { displayName: 'Beatrice' }],
    ['updateUser', 'PATCH', world.path('users/1001'), { state: 'disabled' }],
    ['createGroup', 'POST', world.path('groups'), { name: 'g' }],
    ['createGroup', 'POST', world.path('groups'), { name: 'g' }],
    ['addGroupMember', 'POST', world.path(`groups/${group}/members`), { userId: '1002' }],
    ['addGroupMember', 'POST', world.path(`groups/${group}/members`), { userId: '1002' }],
    ['listGroupMembers', 'GET', world.path(`groups/${group}/members`)],
    ['removeGroupMember', 'DELETE', world.path(`groups/${group}/members/1002`)],
    ['removeGroupMember', 'DELETE', world.path(`groups/${group}/members/1002`)],
    ['listPermissions', 'GET', world.path('permissions')],
    ['registerPermission', 'POST', world.path('permissions'), { name: 'a:b.c', description: 'Do' }],
    ['registerPermission', 'POST', world.path('permissions'), { name: 'a:b.c', description: 'Do' }],
    ['listRoles', 'GET', world.path('roles')],
    ['getRole', 'GET', world.path(`roles/${role}`)],
    ['updateRole', 'PATCH', world.path('roles/1001'), { name: 'x' }],
    ['updateRole', 'PATCH', world.path(`roles/${role}`), { name: 'Renamed' }],
    ['listWorkspaceRoles', 'GET', world.path('workspace-roles')],
    ['createRoleAssignment', 'POST', world.path('role-assignments'), { workspaceRoleId, userId: '1002' }],
    ['createRoleAssignment', 'POST', world.path('role-assignments'), { workspaceRoleId, userId: '1002' }],
    ['listRoleAssignments', 'GET', world.path('role-assignments')],
    ['deleteRoleAssignment', 'DELETE', world.path('role-assignments/1001')],
    ['createApiKey', 'POST', world.path('api-keys'), { name: 'k', permissions: ['problem.read'] }],
    ['createApiKey', 'POST', world.path('api-keys'), { name: 'k', permissions: 'all' }],
    ['listApiKeys', 'GET', world.path('api-keys?owner=all')],
    ['getApiKey', 'GET', world.path('api-keys/1001')],
    ['updateApiKey', 'PATCH', world.path('api-keys/1001'), { name: 'l' }],
    ['deactivateApiKey', 'POST', world.path('api-keys/1001/deactivate')],
    ['activateApiKey', 'POST', world.path('api-keys/1001/activate')],
    ['rotateApiKey', 'POST', world.path('api-keys/1001/rotate'), {}],
    ['revokeApiKey', 'POST', world.path('api-keys/1001/revoke'), { reason: 'x' }],
    ['revokeApiKey', 'POST', world.path('api-keys/1001/revoke'), { reason: 'x' }],
    ['activateApiKey', 'POST', world.path('api-keys/1001/activate')],
    ['rotateApiKey', 'POST', world.path('api-keys/1001/rotate'), {}],
    ['deleteApiKey', 'DELETE', world.path('api-keys/1001')],
    ['getApiKey', 'GET', world.path('api-keys/9999')],
    ['createProblem', 'POST', world.path('problems'), { name: 'p', statement: 's' }],
    ['listProblems', 'GET', world.path('problems')],
    ['listAuditEvents', 'GET', world.path('audit-events?limit=200')],
    ['verifyCredential', 'POST', '/api/v1/verify', { key: 'LKwrong', organisation: 'megacorp' }],
    ['listAccounts', 'GET', '/api/v1/accounts'],
    ['getAccount', 'GET', '/api/v1/accounts/1001'],
    ['updateAccount', 'PATCH', '/api/v1/accounts/1001', { state: 'disabled' }],
    ['getJwks', 'GET', '/oauth/jwks'],
    ['getAuthorizationServerMetadata', 'GET', '/.well-known/oauth-authorization-server'],
    ['getReadiness', 'GET', '/health/ready'],
    ['signIn', 'POST', '/api/v1/sessions', { login: 'bea', password: person.password }],
    ['signIn', 'POST', '/api/v1/sessions', { login: 'bea', password: 'wrong-harbour-lantern' }],
    ['getToken', 'POST', '/oauth/token', { grant_type: 'nothing' }],
    ['getToken', 'POST', '/oauth/token', { grant_type: 'client_credentials', client_id: 'x', client_secret: 'y' }],
  ];
  const wrong: string[] = [];
  for (const [operationId, method, path, body] of calls) {
    try {
      expectDocumented(operationId, await admin.send(method, path, body));
      expectDocumented(operationId, await server.client({ 'x-api-key': 'wrong' }).send(method, path, body));
    } catch (error) {
      wrong.push(`${method} ${path} (${operationId}): ${(error as Error).message.replaceAll(/\u001b\[\d+m/g, '').split('\n').filter((line) => /^\s*[-+] /.test(line)).join(' ')}`);
    }
  }
  expect(wrong).toEqual([]);
});

it('failures at the addresses of OAuth are those that the specification describes, whatever has failed', async () => {
  const { text: key } = await world.key((await world.user()).session);
  const chosen = await world.key(world.admin, { kind: 'service', clientSecret: 'Zq7!vNx2#LmT9pRw', workspaceRoleIds: [await world.workspaceRole(await world.role(['problem.read']))] });
  const basic = (secret: string) => ({ authorization: `Basic ${Buffer.from(`${chosen.clientId}:${secret}`).toString('base64')}` });
  const ahead = Buffer.from('1001.999999999').toString('base64url');
  const statuses: Record<string, number[]> = {};
  for (const [operationId, path] of [['getToken', 'token'], ['introspectToken', 'introspect'], ['revokeToken', 'revoke']] as const) {
    const door = `/oauth/${path}`;
    const holder = server.client({ 'x-api-key': key });
    const answers = [
      await holder.post(door, { token: 'x'.repeat(300_000), grant_type: 'x' }),
      await holder.with({ 'content-type': 'text/plain' }).post(door, 'token=x'),
      await holder.post(door, {}),
      await server.client({ 'x-api-key': 'wrong' }).post(door, { grant_type: 'client_credentials', token: 'x' }),
    ];
    for (let wrong = 0; wrong < 12 && answers.at(-1)?.status !== 429; wrong++) answers.push(await server.client(basic(`Wrong-secret-${path}-${wrong}!`)).post(door, { grant_type: 'client_credentials', token: 'x' }));
    if (path === 'introspect') answers.push(await world.admin.post(door, { token: key, minEpoch: ahead }));
    for (const answer of answers) expectDocumented(operationId, answer);
    statuses[path] = [...new Set(answers.map(({ status }) => status))].sort();
    const refused = answers.find(({ status }) => status === 429);
    expect([path, Number(refused?.headers['retry-after']) > 0]).toEqual([path, true]);
  }
  expect(statuses).toEqual({ token: [400, 401, 413, 415, 429], introspect: [400, 401, 413, 415, 429, 503], revoke: [400, 401, 413, 415, 429] });
});
