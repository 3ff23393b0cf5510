import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { projectFolder } from '../../src/platform/http/index.js';
import { type Answer, type Client, onEachDatabase, TestServer, World } from '../harness/index.js';
import { concrete, isSignOut, type Route, routesOf } from './routes.js';

interface Schema {
  readonly $ref?: string;
  readonly properties?: Record<string, Schema>;
  readonly required?: readonly string[];
  readonly example?: unknown;
  readonly enum?: readonly unknown[];
  readonly type?: string;
}

/** Thousands of calls: on a busy machine they take their time. */
const patience = 300_000;

const specification = JSON.parse(readFileSync(join(projectFolder, 'openapi', 'latchkey.json'), 'utf8'));

const values: readonly unknown[] = [
  null,
  true,
  -1,
  1.5,
  1e308,
  9_007_199_254_740_993,
  '',
  ' ',
  '\u0000',
  '\ud800',
  '\u202e',
  'n\ufe0f'.repeat(190),
  '😀'.repeat(100),
  'x'.repeat(5000),
  "' OR 1=1 -- ",
  '{{7*7}}%s%n',
  '1001',
  '999999999',
  [],
  [null],
  [[]],
  ['x', 'x'],
  ['999999999'],
  [{}],
  {},
  { $ne: null },
  { toString: 'x', valueOf: 1 },
];

const wholeBodies = ['', ' ', 'null', '[]', '"x"', '0', 'true', '{', '{"a":1,"a":2}', '{"__proto__":{"x":1}}', '{"constructor":{"prototype":{"x":1}}}', '['.repeat(50_000), `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`, '\ufeff{}', '{"name":"\\ud800"}'];

const ids = ['%00', '%ff', '%F0%9F%98%80', 'a'.repeat(190), 'a'.repeat(300), '1001x', '01001', '1e3', 'NaN', 'null', '..%2f..', "'--", '-1', '0', '9'.repeat(30), '%2500', '*', '__proto__', 'constructor', '%E2%80%AE'];

const queries = ['limit[]=1', 'limit=%00', 'cursor=%00', 'cursor=%ff', '%00=1', 'a[b][c]=1', '__proto__=1', 'constructor=1', 'organisation=1001x', 'organisation=%00', 'organisation[]=megacorp', 'apiToken=%00', '&&&', '=', '?', '%', 'limit=1&limit=1', `a=${'x'.repeat(5000)}`];

const odd = ['', ' ', ',', ';', '=', '%', '\u00ff', '"', '()', 'x'.repeat(8000), '0', '-1', 'null', '*/*;q=x', 'http://[', '::1', '999.1.1.1', '1,2,3'];
const headers = ['authorization', 'cookie', 'x-api-key', 'x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-host', 'forwarded', 'origin', 'sec-fetch-site', 'accept', 'accept-encoding', 'content-encoding', 'content-type', 'idempotency-key', 'user-agent', 'if-none-match', 'if-match', 'range', 'expect', 'x-request-id', 'traceparent', 'latchkey-epoch'];

onEachDatabase('no input makes the server fail', (database) => {
  let server: TestServer;
  let world: World;
  let client: Client;
  let routes: Route[];

  beforeAll(async () => {
    server = await TestServer.start(database, { environment: { TRUSTED_PROXIES: '127.0.0.1' } });
    world = await World.of(server);
    client = world.admin;
    routes = routesOf(server.app).filter((route) => !isSignOut(route));
  });
  afterAll(() => server?.stop());

  const failed: string[] = [];
  async function probe(what: string, call: Promise<Answer>): Promise<void> {
    const answer = await call;
    if (answer.status >= 500) failed.push(`${answer.status} ${what}`);
    expect(answer.text).not.toMatch(/SQLITE|\bER_[A-Z_]{4,}|QueryFailed|node_modules|at \w+ \(/);
  }
  function expectNoFailure(): void {
    expect(failed.splice(0)).toEqual([]);
  }

  it('as a member of a body', async () => {
    for (const route of routes) {
      const schema = bodyOf(route);
      for (const member of Object.keys(schema?.properties ?? {})) {
        for (const value of values) {
          const body = { ...exampleOf(schema as Schema), [member]: value };
          await probe(`${route.method} ${route.path} ${JSON.stringify({ [member]: value }).slice(0, 80)}`, client.send(route.method, concrete(route.path, world.slug), body));
        }
      }
    }
    expectNoFailure();
  }, patience);

  it('as a body', async () => {
    for (const route of routes.filter(({ method }) => method !== 'GET')) {
      for (const body of wholeBodies) await probe(`${route.method} ${route.path} ${body.slice(0, 12)} of ${body.length}`, client.send(route.method, concrete(route.path, world.slug), body));
    }
    expectNoFailure();
  }, patience);

  it('as a part of an address', async () => {
    for (const { method, path } of routes) {
      for (const parameter of path.match(/:\w+/g) ?? []) {
        for (const id of ids) {
          const address = concrete(path.replace(parameter, id.replace('$', '')), world.slug);
          await probe(`${method} ${address.slice(0, 120)}`, client.send(method, address, method === 'GET' || method === 'DELETE' ? undefined : {}));
        }
      }
    }
    expectNoFailure();
  }, patience);

  it('as a query', async () => {
    for (const { method, path } of routes) {
      const names = filtersOf({ method, path });
      const all = [...queries, ...names.flatMap((name) => [`${name}=%00`, `${name}=%F0%9F%98%80`, `${name}[]=1`, `${name}=${'9'.repeat(30)}`, `${name}=1001&${name}=1002`])];
      for (const query of all) await probe(`${method} ${path}?${query.slice(0, 60)}`, client.send(method, `${concrete(path, world.slug)}?${query}`, method === 'GET' || method === 'DELETE' ? undefined : {}));
    }
    expectNoFailure();
  }, patience);

  it('as a header', async () => {
    for (const [method, path] of [['GET', world.path('groups')], ['POST', world.path('groups')], ['POST', '/api/v1/sessions'], ['POST', '/oauth/token'], ['GET', '/health/live']] as const) {
      for (const name of headers) {
        for (const value of odd) await probe(`${method} ${path} ${name}: ${value.slice(0, 40)}`, client.with({ [name]: value }).send(method, path, method === 'POST' ? {} : undefined));
      }
    }
    expectNoFailure();
  }, patience);

  it('as a compressed body', async () => {
    const send = (bytes: Buffer, encoding = 'gzip') => client.with({ 'content-encoding': encoding }).send('POST', world.path('groups'), bytes);
    expect((await send(gzipSync('{"name":"packed"}'))).status).toBe(201);
    const bomb = await send(gzipSync(Buffer.alloc(50_000_000)));
    expect(bomb.status).toBe(413);
    for (const bytes of [Buffer.from('{"name":"x"}'), Buffer.alloc(0), gzipSync('{"name":"x"}').subarray(0, 12), gzipSync('{"name'), Buffer.concat([gzipSync('{}'), Buffer.from('x')])]) {
      await probe(`gzip ${bytes.length}`, send(bytes));
    }
    for (const encoding of ['deflate', 'br', 'gzip, gzip', 'x']) expect((await send(gzipSync('{}'), encoding)).status).toBe(415);
    expect((await client.post(world.path('groups'), `{"name":"${'x'.repeat(300_000)}"}`)).status).toBe(413);
    expectNoFailure();
  }, patience);
});

const operationOf = ({ method, path }: Pick<Route, 'method' | 'path'>) => specification.paths[path.replaceAll(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()];

const resolved = (schema: Schema | undefined): Schema | undefined =>
  schema?.$ref ? (specification.components.schemas[schema.$ref.split('/').at(-1) as string] as Schema) : schema;

const bodyOf = (route: Route): Schema | undefined => resolved(operationOf(route)?.requestBody?.content?.['application/json']?.schema);

const filtersOf = (route: Pick<Route, 'method' | 'path'>): string[] =>
  (operationOf(route)?.parameters ?? []).filter((parameter: { in: string }) => parameter.in === 'query').map(({ name }: { name: string }) => name);

/** A body that is right as far as examples go. */
function exampleOf({ properties = {}, required = [] }: Schema): Record<string, unknown> {
  return Object.fromEntries(required.map((name) => [name, properties[name]?.example ?? properties[name]?.enum?.[0] ?? 'x']));
}
