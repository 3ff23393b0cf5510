import { type Answer, type Client, expectStatus, type TestServer, type World } from '../../harness/index.js';

export const api = '/api/shared_spaces/1001';
export const firstSecret = '9011@83sd!f1042ds+f19fg86M';
export const secondSecret = 'kj@s$dfS124GDd35';

export interface Access {
  readonly id: string;
  readonly clientId: string;
}

/** Makes an API access through the door. */
export async function makeAccess(by: Client, workspaceRoleIds: string[], input: Record<string, unknown> = {}): Promise<Access> {
  const roles = { data: workspaceRoleIds.map((id) => ({ type: 'workspace_role', id })) };
  const body = { data: [{ name: 'machine', client_secret: firstSecret, workspace_roles: roles, ...input }] };
  const { data } = (await expectStatus(by.post(`${api}/api_accesses?fields=client_id`, body), 201)).body;
  return { id: data[0].id, clientId: data[0].client_id };
}

export const basic = (server: TestServer, clientId: string, secret: string): Client =>
  server.client({ authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}` });

export const cookiesOf = ({ headers }: Answer): string[] => [headers['set-cookie'] ?? []].flat().map(String);

/** The client of whoever signs in: it sends its cookies as the Java SDK does, with no blank between them. */
export async function signIn(server: TestServer, body: Record<string, unknown>): Promise<Client> {
  const answer = await expectStatus(server.client().post('/authentication/sign_in', body), 200);
  return server.client({ cookie: cookiesOf(answer).map((cookie) => cookie.split(';')[0]).join(';') });
}

/** The id of a system role's scope. */
export async function scopeOf(world: World, logicalName: string, workspaceId?: string): Promise<string> {
  const { items } = (await expectStatus(world.admin.get(world.path('roles?limit=200')), 200)).body;
  return world.workspaceRole(items.find((role: { logicalName: string }) => role.logicalName === logicalName).id, workspaceId);
}

export const ids = ({ body }: Answer): string[] => body.data.map(({ id }: { id: string }) => id);
