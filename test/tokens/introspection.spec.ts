import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { expectStatus, onEachDatabase, type TestKey, TestServer, type TestUser, World } from '../harness/index.js';
import { apiKey, basic, bearer, OAuth, type Pair, serviceKey } from './oauth.js';

onEachDatabase('introspection says what a credential is good for now', (database) => {
  let server: TestServer;
  let world: World;
  let oauth: OAuth;
  let user: TestUser;
  let key: TestKey;
  let verifier: Record<string, string>;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    oauth = new OAuth(server);
    user = await world.user(['problem.read']);
    key = await world.key(user.session);
    verifier = apiKey((await serviceKey(world, ['credential.verify'])).text);
  });
  afterAll(() => server?.stop());

  const inactive = async (token: string, by = verifier) => {
    const { status, body } = await oauth.introspect(token, by);
    expect([token.slice(0, 60), status, body]).toEqual([token.slice(0, 60), 200, { active: false }]);
  };
  const sessionToken = async () => {
    const answer = await server.client().post('/api/v1/sessions', { login: user.login, password: user.password });
    return /=([^;]+)/.exec(String(answer.headers['set-cookie']))?.[1] as string;
  };

  it('of an access token', async () => {
    const { access } = await oauth.pair(key.text, { scope: 'problem.read' });
    const { status, body, headers } = await oauth.introspect(access, verifier);
    expect(status).toBe(200);
    expect(headers['cache-control']).toContain('no-store');
    expect(body).toEqual({
      active: true,
      scope: 'problem.read',
      client_id: `key:${key.id}`,
      username: user.login,
      token_type: 'Bearer',
      exp: expect.any(Number),
      iat: expect.any(Number),
      sub: `user:${user.id}`,
      aud: 'http://localhost:3000',
      iss: 'http://localhost:3000',
      jti: expect.any(String),
      organisation_id: '1001',
    });
    expect(body.exp - body.iat).toBe(600);
  });

  it('of a refresh token, without using it up', async () => {
    const { refresh } = await oauth.pair(key.text);
    const { body } = await oauth.introspect(refresh, verifier, { token_type_hint: 'refresh_token' });
    expect(body).toMatchObject({ active: true, token_type: 'refresh_token', client_id: `key:${key.id}`, username: user.login });
    await oauth.next(refresh);
    await inactive(refresh);
  });

  it('of an API key, a service key and a session', async () => {
    expect((await oauth.introspect(key.text, verifier)).body).toMatchObject({ active: true, token_type: 'api_key', username: user.login });
    const service = await serviceKey(world);
    expect((await oauth.introspect(service.text, verifier)).body).toMatchObject({ active: true, client_id: service.clientId, sub: `key:${service.id}` });
    expect((await oauth.introspect(await sessionToken(), verifier)).body).toMatchObject({ active: true, token_type: 'session', username: user.login });
  });

  it('whatever the hint says', async () => {
    const { access } = await oauth.pair(key.text);
    for (const token_type_hint of ['refresh_token', 'access_token', 'nonsense']) {
      expect((await oauth.introspect(access, verifier, { token_type_hint })).body.active).toBe(true);
    }
  });

  it('says nothing but inactive of what is unknown, ended or expired', async () => {
    const pair = await oauth.pair(key.text);
    const revoked = await world.key(user.session);
    const revokedPair = await oauth.pair(revoked.text);
    await expectStatus(user.session.post(world.path(`api-keys/${revoked.id}/revoke`)), 200);
    for (const token of ['x', 'eyJ', 'LR1-0-x', '1001.x', `${pair.access}x`, `${pair.refresh}x`, revoked.text, revokedPair.access, revokedPair.refresh]) await inactive(token);
    await expectStatus(oauth.revoke(pair.access), 200);
    await inactive(pair.access);
  });

  it('is for the own tokens of a client that holds nothing', async () => {
    const poor = await serviceKey(world);
    const headers = basic(poor.clientId as string, poor.text);
    const pair = await oauth.pair(poor.text);
    for (const token of [pair.access, pair.refresh, poor.text]) expect((await oauth.introspect(token, headers)).body.active).toBe(true);
    expect((await oauth.introspect(pair.refresh, bearer(pair.access))).body.active).toBe(true);
  });

  it('tells a client that holds nothing that its own tokens have ended', async () => {
    const poor = await serviceKey(world);
    const headers = basic(poor.clientId as string, poor.text);
    const pair = await oauth.pair(poor.text);
    await expectStatus(oauth.revoke(pair.access), 200);
    await inactive(pair.access, headers);
    await expectStatus(oauth.revoke(pair.refresh), 200);
    await inactive(pair.refresh, headers);
  });

  it('is not for the tokens of others without credential.verify', async () => {
    const poor = await serviceKey(world);
    const { access, refresh } = await oauth.pair(key.text);
    for (const token of [access, refresh, key.text, await sessionToken(), 'unknown']) {
      const { status, body, headers } = await oauth.introspect(token, basic(poor.clientId as string, poor.text));
      expect([status, body]).toEqual([403, { error: 'insufficient_scope', error_description: expect.stringContaining('credential.verify') }]);
      expect(JSON.stringify(headers)).not.toContain(user.login);
    }
  });

  it('is not for nobody', async () => {
    const { access } = await oauth.pair(key.text);
    const { status, body, headers } = await oauth.introspect(access, {});
    expect([status, body.error]).toEqual([401, 'invalid_client']);
    expect(headers['www-authenticate']).toBeDefined();
    expect((await oauth.introspect(access, bearer(`${access}x`))).status).toBe(401);
  });

  it('says inactive of what belongs to another organisation', async () => {
    const other = await world.otherOrganisation();
    const theirs = await world.key(other.admin, {});
    const foreign = await other.key(other.admin);
    const pair: Pair = await oauth.pair(foreign.text);
    for (const token of [foreign.text, pair.access, pair.refresh]) await inactive(token);
    expect((await oauth.introspect(theirs.text, verifier)).body.active).toBe(true);
    const strangerVerifier = apiKey((await serviceKey(other, ['credential.verify'])).text);
    for (const token of [key.text, (await oauth.pair(key.text)).access]) await inactive(token, strangerVerifier);
  });

  it('answers a person who is a member of several organisations without failing', async () => {
    const { access } = await oauth.pair(key.text);
    const { status } = await world.admin.with({ 'content-type': 'application/x-www-form-urlencoded' }).post('/oauth/introspect', `token=${access}`);
    expect([200, 400, 403]).toContain(status);
  });

  it('never answers by facts older than minEpoch', async () => {
    const { access } = await oauth.pair(key.text);
    const { body } = await expectStatus(user.session.post(world.path(`api-keys/${key.id}/deactivate`)), 200);
    expect((await oauth.introspect(access, verifier, { minEpoch: body.freshness.epoch })).body).toEqual({ active: false });
    await expectStatus(user.session.post(world.path(`api-keys/${key.id}/activate`)), 200);
    const future = Buffer.from('1001.999999').toString('base64url');
    const early = await oauth.introspect(access, verifier, { minEpoch: future });
    expect([early.status, early.body.active, early.headers['retry-after']]).toEqual([503, undefined, '1']);
    expect((await oauth.introspect(access, verifier, { minEpoch: 'nonsense' })).status).toBe(400);
  });

  it('knows the end of every kind', async () => {
    const { access, refresh } = await oauth.pair(key.text);
    server.clock.advance({ minutes: 10, seconds: 1 });
    await inactive(access);
    expect((await oauth.introspect(refresh, verifier)).body.active).toBe(true);
    server.clock.advance({ days: 14 });
    await inactive(refresh);
  });
});
