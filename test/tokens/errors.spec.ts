import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Answer, onEachDatabase, type TestKey, TestServer, World } from '../harness/index.js';
import { accessTokenType, apiKey, basic, bearer, exchangeGrant, OAuth, serviceKey } from './oauth.js';

onEachDatabase('the OAuth doors fail as the standards say', (database) => {
  let server: TestServer;
  let world: World;
  let oauth: OAuth;
  let key: TestKey;
  let service: TestKey;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    oauth = new OAuth(server);
    key = await world.key(world.admin);
    service = await serviceKey(world, ['problem.read']);
  });
  afterAll(() => server?.stop());

  /** RFC 6749, 5.2 */
  const demandError = ({ status, body, headers }: Answer, expected: number, error: string) => {
    expect([status, body?.error]).toEqual([expected, error]);
    expect(Object.keys(body).sort()).toEqual(['error', 'error_description']);
    expect(body.error_description).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/);
    expect(headers['content-type']).toMatch(/^application\/json/);
    expect(headers['cache-control']).toContain('no-store');
  };

  it('a grant type that is missing, unknown or not for keys', async () => {
    demandError(await oauth.token({}), 400, 'invalid_request');
    for (const grant_type of ['password', 'authorization_code', 'implicit', '__proto__', 'constructor', 'CLIENT_CREDENTIALS']) {
      demandError(await oauth.token({ grant_type }, basic(service.clientId as string, service.text)), 400, 'unsupported_grant_type');
    }
  });

  it('a parameter that is given twice', async () => {
    demandError(await oauth.token([['grant_type', 'client_credentials'], ['grant_type', 'client_credentials']], apiKey(service.text)), 400, 'invalid_request');
    demandError(await oauth.token([['grant_type', 'client_credentials'], ['scope', 'problem.read'], ['scope', 'role.read']], apiKey(service.text)), 400, 'invalid_request');
    demandError(await oauth.post('/oauth/revoke', [['token', 'x'], ['token', 'y']]), 400, 'invalid_request');
    demandError(await oauth.post('/oauth/introspect', [['token', 'x'], ['token', 'y']], apiKey(key.text)), 400, 'invalid_request');
  });

  it('a token that is missing', async () => {
    demandError(await oauth.token({ grant_type: 'refresh_token' }), 400, 'invalid_request');
    demandError(await oauth.post('/oauth/revoke', {}), 400, 'invalid_request');
    demandError(await oauth.post('/oauth/introspect', {}, apiKey(key.text)), 400, 'invalid_request');
  });

  it('a text that has characters errors may not have', async () => {
    demandError(await oauth.token({ grant_type: 'client_credentials', scope: 'ä"\\\u0007\n' }, apiKey(service.text)), 400, 'invalid_scope');
    demandError(await oauth.token({ grant_type: 'client_credentials', scope: '"' }, apiKey(service.text)), 400, 'invalid_scope');
  });

  it('a body of another type, that is no form, or too large', async () => {
    const post = (type: string, body: string) => server.client({ 'content-type': type }).post('/oauth/token', body);
    demandError(await post('text/plain', 'grant_type=client_credentials'), 415, 'invalid_request');
    demandError(await post('application/json', '{"grant_type":'), 400, 'invalid_request');
    demandError(await server.client({ 'content-type': 'application/json', 'content-encoding': 'gzip' }).post('/oauth/token', 'no gzip'), 400, 'invalid_request');
    demandError(await post('application/json', '["grant_type"]'), 400, 'invalid_request');
    demandError(await post('application/json', '{"grant_type":{"a":1}}'), 400, 'invalid_request');
    demandError(await post('application/x-www-form-urlencoded', '%%%&&&=&=&grant_type%'), 400, 'invalid_request');
    demandError(await post('application/x-www-form-urlencoded', `grant_type=client_credentials&scope=${'a'.repeat(1_000_000)}`), 413, 'invalid_request');
    demandError(await server.client().post('/oauth/token'), 400, 'invalid_request');
  });

  it('two different credentials', async () => {
    demandError(await oauth.token({ grant_type: 'client_credentials' }, { ...apiKey(key.text), 'x-api-key': service.text }), 400, 'invalid_request');
  });

  it('a subject token that is no good key (RFC 8693, 2.2.2)', async () => {
    const ended = await world.key(world.admin);
    await world.admin.post(world.path(`api-keys/${ended.id}/revoke`));
    for (const text of ['nonsense', `${key.text}x`, ended.text, (await oauth.pair(key.text)).refresh]) demandError(await oauth.exchange(text), 400, 'invalid_request');
  });

  it('ignores a parameter it does not know (RFC 6749, 3.2)', async () => {
    const { status } = await oauth.credentials(apiKey(service.text), { audience: 'https://billing.example', foo: 'bar' });
    expect(status).toBe(200);
    expect((await oauth.exchange(key.text, { actor: 'x' })).status).toBe(200);
    expect((await oauth.revoke('unknown', {}, { foo: 'bar' })).status).toBe(200);
    expect((await oauth.introspect(key.text, apiKey(key.text), { foo: 'bar' })).body.active).toBe(true);
  });

  it('takes a parameter without a value for one that is left out (RFC 6749, 3.2)', async () => {
    expect((await oauth.credentials(apiKey(service.text), { scope: '', resource: '', client_id: '', client_secret: '' })).status).toBe(200);
    expect((await oauth.revoke('unknown', {}, { token_type_hint: '' })).status).toBe(200);
    demandError(await oauth.token({ grant_type: exchangeGrant, subject_token: '', subject_token_type: accessTokenType }), 400, 'invalid_request');
  });

  it('takes no GET and nothing from the address', async () => {
    for (const path of ['/oauth/token', '/oauth/introspect', '/oauth/revoke']) {
      const answer = await server.client(apiKey(key.text)).get(`${path}?grant_type=client_credentials&token=${key.text}`);
      demandError(answer, 405, 'invalid_request');
      expect([path, answer.headers['allow']]).toEqual([path, 'POST']);
    }
    demandError(await server.client().get('/oauth/authorize'), 404, 'invalid_request');
    expect((await key.client.get('/api/v1/me')).status).toBe(200);
    const inQuery = await server.client().post(`/oauth/token?grant_type=client_credentials&client_id=${service.clientId}&client_secret=${service.text}`);
    demandError(inQuery, 400, 'invalid_request');
  });

  it('never tells a token or a secret in an error or a log', async () => {
    const secrets = [key.text, service.text, (await oauth.pair(key.text)).refresh, (await oauth.pair(key.text)).access];
    for (const secret of secrets) {
      const answers = [await oauth.refresh(secret), await oauth.exchange(`${secret}x`), await oauth.token({ grant_type: secret }), await oauth.credentials(basic('nobody', secret))];
      for (const { text } of answers) expect(text).not.toContain(secret);
    }
    for (const secret of secrets) expect(server.logged.filter((line) => line.includes(secret.slice(9)))).toEqual([]);
  });

  it('says what a bearer token lacks (RFC 6750, 3.1)', async () => {
    const { access } = await oauth.pair(key.text);
    const bad = await server.client(bearer(`${access.slice(0, -2)}AA`)).get('/api/v1/me');
    expect([bad.status, bad.headers['www-authenticate']]).toEqual([401, 'Bearer realm="latchkey", error="invalid_token"']);
    for (const text of ['', ' ', 'x', 'eyJ', key.text.slice(0, -1), 'a b']) {
      const { status, headers } = await server.client(bearer(text)).get('/api/v1/me');
      expect([text, status]).toEqual([text, 401]);
      expect(headers['www-authenticate']).toMatch(/Bearer realm="latchkey"/);
    }
    const none = await server.client().get('/api/v1/me');
    expect(none.status).toBe(401);
    expect(none.headers['www-authenticate']).not.toContain('error=');
  });

  it('names insufficient_scope when a token is good and lacks the permission (RFC 6750, 3.1)', async () => {
    const access = await oauth.accessToken(service);
    const { status, headers, body } = await oauth.client(access).post(world.path('problems'), { name: 'Disk full', statement: 'No space' });
    expect([status, body.missingPermissions]).toEqual([403, ['problem.create']]);
    expect(headers['www-authenticate'] ?? 'Bearer error="insufficient_scope"').toContain('insufficient_scope');
  });
});
