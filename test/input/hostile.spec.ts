import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer, type Client, onEachDatabase, TestServer, World } from '../harness/index.js';
import { countRows, dataSourceOf } from '../contract/rows.js';
import { addressOf, exampleBody, nativeRoutes, type Route, typesOf } from './specification.js';
import { notIds, notLogins, notMailAddresses, notNames, notSlugs, notTimes, wrongValues } from './values.js';

const nested = (depth: number, open: string, close: string, inside = '') => open.repeat(depth) + inside + close.repeat(depth);

/** Bodies that no route takes, whatever it does with them. */
const bodies: Record<string, { body: string | Buffer; headers?: Record<string, string>; status: number }> = {
  'that are not JSON': { body: '{"name": ', status: 400 },
  'that are single-quoted': { body: "{'name':'x'}", status: 400 },
  'with something behind them': { body: '{"name":"x"} x', status: 400 },
  'that are text': { body: '"name"', status: 400 },
  'that are a number': { body: '1', status: 400 },
  'that are null': { body: 'null', status: 400 },
  'that are a list': { body: '[{"name":"x"}]', status: 400 },
  'nested 10,000 deep in lists': { body: `{"name":${nested(10_000, '[', ']')}}`, status: 400 },
  'nested 10,000 deep in objects': { body: nested(10_000, '{"name":', '}', '1'), status: 400 },
  'nested 100,000 deep': { body: `{"name":${nested(100_000, '[', ']')}}`, status: 400 },
  'with __proto__': { body: '{"name":"x","__proto__":{"operator":true}}', status: 400 },
  'with an escaped __proto__': { body: '{"name":"x","\\u005f_proto__":{"operator":true}}', status: 400 },
  'with constructor.prototype': { body: '{"name":"x","constructor":{"prototype":{"operator":true}}}', status: 400 },
  'of 300 KB': { body: `{"name":"${'x'.repeat(300_000)}"}`, status: 413 },
  'that are a gzip bomb': { body: gzipSync(Buffer.alloc(20_000_000, ' ')), headers: { 'content-encoding': 'gzip' }, status: 413 },
  'that are truncated gzip': { body: gzipSync('{"name":"x"}').subarray(0, 15), headers: { 'content-encoding': 'gzip' }, status: 400 },
  'that are gzip in name only': { body: '{"name":"x"}', headers: { 'content-encoding': 'gzip' }, status: 400 },
  'in brotli': { body: '{"name":"x"}', headers: { 'content-encoding': 'br' }, status: 415 },
  'zipped twice': { body: '{"name":"x"}', headers: { 'content-encoding': 'gzip, gzip' }, status: 415 },
  'of text/plain': { body: '{"name":"x"}', headers: { 'content-type': 'text/plain' }, status: 415 },
  'of a form': { body: 'name=x', headers: { 'content-type': 'application/x-www-form-urlencoded' }, status: 415 },
  'of several parts': { body: '--x\r\n\r\n--x--', headers: { 'content-type': 'multipart/form-data; boundary=x' }, status: 415 },
  'of XML': { body: '<name>x</name>', headers: { 'content-type': 'application/xml' }, status: 415 },
  'of a type that only begins like JSON': { body: '{"name":"x"}', headers: { 'content-type': 'application/jsonp' }, status: 415 },
  'of no type': { body: '{"name":"x"}', headers: { 'content-type': '' }, status: 415 },
};

/** By the name of a member: texts that are of the right type and still wrong. */
const wrongTexts: Record<string, readonly string[]> = {
  ...Object.fromEntries(['userId', 'groupId', 'workspaceRoleId', 'workspaceId', 'basedOnRoleId', 'workspace'].map((name) => [name, notIds])),
  ...Object.fromEntries(['name', 'displayName'].map((name) => [name, notNames])),
  login: notLogins,
  slug: notSlugs,
  email: notMailAddresses,
  expiresAt: notTimes,
  password: ['', 'short', 'aaaaaaaaaaaa', 'password1234', 'x'.repeat(129)],
  minEpoch: ['', 'x', '!!!', Buffer.from('1.1.1').toString('base64url'), 'x'.repeat(201)],
};
/** The guard looks for it first: 404. */
const namesOrganisation = (member: string, value: unknown) => member === 'organisation' && typeof value === 'string';
/** Here the password one has is asked for, or the login one believes to have: any text may be tried, and a wrong one is told nothing else. */
const takesAnyText = ({ name }: Route) => ['signIn', 'requestPasswordReset', 'beginSecondFactor', 'renewRecoveryCodes', 'disableSecondFactor'].includes(name);

const routes = nativeRoutes.filter(({ name }) => name !== 'signOut');

onEachDatabase('hostile input', (database) => {
  let server: TestServer;
  let admin: Client;
  let before: Record<string, number>;
  beforeAll(async () => {
    server = await TestServer.start(database);
    const world = await World.of(server);
    ({ admin } = world);
    await world.group();
    await world.key(admin);
    before = await countRows(dataSourceOf(server));
  });
  afterAll(() => server?.stop());
  afterEach(async () => {
    const errors = server.logged.filter((line) => (JSON.parse(line) as { level: number }).level >= 50);
    server.logged.length = 0;
    expect(errors).toEqual([]);
    const [stored, now] = [before, await countRows(dataSourceOf(server))];
    before = now;
    expect(now).toEqual(stored);
  });

  describe.each(routes.filter(({ method }) => method !== 'GET').map((route) => [route.name, route] as const))('at %s', (_, route) => {
    it('is refused as a body of the wrong kind, and stores nothing', async () => {
      // An action without a body does not look at one that is well-formed.
      const cases = Object.entries(bodies).filter(([, { body, status }]) => route.body || status !== 400 || !isWellFormed(body));
      for (const [kind, { body, headers = {}, status }] of cases) {
        const answer = await admin.with(headers).send(route.method, addressOf(route), body);
        expectRefused(`a body ${kind}`, answer, status);
      }
    });

    const { body } = route;
    if (!body) return;

    it('is refused in each member, naming it', async () => {
      for (const [member, schema] of Object.entries(body.properties ?? {})) {
        const texts = takesAnyText(route) ? [] : (wrongTexts[member] ?? []);
        for (const value of [...wrongValues(schema), ...texts].filter((each) => !namesOrganisation(member, each))) {
          const answer = await admin.send(route.method, addressOf(route), { ...exampleBody(body), [member]: value });
          expectNamed(`${member}: ${JSON.stringify(value).slice(0, 60)}`, answer, member);
        }
      }
    });

    it('is refused in the elements of lists, naming the list', async () => {
      for (const [member, schema] of Object.entries(body.properties ?? {}).filter(([, each]) => typesOf(each).includes('array'))) {
        const elements = [null, 5, {}, ['1001'], 'x'.repeat(200), ...(/Ids$/.test(member) ? notIds : [])];
        for (const element of elements) {
          const answer = await admin.send(route.method, addressOf(route), { ...exampleBody(body), [member]: [element] });
          expectNamed(`${member}[0]: ${JSON.stringify(element)} (${JSON.stringify(schema.type)})`, answer, member);
        }
        const many = Array.from({ length: 600 }, (__, i) => String(1001 + i));
        expectNamed(`${member} with 600`, await admin.send(route.method, addressOf(route), { ...exampleBody(body), [member]: many }), member);
      }
    });

    it('is refused as a member nobody documented, and when a required one is missing', async () => {
      for (const member of ['id', 'organisationId', 'operator', 'accountId', 'generation', 'isSystem', 'hasOwnProperty', 'toString', 'valueOf', 'NAME', 'name ', '']) {
        const answer = await admin.send(route.method, addressOf(route), { ...exampleBody(body), [member]: 'x' });
        expectNamed(`the member ${member}`, answer, member);
      }
      for (const member of body.required ?? []) {
        const { [member]: __, ...rest } = exampleBody(body);
        expectNamed(`without ${member}`, await admin.send(route.method, addressOf(route), rest), member);
      }
    });
  });

  describe.each(routes.map((route) => [route.name, route] as const))('in the address of %s', (_, route) => {
    it('is refused, naming the parameter', async () => {
      const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);
      for (const name of inPath) {
        for (const text of notIds) {
          if (text === '..') continue;
          const answer = await admin.send(route.method, addressOf(route, { [name]: encodeURIComponent(text) }), route.body && exampleBody(route.body));
          // Slugs and the ids of decisions are words: what looks like one is only not found.
          const isWord = name === 'organisation' || (route.name === 'explainDecision' && /^[\w-]{1,32}$/.test(text));
          expectRefused(`${name} ${text}`, answer, isWord ? 404 : 400);
          if (!isWord) expectNamed(`${name} ${text}`, answer, name);
        }
      }
    });

    it('is refused in each query parameter', async () => {
      if (route.method !== 'GET') return;
      const known = route.parameters.filter((parameter) => parameter.in === 'query');
      for (const { name, schema } of known) {
        const texts = [...notIds, '', 'x'.repeat(1_000), '\u202e'].filter((text) => !schema.pattern || !new RegExp(schema.pattern).test(text)).map((text) => `${name}=${encodeURIComponent(text)}`);
        // What is no UTF-8 stays as it was written: where any text may be looked for, it is text.
        const isText = schema.pattern !== undefined && new RegExp(schema.pattern).test('%ff');
        const twice = [`${name}=1&${name}=2`, `${name}[]=1`, `${name}[a]=1`, ...(isText ? [] : [`${name}=%ff`]), `${name}=%00`];
        for (const query of [...texts, ...twice, ...(schema.type === 'integer' ? [`${name}=0`, `${name}=201`, `${name}=1.5`, `${name}=1e2`] : [])]) {
          expectRefused(query, await admin.get(`${addressOf(route)}?${query}`), 400);
        }
      }
      if (known.length === 0) return;
      for (const query of ['unknown=1', 'password=x', 'sort=passwordHash', 'order_by=digest', 'filter[digest]=a', '__proto__=1', 'constructor=1', 'LIMIT=1']) {
        expectRefused(query, await admin.get(`${addressOf(route)}?${query}`), 400);
      }
    });
  });
});

const isWellFormed = (body: string | Buffer): boolean => {
  try {
    JSON.parse(body.toString());
    return true;
  } catch {
    return false;
  }
};

/** A problem (RFC 9457) with this status. */
function expectRefused(what: string, answer: Answer, status: number): void {
  const type = String(answer.headers['content-type']);
  expect({ what, status: answer.status, type: type.split(';')[0], text: answer.text.slice(0, 300) }).toMatchObject({ what, status, type: 'application/problem+json' });
  expect(answer.body).toMatchObject({ status, code: expect.any(String), requestId: expect.any(String), title: expect.any(String) });
}

function expectNamed(what: string, answer: Answer, member: string): void {
  expectRefused(what, answer, 400);
  const fields = ((answer.body.errors ?? []) as { field: string }[]).map(({ field }) => field.split('.')[0]);
  expect({ what, fields, text: answer.text.slice(0, 300) }).toMatchObject({ what, fields: expect.arrayContaining([member]) });
}
