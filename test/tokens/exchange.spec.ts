import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { expectStatus, onEachDatabase, type TestKey, TestServer, type TestUser, World } from '../harness/index.js';
import { TokenFamily } from '../../src/features/tokens/index.js';
import { accessTokenType, apiKey, basic, claimsOf, exchangeGrant, OAuth, serviceKey } from './oauth.js';

onEachDatabase('an API key is exchanged for a pair of tokens', (database) => {
  let server: TestServer;
  let world: World;
  let oauth: OAuth;
  let user: TestUser;
  let key: TestKey;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    oauth = new OAuth(server);
    user = await world.user(['problem.read']);
    key = await world.key(user.session);
  });
  afterAll(() => server?.stop());

  const families = () => server.app.get(DataSource).getRepository(TokenFamily).count();

  it('answers exactly what the standard names', async () => {
    const { status, body, headers } = await oauth.exchange(key.text);
    expect(status).toBe(200);
    expect(body).toEqual({
      access_token: expect.any(String),
      issued_token_type: accessTokenType,
      token_type: 'Bearer',
      expires_in: 600,
      refresh_token: expect.any(String),
    });
    expect(headers['cache-control']).toContain('no-store');
    expect(claimsOf(body.access_token)).toMatchObject({ sub: `user:${user.id}`, client_id: `key:${key.id}`, iss: 'http://localhost:3000' });
  });

  it('gives a token that acts as the key does', async () => {
    const { access } = await oauth.pair(key.text);
    const me = await expectStatus(oauth.client(access).get('/api/v1/me'), 200);
    expect(me.body.credential).toMatchObject({ kind: 'access-token', keyId: key.id });
    expect((await oauth.client(access).get(world.path('problems'))).status).toBe(200);
    const refused = await oauth.client(access).post(world.path('problems'), { name: 'Disk full', statement: 'No space' });
    expect([refused.status, refused.body.missingPermissions]).toEqual([403, ['problem.create']]);
    expect((await world.admin.get(world.path('problems'))).body.items).toEqual([]);
  });

  it('gives a token that reaches only the organisation of the key', async () => {
    const other = await world.otherOrganisation();
    const own = await world.key(world.admin);
    const { access } = await oauth.pair(own.text);
    expect((await oauth.client(access).get(world.path('problems'))).status).toBe(200);
    expect((await oauth.client(access).get(other.path('problems'))).status).toBe(404);
  });

  it('gives tokens that are good only where they belong', async () => {
    const { access, refresh } = await oauth.pair(key.text);
    for (const text of [refresh, access.slice(0, 40)]) expect(await oauth.statusOf(text)).toBe(401);
    for (const text of [access, refresh]) expect((await server.client(apiKey(text)).get('/api/v1/me')).status).toBe(401);
    expect((await oauth.refresh(access)).body.error).toMatch(/^invalid_(grant|request)$/);
  });

  it('lets the client authenticate as the very key', async () => {
    expect((await oauth.exchange(key.text, {}, apiKey(key.text))).status).toBe(200);
    const service = await serviceKey(world);
    expect((await oauth.exchange(service.text, {}, basic(service.clientId as string, service.text))).status).toBe(200);
    expect((await oauth.exchange(service.text, { client_id: service.clientId as string, client_secret: service.text })).status).toBe(200);
  });

  it('refuses a client that is another key, and begins nothing', async () => {
    const service = await serviceKey(world);
    const before = await families();
    for (const headers of [basic(service.clientId as string, service.text), apiKey(service.text), basic(service.clientId as string, 'wrong-secret')]) {
      const { status, body } = await oauth.exchange(key.text, {}, headers);
      expect([status, body.error]).toEqual([401, 'invalid_client']);
    }
    expect(await families()).toBe(before);
  });

  it('refuses a subject that is wrong, revoked, deactivated or of another kind, alike, and begins nothing', async () => {
    const revoked = await world.key(user.session);
    await expectStatus(user.session.post(world.path(`api-keys/${revoked.id}/revoke`)), 200);
    const deactivated = await world.key(user.session);
    await expectStatus(user.session.post(world.path(`api-keys/${deactivated.id}/deactivate`)), 200);
    const { refresh } = await oauth.pair(key.text);
    const mistyped = `${key.text.slice(0, -1)}${key.text.endsWith('A') ? 'B' : 'A'}`;
    const before = await families();
    for (const text of [revoked.text, deactivated.text, mistyped, refresh, 'x', `${key.text} `, key.text.toLowerCase()]) {
      const { status, body } = await oauth.exchange(text);
      expect([text, status, body]).toEqual([text, 400, { error: 'invalid_request', error_description: 'The subject token is not a valid API key' }]);
    }
    expect(await families()).toBe(before);
  });

  it('refuses an access token as subject', async () => {
    const { access } = await oauth.pair(key.text);
    const { status, body } = await oauth.exchange(access);
    expect([status, body]).toEqual([400, { error: expect.stringMatching(/^invalid_(grant|request)$/), error_description: expect.any(String) }]);
  });

  it('refuses a request that is not complete', async () => {
    const whole = { grant_type: exchangeGrant, subject_token: key.text, subject_token_type: accessTokenType };
    const { subject_token: _token, ...noToken } = whole;
    const { subject_token_type: _type, ...noType } = whole;
    const foreignType = { ...whole, subject_token_type: 'urn:ietf:params:oauth:token-type:saml2' };
    const refreshWanted = { ...whole, requested_token_type: 'urn:ietf:params:oauth:token-type:refresh_token' };
    for (const form of [noToken, noType, foreignType, refreshWanted]) {
      const { status, body } = await oauth.token(form);
      expect([status, body.error]).toEqual([400, 'invalid_request']);
    }
  });

  it('refuses a subject that has expired, and a pair ends with its key', async () => {
    const expiresAt = new Date(server.clock.now() + 60_000).toISOString();
    const short = await world.key(user.session, { expiresAt });
    const { access, refresh } = await oauth.pair(short.text);
    expect(await oauth.statusOf(access)).toBe(200);
    server.clock.advance({ seconds: 61 });
    expect((await oauth.exchange(short.text)).body.error).toBe('invalid_request');
    expect((await oauth.refresh(refresh)).body.error).toBe('invalid_grant');
    expect(await oauth.statusOf(access)).toBe(401);
  });
});
