import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer, type Client, expectProblem, expectUnauthenticated, expectUnchanged, onEachDatabase, type TestKey, TestServer, World } from '../../harness/index.js';
import { rawRequest } from './raw-request.js';

const secret = 'p:ss+w:rd%2B/Zx19=';
const basic = (clientId: string, clientSecret: string) => ({ authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` });

onEachDatabase('every carrier of a credential', (database) => {
  let server: TestServer;
  let world: World;
  let key: TestKey;
  let other: TestKey;
  let chosen: TestKey;
  let generated: TestKey;
  let path: string;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    key = await world.key(world.admin);
    other = await world.key((await world.user()).session);
    const workspaceRoleIds = [await world.workspaceRole(await world.role(['problem.read', 'problem.create']))];
    chosen = await world.key(world.admin, { kind: 'service', workspaceRoleIds, clientSecret: secret });
    generated = await world.key(world.admin, { kind: 'service', workspaceRoleIds });
    path = world.path('problems');
  });
  afterAll(() => server?.stop());

  const at = (query: Record<string, string>) => `${path}?${new URLSearchParams(query).toString()}`;
  const report = { name: 'p', statement: 's' };
  const withHeaders = (headers: Record<string, string>): Carrier => ({ client: server.client(headers), query: '' });
  interface Carrier {
    readonly client: Client;
    readonly query: string;
  }

  const carriers: Record<string, () => Carrier> = {
    'Authorization: Api-Key': () => withHeaders({ authorization: `Api-Key ${key.text}` }),
    'Authorization: API-KEY': () => withHeaders({ authorization: `API-KEY ${key.text}` }),
    'Authorization: apiToken': () => withHeaders({ authorization: `apiToken ${key.text}` }),
    'Authorization: APITOKEN': () => withHeaders({ authorization: `APITOKEN ${key.text}` }),
    'Authorization: Bearer': () => withHeaders({ authorization: `Bearer ${key.text}` }),
    'Authorization: bearer': () => withHeaders({ authorization: `bearer ${key.text}` }),
    'X-API-Key': () => withHeaders({ 'x-api-key': key.text }),
    '?apiToken=': () => ({ client: server.client(), query: `?apiToken=${key.text}` }),
    'Basic with a chosen secret': () => withHeaders(basic(chosen.clientId as string, secret)),
    'Basic with the text of a generated key': () => withHeaders(basic(generated.clientId as string, generated.text)),
    'the session cookie': () => ({ client: world.admin, query: '' }),
    'the same key in three places': () => ({
      client: server.client({ authorization: `Api-Key ${key.text}`, 'x-api-key': key.text }),
      query: `?apiToken=${key.text}`,
    }),
  };

  it.each(Object.keys(carriers))('%s works on routes that read and that write', async (name) => {
    const { client, query } = (carriers[name] as () => Carrier)();
    expect((await client.get(path + query)).status).toBe(200);
    expect((await client.post(path + query, report)).status).toBe(201);
    expect((await client.get(`/api/v1/me${query}`)).status).toBe(200);
  });

  it('an answer to a key in the query is kept nowhere and its address sent nowhere', async () => {
    for (const answer of [await server.client().get(at({ apiToken: key.text })), await server.client().get(at({ apiToken: 'wrong' }))]) {
      expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
    }
  });

  describe('of several', () => {
    it('the explicit one beats the cookie, whether it is good or not', async () => {
      const as = (text: string) => world.admin.with({ authorization: `Api-Key ${text}` });
      expect((await as(other.text).get('/api/v1/me')).body.credential).toMatchObject({ kind: 'api-key', keyId: other.id });
      expect((await as(other.text).get(path)).status).toBe(403);
      expectUnauthenticated(await as('nothing').get(path));
      expectUnauthenticated(await as('').get(path));
      expectUnauthenticated(await world.admin.with({ authorization: 'Digest x' }).get(path));
      expectUnauthenticated(await world.admin.with({ 'x-api-key': '' }).get(path));
    });

    it('two different explicit ones are refused, though each is good', async () => {
      const key1 = { authorization: `Api-Key ${key.text}` };
      const pairs: [Record<string, string>, string][] = [
        [{ ...key1, 'x-api-key': other.text }, path],
        [{ 'x-api-key': other.text }, at({ apiToken: key.text })],
        [key1, at({ apiToken: other.text })],
        [{ ...basic(chosen.clientId as string, secret), 'x-api-key': key.text }, path],
        [{ authorization: `Bearer ${key.text}`, 'x-api-key': other.text }, path],
        [{ ...key1, 'x-api-key': '' }, path],
      ];
      for (const [headers, url] of pairs) {
        const answer = await expectUnchanged(server, () => server.client(headers).post(url, report));
        expectProblem(answer, 400, 'access.ambiguous-credentials');
      }
    });

    it('two Authorization headers are refused, also when they are the same', async () => {
      const line = (text: string) => `Authorization: Api-Key ${text}`;
      for (const lines of [[line(key.text), line(other.text)], [line(key.text), line(key.text)], [line(key.text), `authorization: Bearer ${key.text}`], ['Authorization:', line(key.text)]]) {
        const answer = await rawRequest(server.app, `GET ${path}`, lines);
        expect({ lines: lines.length, status: answer.status }).toEqual({ lines: 2, status: 400 });
        expect(answer.text).toContain('access.ambiguous-credentials');
      }
      expect((await rawRequest(server.app, `GET ${path}`, [line(key.text)])).status).toBe(200);
    });

    it('two session cookies are refused, the same one twice is one', async () => {
      const mine = await server.signIn();
      const [first, second] = [cookieOf(await sessionOf(server)), cookieOf(await sessionOf(server))];
      const send = (cookie: string) => server.client({ cookie }).get(path);
      expectProblem(await send(`${first}; ${second}`), 400, 'access.ambiguous-credentials');
      expect((await send(`${first}; ${first}`)).status).toBe(200);
      expect((await send(`theme=dark;${first};x=${second.split('=')[1]}`)).status).toBe(200);
      const lines = await rawRequest(server.app, `GET ${path}`, [`Cookie: ${first}`, `Cookie: ${second}`]);
      expect(lines.status).toBe(400);
      expect((await mine.get(path)).status).toBe(200);
    });

    it('a key given twice in a place that takes one is not taken', async () => {
      for (const lines of [[`X-API-Key: ${key.text}`, `X-API-Key: ${other.text}`]]) {
        expect([400, 401]).toContain((await rawRequest(server.app, `GET ${path}`, lines)).status);
      }
      expect([400, 401]).toContain((await server.client().get(`${path}?apiToken=${key.text}&apiToken=${other.text}`)).status);
      expect([400, 401]).toContain((await server.client().get(`${path}?apiToken[]=${key.text}`)).status);
    });
  });

  describe('in the query', () => {
    it('is refused once its organisation has switched that off, and the same key elsewhere is not', async () => {
      const fresh = await world.key(world.admin);
      const ask = (query: string) => server.client().get(path + query);
      expect((await ask(`?apiToken=${fresh.text}`)).status).toBe(200);
      expect((await world.admin.patch('/api/v1/organisations/megacorp', { queryCredential: false })).status).toBe(200);
      expectUnauthenticated(await ask(`?apiToken=${fresh.text}`));
      expect((await fresh.client.get(path)).status).toBe(200);
      expect((await world.admin.patch('/api/v1/organisations/megacorp', { queryCredential: true })).status).toBe(200);
      expect((await ask(`?apiToken=${fresh.text}`)).status).toBe(200);
    });
  });

  describe('Basic', () => {
    const wrong: [string, () => Record<string, string>][] = [
      ['a wrong secret', () => basic(chosen.clientId as string, `${secret}x`)],
      ['another case', () => basic(chosen.clientId as string, secret.toUpperCase())],
      ['no secret', () => basic(chosen.clientId as string, '')],
      ['no client', () => basic('', secret)],
      ['an unknown client', () => basic('nobody_0', secret)],
      ['the client id in another case', () => basic((chosen.clientId as string).toUpperCase(), secret)],
      ['the client id with a blank', () => basic(`${chosen.clientId} `, secret)],
      ["another key's text", () => basic(chosen.clientId as string, generated.text)],
      ["a personal key's text", () => basic(generated.clientId as string, key.text)],
      ['no colon', () => ({ authorization: `Basic ${Buffer.from('abc').toString('base64')}` })],
      ['no base64', () => ({ authorization: 'Basic ***' })],
      ['nothing', () => ({ authorization: 'Basic' })],
    ];
    it.each(wrong)('refuses %s', async (_name, headers) => expectUnauthenticated(await server.client(headers()).get(path)));

    it('takes a chosen secret no longer once the key is deactivated, revoked or rotated, though it was remembered', async () => {
      const roleIds = [await world.workspaceRole(await world.role(['problem.read']))];
      const make = () => world.key(world.admin, { kind: 'service', workspaceRoleIds: roleIds, clientSecret: secret });
      for (const action of ['deactivate', 'revoke', 'rotate']) {
        const made = await make();
        const ask = () => server.client(basic(made.clientId as string, secret)).get(path);
        expect([(await ask()).status, (await ask()).status]).toEqual([200, 200]);
        expect((await world.admin.post(world.path(`api-keys/${made.id}/${action}`))).status).toBe(200);
        expectUnauthenticated(await ask());
      }
    });
  });
});

const sessionOf = (server: TestServer): Promise<Answer> => server.client().post('/api/v1/sessions', { login: 'ada', password: 'plum-harbour-lantern' });
const cookieOf = ({ headers }: Answer): string => String(headers['set-cookie']).split(';')[0] as string;
