import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Client, type DatabaseKind, mariadb, TestServer, World } from '../harness/index.js';
import { TcpProxy } from './tcp-proxy.js';

const there = process.env['TEST_MARIADB_URL'] ? describe : describe.skip;

/** One that could be there: others are refused without looking. */
const clientId = 'ci_1b53v1i7ts32zw228m1cu7fvx';

there('while the database is gone', () => {
  let proxy: TcpProxy;
  let server: TestServer;
  let world: World;
  let withKey: Client;
  let accessToken: string;
  beforeAll(async () => {
    const throughProxy: DatabaseKind = {
      name: 'MariaDB',
      async create() {
        const database = await mariadb.create();
        proxy = await TcpProxy.before(database.url);
        return { url: proxy.url, drop: () => proxy.close().then(() => database.drop()) };
      },
    };
    server = await TestServer.start(throughProxy);
    world = await World.of(server);
    const key = await world.key(world.admin);
    withKey = key.client;
    const exchange = { grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange', subject_token: key.text, subject_token_type: 'urn:ietf:params:oauth:token-type:access_token' };
    accessToken = (await server.client().post('/oauth/token', exchange)).body.access_token;
    // All of them work, and whatever may be remembered is remembered.
    for (const client of [withKey, world.admin, server.client({ authorization: `Bearer ${accessToken}` })]) expect((await client.get('/api/v1/me')).status).toBe(200);
    proxy.cut();
    // What is remembered may be used until the lease is over.
    for (let tries = 0; tries < 100 && (await withKey.get('/api/v1/me')).status === 200; tries++) await sleep(50);
  });
  afterAll(() => server?.stop());

  it('the process lives and is not ready, with a problem that says when to come again', async () => {
    expect((await server.client().get('/health/live')).status).toBe(200);
    const { status, body, headers } = await server.client().get('/health/ready');
    expect(status).toBe(503);
    expect(headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(headers['retry-after']).toBe('1');
    expect(body).toMatchObject({ status: 503, code: 'server.busy' });
  });

  it('no credential is accepted, and none is called wrong: 503', async () => {
    const clients = { key: withKey, session: world.admin, token: server.client({ authorization: `Bearer ${accessToken}` }), client: server.client({ authorization: `Basic ${btoa(`${clientId}:secret-of-mine-1`)}` }) };
    for (const [kind, client] of Object.entries(clients)) {
      for (const answer of [await client.get('/api/v1/me'), await client.get(world.path('api-keys')), await client.post(world.path('groups'), { name: 'x' })]) {
        expect([kind, answer.status, answer.body.code]).toEqual([kind, 503, 'server.busy']);
      }
    }
    expect((await server.client().post('/api/v1/sessions', { login: 'ada', password: 'plum-harbour-lantern' })).status).toBe(503);
    expect((await server.client().post('/oauth/token', { grant_type: 'client_credentials', client_id: clientId, client_secret: 'secret-of-mine-1' })).status).toBe(503);
    expect((await server.client().post('/oauth/revoke', { token: accessToken })).status).toBe(503);
  });

  it('what is wrong without looking anything up is still refused as such', async () => {
    expect((await server.client().get('/api/v1/me')).status).toBe(401);
    expect((await server.client({ 'x-api-key': 'LKwrong' }).get('/api/v1/me')).status).toBe(401);
  });

  it('nothing of the database shows in an answer or in the log', async () => {
    const { text } = await withKey.get('/api/v1/me');
    expect(text).not.toMatch(/ECONN|mysql|127\.0\.0\.1|SELECT|PROTOCOL/);
    const { username, password } = new URL(proxy.url);
    if (password) expect(server.logged.join('')).not.toContain(`${username}:${password}`);
    expect(server.logged.join('')).not.toContain(accessToken);
  });

  it('everything works again when it is back', async () => {
    proxy.mend();
    expect((await server.client().get('/health/ready')).status).toBe(200);
    expect((await withKey.get('/api/v1/me')).status).toBe(200);
    expect((await world.admin.get(world.path('groups'))).body.items).toEqual([]);
  });
});
