import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { specifications } from '../../src/openapi/index.js';
import { projectFolder } from '../../src/platform/http/index.js';
import { type Answer, onEachDatabase, TestServer, World } from '../harness/index.js';
import { type Expected, type Kind, kindsOfCaller } from './callers.js';
import { concrete, registeredAddresses, type Route, routesOf, spellings } from './routes.js';

/** The whole list: what is not here needs a credential. */
const publicRoutes = [
  'GET /',
  'GET /.well-known/oauth-authorization-server',
  'GET /auth/forward',
  'GET /errors/:code',
  'GET /health/live',
  'GET /health/ready',
  'GET /invitation',
  'GET /metrics',
  'GET /oauth/jwks',
  'GET /password-reset',
  'GET /password-reset/new-password',
  'GET /setup',
  'GET /sign-in',
  'GET /sign-in/second-factor',
  'POST /api/v1/invitations/accept',
  'POST /api/v1/password-resets',
  'POST /api/v1/password-resets/use',
  'POST /api/v1/sessions',
  'POST /authentication/sign_in',
  'POST /authentication/sign_out',
  'POST /incorta/api/v1/tokens',
  'POST /incorta/api/v1/tokens/refresh',
  'POST /invitation',
  'POST /oauth/revoke',
  'POST /oauth/token',
  'POST /password-reset',
  'POST /password-reset/new-password',
  'POST /setup',
  'POST /sign-in',
  'POST /sign-in/second-factor',
];

/** Served beside the controllers: the specifications and the explorer, the same for everybody. */
const served = /^\/(?:assets\/[\w-]+\.(?:css|js|svg)|openapi\/[\w-]+\.json|(?:incorta\/)?api|(?:incorta\/)?api\/(?:|\*|(?:incorta\/)?(?:api\/)?swagger-ui-init\.js|index\.html|LICENSE))$/;

/** Pages tell people who are not signed in by a page, not by a status. */
const asProgram = { accept: 'application/json' };

/** Where two routes name one place in the address differently, the router shows both: `:workspace|:id`. */
const namings = (path: string): string[] => [path.replaceAll(/(:\w+)\|:\w+/g, '$1'), path.replaceAll(/:\w+\|(:\w+)/g, '$1')];

const kinds = [
  'nobody',
  'a member without rights',
  'a key that may do nothing',
  'a key that may do nothing, of a member without rights',
  'a service key without roles',
  'a key with the permission',
  'a key with the permission, in the query',
  'an access token of such a key',
  'an instance operator',
  "another organisation's key",
  "another organisation's access token",
  'a member of another organisation',
  'a disabled member',
  'a revoked key',
  'the access token of a revoked key',
  'a deactivated key',
  'the access token of a deactivated key',
  'the access token of a key that was deactivated and activated again',
  'the old text of a rotated key',
  'the access token of a rotated key',
  'an expired key',
  'an expired access token',
  'the key of a disabled member',
  'the access token of a disabled member',
  'a disabled account',
  'the key of a disabled account',
  'a session that signed out',
  'an expired session',
  'a key nobody made',
  'a token nobody signed',
  'a scheme nobody knows',
];

onEachDatabase('every route asks of every caller what it declares', (database) => {
  let server: TestServer;
  let world: World;
  let routes: Route[];
  let callers: Map<string, Kind>;

  beforeAll(async () => {
    server = await TestServer.start(database);
    const before = await World.of(server);
    let after: World | undefined;
    const made = await kindsOfCaller(before, async () => {
      server.clock.advance({ days: 1 });
      after = await World.of(server);
      return after;
    });
    world = after as World;
    callers = new Map(made.map((kind) => [kind.name, kind]));
    routes = routesOf(server.app);
  });
  afterAll(() => server?.stop());

  it('knows every address the server answers', () => {
    const known = new Set(routes.flatMap(({ method, path }) => (method === 'GET' ? [`GET ${path}`, `HEAD ${path}`] : [`${method} ${path}`])));
    const unknown = registeredAddresses(server.app).filter(({ method, path }) => !namings(path).some((each) => known.has(`${method} ${each}`)) && !served.test(path));
    expect(unknown).toEqual([]);
    expect(routes.length).toBeGreaterThan(45);
  });

  it('leaves open what is meant to be, and nothing else', () => {
    const open = routes.filter(({ access }) => access.kind === 'public').map(({ method, path }) => `${method} ${path}`);
    expect(open.sort()).toEqual(publicRoutes);
  });

  it('asks what the published specification says', () => {
    const files = specifications.map(({ name }) => JSON.parse(readFileSync(join(projectFolder, 'openapi', `${name}.json`), 'utf8')));
    const paths = Object.assign({}, ...files.map((file) => file.paths));
    const published = (route: Route) => paths[route.path.replaceAll(/:(\w+)/g, '{$1}')]?.[route.method.toLowerCase()];
    const differing = routes.filter((route) => {
      const operation = published(route);
      if (route.access.kind === 'public') return JSON.stringify(operation?.security) !== '[]';
      const permissions = route.access.kind === 'permitted' ? route.access.permissions : [];
      return operation?.security?.length === 0 || JSON.stringify(operation?.['x-required-permissions']) !== JSON.stringify(permissions);
    });
    expect(differing.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  });

  it('is asked by every kind of caller', () => {
    expect([...callers.keys()]).toEqual(kinds);
  });

  it.each(kinds)('%s', async (name) => {
    const kind = callers.get(name) as Kind;
    const deviations: string[] = [];
    for (const route of routes) {
      if (route.access.kind === 'public') continue;
      const expected = kind.expected(route);
      const path = concrete(route.path, world.slug) + ((await kind.query?.(route)) ?? '');
      const answer = await (await kind.client(route)).with(asProgram).send(route.method, path, bodyOf(route));
      if (!matches(answer, expected)) deviations.push(`${route.method} ${route.path}: ${answer.status} ${answer.text.slice(0, 200)}`);
    }
    expect(deviations).toEqual([]);
  });

  it.each(['nobody', 'a member without rights', 'a revoked key'])('however %s spells the address', async (name) => {
    const kind = callers.get(name) as Kind;
    const open: string[] = [];
    for (const route of routes) {
      const expected = route.access.kind === 'public' ? undefined : kind.expected(route);
      if (!expected?.only) continue;
      const client = (await kind.client(route)).with(asProgram);
      for (const path of spellings(concrete(route.path, world.slug))) {
        const answer = await client.send(route.method, path, bodyOf(route));
        if (isOpen(answer)) open.push(`${route.method} ${path}: ${answer.status} ${answer.text.slice(0, 200)}`);
      }
    }
    expect(open).toEqual([]);
  });
});

const bodyOf = ({ method }: Route): object | undefined => (['POST', 'PUT', 'PATCH'].includes(method) ? {} : undefined);

function matches({ status, body, text }: Answer, { only, never, missing }: Expected): boolean {
  if (status >= 500 || (only && !only.includes(status)) || never?.includes(status)) return false;
  if (!missing) return true;
  // Doors with error bodies of their own name what is missing in words.
  return body.code === undefined ? missing.every((name) => text.includes(name)) : JSON.stringify(body.missingPermissions) === JSON.stringify(missing);
}

/** Anything but a refusal; a 400 that names members comes from behind the guard. */
function isOpen({ status, body }: Answer): boolean {
  return ![400, 401, 403, 404, 405].includes(status) || (status === 400 && body?.errors !== undefined);
}
