import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { expectProblem, expectUnchanged, onEachDatabase, TestServer, World } from '../../harness/index.js';

const foreign: [string, Record<string, string>][] = [
  ['Sec-Fetch-Site: cross-site', { 'sec-fetch-site': 'cross-site' }],
  ['Sec-Fetch-Site: same-site', { 'sec-fetch-site': 'same-site' }],
  ['an unknown Sec-Fetch-Site', { 'sec-fetch-site': 'maybe' }],
  ['an empty Sec-Fetch-Site', { 'sec-fetch-site': '' }],
  ['Sec-Fetch-Site: cross-site with our Origin', { 'sec-fetch-site': 'cross-site', origin: 'http://localhost:3000' }],
  ['a foreign Origin', { origin: 'https://evil.example' }],
  ['a null Origin', { origin: 'null' }],
  ['an empty Origin', { origin: '' }],
  ['an Origin on another port', { origin: 'http://localhost:3001' }],
  ['an Origin that begins like ours', { origin: 'http://localhost:3000.evil.example' }],
  ['an Origin with our name as user', { origin: 'http://localhost:3000@evil.example' }],
];

const own: [string, Record<string, string>][] = [
  ['neither header', {}],
  ['Sec-Fetch-Site: same-origin', { 'sec-fetch-site': 'same-origin' }],
  ['Sec-Fetch-Site: none', { 'sec-fetch-site': 'none' }],
  ['our Origin', { origin: 'http://localhost:3000' }],
];

onEachDatabase('another site cannot act for who is signed in', (database) => {
  let server: TestServer;
  let world: World;

  beforeAll(async () => {
    server = await TestServer.start(database, { environment: { PUBLIC_URL: 'http://localhost:3000' } });
    world = await World.of(server);
  });
  afterAll(() => server?.stop());

  describe.each(foreign)('%s', (_name, headers) => {
    it('is refused for everything that changes something', async () => {
      const client = world.admin.with(headers);
      const before = await server.contents();
      for (const call of [
        () => client.post(world.path('groups'), { name: 'x' }),
        () => client.patch('/api/v1/organisations/megacorp', { name: 'x' }),
        () => client.delete(world.path('workspaces/1001')),
        () => client.delete('/api/v1/sessions/current'),
        () => client.post('/api/v1/organisations', { slug: 'evil', name: 'x' }),
        () => client.post(world.path('api-keys'), { name: 'x' }),
      ]) {
        expectProblem(await call(), 403, 'access.cross-site');
      }
      expect(await server.contents()).toEqual(before);
    });

    it('cannot sign somebody in', async () => {
      const signIn = () => server.client(headers).post('/api/v1/sessions', { login: 'ada', password: 'plum-harbour-lantern' });
      const answer = await expectUnchanged(server, signIn);
      expectProblem(answer, 403, 'access.cross-site');
      expect(answer.headers['set-cookie']).toBeUndefined();
    });

    it('does not matter to a key, nor to reading', async () => {
      const key = await world.key(world.admin);
      expect((await key.client.with(headers).post(world.path('groups'), { name: `g${Math.random()}` })).status).toBe(201);
      const read = await world.admin.with(headers).get(world.path('groups'));
      expect(read.status).toBe(200);
      expect(read.headers['access-control-allow-origin']).toBeUndefined();
    });
  });

  it.each(own)('%s passes', async (_name, headers) => {
    expect((await world.admin.with(headers).post(world.path('groups'), { name: `g${Math.random()}` })).status).toBe(201);
  });

  it('is refused for the simple bodies that forms can send, and for methods in disguise', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const send = () => world.admin.with({ 'content-type': type }).post(world.path('groups'), '{"name":"x"}');
      expect((await expectUnchanged(server, send)).status).toBe(415);
    }
    const disguised = () => world.admin.with({ 'x-http-method-override': 'DELETE', 'sec-fetch-site': 'cross-site' }).get(world.path('workspaces/1001'));
    expect((await expectUnchanged(server, disguised)).status).toBe(200);
    expect((await expectUnchanged(server, () => world.admin.get(`${world.path('workspaces/1001')}?_method=DELETE`))).status).toBeLessThan(500);
  });

  it('the cookie is out of reach of scripts and other sites', async () => {
    const { headers } = await server.client().post('/api/v1/sessions', { login: 'ada', password: 'plum-harbour-lantern' });
    expect(String(headers['set-cookie'])).toMatch(/^latchkey_session=[^;]+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=43200$/);
  });
});
