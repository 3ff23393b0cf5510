import { administrator, type Client, expectStatus, type TestServer, type World } from '../harness/index.js';
import { isInOrganisation, isSignOut, type Route } from './routes.js';

/** What may come back: these statuses, or any but these. */
export interface Expected {
  readonly only?: readonly number[];
  readonly never?: readonly number[];
  /** With a 403: exactly these. */
  readonly missing?: readonly string[];
}

/** One kind of caller. A new kind of credential is one more entry in `kindsOfCaller`. */
export interface Kind {
  readonly name: string;
  /** The client for a route: most kinds have one for all routes. */
  client(route: Route): Promise<Client>;
  /** Follows the address. */
  query?(route: Route): Promise<string>;
  /** What a route that is not public answers. */
  expected(route: Route): Expected;
}

const refused = (): Expected => ({ only: [401] });
const isLetIn: Expected = { never: [401] };

/** By declaration, for somebody who is known and holds nothing. */
const holdsNothing = ({ access }: Route): Expected => {
  if (access.kind === 'permitted') return { only: [403], missing: access.permissions };
  return access.kind === 'operator' ? { only: [403] } : isLetIn;
};

/** By declaration, for somebody who holds exactly what the route asks. */
const holdsIt = ({ access, method, path }: Route): Expected => {
  const isList = method === 'GET' && !path.replace(':organisation', '').includes(':');
  if (access.kind === 'permitted') return isList ? { only: [200] } : { never: [401, 403] };
  return access.kind === 'operator' ? { only: [403] } : isLetIn;
};

const notAMember = (route: Route): Expected => {
  const { access } = route;
  if (isInOrganisation(route)) return { only: [404] };
  return access.kind === 'operator' ? { only: [403] } : access.kind === 'permitted' ? { only: [400, 403] } : isLetIn;
};

/**
 * Makes the callers: first those that have ended when `later` has moved the clock by a day, then, in the world it
 * answers (whose administrator has signed in again), the others.
 */
export async function kindsOfCaller(before: World, later: () => Promise<World>): Promise<Kind[]> {
  const expiring = { expiresAt: new Date(Date.now() + 3_600_000).toISOString() };
  const ended = await endedCredentials(before, expiring);
  const world = await later();
  const { server, admin } = world;
  const other = await world.otherOrganisation();
  const fixed = (name: string, client: Client, expected: Kind['expected']): Kind => ({ name, client: async () => client, expected });
  const signedIn = (name: string, login: string, password: string, expected: Kind['expected']): Kind => {
    let session: Promise<Client> | undefined;
    const client = (route: Route): Promise<Client> => {
      if (!isSignOut(route)) return (session ??= server.signIn(login, password));
      // Signing out elsewhere ends it; whoever comes next begins a new one.
      session = undefined;
      return server.signIn(login, password);
    };
    return { name, client, expected };
  };
  const narrowed = ({ access }: Route) => (access.kind === 'permitted' ? [...access.permissions] : []);
  const keys = cached((permissions: string) => world.key(admin, { permissions: JSON.parse(permissions) as string[] }));
  const tokens = cached(async (permissions: string) => tokenOf(server, (await keys(permissions)).text));

  const member = await world.bystander();
  const disabled = await world.user();
  await expectStatus(world.admin.patch(world.path(`users/${disabled.id}`), { state: 'disabled' }), 200);
  const foreign = await other.key(admin);
  const foreignMember = await other.bystander();
  return [
    fixed('nobody', server.client(), refused),
    signedIn('a member without rights', member.login, member.password, holdsNothing),
    fixed('a key that may do nothing', (await world.key(admin, { permissions: [] })).client, holdsNothing),
    fixed('a key that may do nothing, of a member without rights', (await world.key(member.session)).client, holdsNothing),
    fixed('a service key without roles', (await world.key(admin, { kind: 'service' })).client, holdsNothing),
    { name: 'a key with the permission', client: async (route) => (await keys(JSON.stringify(narrowed(route)))).client, expected: holdsIt },
    {
      name: 'a key with the permission, in the query',
      client: async () => server.client(),
      query: async (route) => `?apiToken=${(await keys(JSON.stringify(narrowed(route)))).text}`,
      expected: holdsIt,
    },
    { name: 'an access token of such a key', client: (route) => tokens(JSON.stringify(narrowed(route))), expected: holdsIt },
    signedIn('an instance operator', administrator.login, administrator.password, () => ({ never: [401, 403] })),
    fixed("another organisation's key", foreign.client, isForeign),
    fixed("another organisation's access token", await tokenOf(server, foreign.text), isForeign),
    signedIn('a member of another organisation', foreignMember.login, foreignMember.password, isForeignMember),
    signedIn('a disabled member', disabled.login, disabled.password, notAMember),
    ...ended.map(([name, client]) => fixed(name, client, refused)),
  ];
}

const isForeign = (route: Route): Expected => (isInOrganisation(route) ? { only: [404] } : isLetIn);

const isForeignMember = (route: Route): Expected => (isInOrganisation(route) ? { only: [404] } : holdsNothing(route));

/** Exchanges a key for an access token; answers a client of the token. */
async function tokenOf(server: TestServer, key: string): Promise<Client> {
  const form = new URLSearchParams({
    grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
    subject_token: key,
    subject_token_type: 'urn:ietf:params:oauth:token-type:access_token',
  });
  const client = server.client({ 'content-type': 'application/x-www-form-urlencoded' });
  const { body } = await expectStatus(client.post('/oauth/token', form.toString()), 200);
  return server.client({ authorization: `Bearer ${body.access_token}` });
}

/** They must be let in nowhere; each (but for the last three) was good once. */
async function endedCredentials(world: World, expiring: { expiresAt: string }): Promise<[string, Client][]> {
  const { server, admin } = world;
  const key = async (action: string) => {
    const { id, client, text } = await world.key(admin);
    const token = await tokenOf(server, text);
    await expectStatus(admin.post(world.path(`api-keys/${id}/${action}`)), 200);
    return { id, client, token };
  };
  const revoked = await key('revoke');
  const deactivated = await key('deactivate');
  const again = await key('deactivate');
  await expectStatus(admin.post(world.path(`api-keys/${again.id}/activate`)), 200);
  const rotated = await key('rotate');
  const expired = await world.key(admin, expiring);
  const disabledOwner = await world.user();
  const keyOfDisabled = await world.key(disabledOwner.session);
  const tokenOfDisabled = await tokenOf(server, keyOfDisabled.text);
  await expectStatus(admin.patch(world.path(`users/${disabledOwner.id}`), { state: 'disabled' }), 200);
  const stopped = await world.user();
  const keyOfStopped = await world.key(stopped.session);
  await expectStatus(admin.patch(`/api/v1/accounts/${stopped.accountId}`, { state: 'disabled' }), 200);
  const signedOut = await server.signIn();
  await expectStatus(signedOut.delete('/api/v1/sessions/current'), 200);
  return [
    ['a revoked key', revoked.client],
    ['the access token of a revoked key', revoked.token],
    ['a deactivated key', deactivated.client],
    ['the access token of a deactivated key', deactivated.token],
    ['the access token of a key that was deactivated and activated again', again.token],
    ['the old text of a rotated key', rotated.client],
    ['the access token of a rotated key', rotated.token],
    ['an expired key', expired.client],
    ['an expired access token', await tokenOf(server, (await world.key(admin)).text)],
    ['the key of a disabled member', keyOfDisabled.client],
    ['the access token of a disabled member', tokenOfDisabled],
    ['a disabled account', stopped.session],
    ['the key of a disabled account', keyOfStopped.client],
    ['a session that signed out', signedOut],
    ['an expired session', await server.signIn()],
    ['a key nobody made', server.withKey('LK000000.00000000000000000000000000000000')],
    ['a token nobody signed', server.client({ authorization: 'Bearer eyJhbGciOiJub25lIn0.e30.' })],
    ['a scheme nobody knows', server.client({ authorization: 'Digest username="ada"' })],
  ];
}

function cached<T>(make: (name: string) => Promise<T>): (name: string) => Promise<T> {
  const made = new Map<string, Promise<T>>();
  return (name) => {
    if (!made.has(name)) made.set(name, make(name));
    return made.get(name) as Promise<T>;
  };
}
