import { setTimeout as sleep } from 'node:timers/promises';
import { inParallel } from '../server/in-parallel.js';

/** A signed-in administrator and the organisation the keys are made in. `address` ends with `/api/v1`. */
export interface Maker {
  readonly address: string;
  readonly cookie: string;
  readonly organisation: string;
}

/** A service key: its client id and the secret of its own choice or, where it has none, the whole text of its key. */
export interface ServiceKey {
  readonly clientId: string;
  readonly secret: string;
}

/** Signs in and answers the `Cookie` header of the session. */
export async function signIn(address: string, account: { login: string; password: string }): Promise<string> {
  const answer = await call(201, `${address}/sessions`, {}, account);
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0]!);
  if (cookies.length === 0) throw new Error('signing in set no cookie');
  return cookies.join('; ');
}

/** Makes personal API keys through the API and answers their texts. Without `permissions` they may do all that the maker may. */
export async function makeKeys(maker: Maker, permissions: readonly string[] | undefined, count: number): Promise<string[]> {
  return inParallel(count, async (index) => (await makeKey(maker, { name: `bench ${index}`, permissions })).key!);
}

/** Makes service keys: the role that may do everything, narrowed to `permissions`. `secretOf` chooses their secrets, if given. */
export async function makeServiceKeys(
  maker: Maker,
  permissions: readonly string[],
  count: number,
  secretOf?: (index: number) => string,
): Promise<ServiceKey[]> {
  const workspaceRoleIds = [await superRole(maker)];
  return inParallel(count, async (index) => {
    const clientSecret = secretOf?.(index);
    const { clientId, key } = await makeKey(maker, { name: 'bench', kind: 'service', permissions, workspaceRoleIds, clientSecret });
    return { clientId: clientId!, secret: clientSecret ?? key! };
  });
}

/** The id of the system role `role.super` in the organisation as a whole. */
async function superRole({ address, cookie, organisation }: Maker): Promise<string> {
  const list = async <T>(path: string): Promise<T[]> => {
    const answer = await call(200, `${address}/organisations/${organisation}/${path}`, { cookie });
    return ((await answer.json()) as { items: T[] }).items;
  };
  const roles = await list<{ id: string; logicalName: string }>('roles?limit=200');
  const role = roles.find(({ logicalName }) => logicalName === 'role.super')!;
  const [scope] = await list<{ id: string }>(`workspace-roles?roleId=${role.id}`);
  return scope!.id;
}

async function makeKey({ address, cookie, organisation }: Maker, key: object): Promise<{ key?: string; clientId: string | null }> {
  const answer = await call(201, `${address}/organisations/${organisation}/api-keys`, { cookie }, key);
  return (await answer.json()) as { key?: string; clientId: string | null };
}

/** So often a server that cannot know yet what holds (its database was just filled) is asked again. */
const mostAttempts = 20;

/** POST with a body, GET without. */
async function call(status: number, url: string, headers: Record<string, string>, body?: object, attempt = 1): Promise<Response> {
  const answer = await fetch(url, {
    method: body ? 'POST' : 'GET',
    headers: { ...(body && { 'content-type': 'application/json' }), ...headers },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (answer.status === 503 && attempt < mostAttempts) {
    await sleep(Number(answer.headers.get('retry-after') ?? 1) * 1000);
    return call(status, url, headers, body, attempt + 1);
  }
  if (answer.status !== status) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
  return answer;
}
