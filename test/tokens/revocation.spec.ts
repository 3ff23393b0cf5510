import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { expectStatus, onEachDatabase, type TestKey, TestServer, type TestUser, World } from '../harness/index.js';
import { withFailingCommit } from '../faults/failing-commit.js';
import { apiKey, basic, bearer, OAuth, type Pair, serviceKey } from './oauth.js';

onEachDatabase('revoking ends one credential and no other', (database) => {
  let server: TestServer;
  let world: World;
  let oauth: OAuth;
  let user: TestUser;
  let key: TestKey;
  let cookieName: string;
  let others: { pair: Pair; sibling: TestKey };

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    oauth = new OAuth(server);
    user = await world.user(['problem.read']);
    key = await world.key(user.session);
    const signedIn = await server.client().post('/api/v1/sessions', { login: user.login, password: user.password });
    cookieName = String(signedIn.headers['set-cookie']).split('=')[0] as string;
    others = { pair: await oauth.pair(key.text), sibling: await world.key(user.session) };
  });
  afterAll(() => server?.stop());

  const signIn = async () => {
    const answer = await server.client().post('/api/v1/sessions', { login: user.login, password: user.password });
    return /=([^;]+)/.exec(String(answer.headers['set-cookie']))?.[1] as string;
  };
  const cookie = (token: string) => ({ cookie: `${cookieName}=${token}` });

  /** Everything else that the person has is still good. */
  const demandOthersLive = async () => {
    expect(await oauth.statusOf(others.pair.access)).toBe(200);
    const still = await oauth.introspect(others.pair.refresh, apiKey(key.text));
    expect(still.body.active).toBe(true);
    expect((await others.sibling.client.get('/api/v1/me')).status).toBe(200);
    expect((await user.session.get('/api/v1/me')).status).toBe(200);
  };
  const revoked = async (token: string, headers?: Record<string, string>, more?: Record<string, string>) =>
    expect((await expectStatus(oauth.revoke(token, headers, more), 200)).body).toEqual({ revoked: true });

  it('an access token: its family goes on', async () => {
    const pair = await oauth.pair(key.text);
    const second = new OAuth(server, await server.another());
    expect(await second.statusOf(pair.access)).toBe(200);
    await revoked(pair.access);
    for (const door of [oauth, second]) expect(await door.statusOf(pair.access)).toBe(401);
    const next = await oauth.next(pair.refresh);
    expect(await oauth.statusOf(next.access)).toBe(200);
    await demandOthersLive();
  });

  it('a refresh token: its family and its access tokens end', async () => {
    const pair = await oauth.pair(key.text);
    const next = await oauth.next(pair.refresh);
    await revoked(next.refresh, {}, { token_type_hint: 'access_token' });
    expect((await oauth.refresh(next.refresh)).body.error).toBe('invalid_grant');
    expect((await oauth.refresh(pair.refresh)).body.error).toBe('invalid_grant');
    for (const { access } of [pair, next]) expect(await oauth.statusOf(access)).toBe(401);
    await demandOthersLive();
  });

  it('an API key, and what was got with it', async () => {
    const own = await world.key(user.session);
    const pair = await oauth.pair(own.text);
    await revoked(own.text);
    expect((await own.client.get('/api/v1/me')).status).toBe(401);
    expect(await oauth.statusOf(pair.access)).toBe(401);
    expect((await oauth.refresh(pair.refresh)).body.error).toBe('invalid_grant');
    expect((await user.session.get(world.path(`api-keys/${own.id}`))).body.state).toBe('revoked');
    await demandOthersLive();
  });

  it('a service key', async () => {
    const service = await serviceKey(world);
    await revoked(service.text);
    expect((await service.client.get('/api/v1/me')).status).toBe(401);
    await demandOthersLive();
  });

  it('a session', async () => {
    const session = await signIn();
    expect((await server.client(cookie(session)).get('/api/v1/me')).status).toBe(200);
    await revoked(session);
    expect((await server.client(cookie(session)).get('/api/v1/me')).status).toBe(401);
    await demandOthersLive();
  });

  it('again: no error, nothing changes', async () => {
    const pair = await oauth.pair(key.text);
    for (const token of [pair.access, pair.access, pair.refresh, pair.refresh]) await revoked(token);
    const own = await world.key(user.session);
    await revoked(own.text);
    await revoked(own.text);
    await demandOthersLive();
  });

  it('something unknown: no error, nothing changes', async () => {
    const { access, refresh } = others.pair;
    const nearly = [`${access}x`, `${access.slice(0, -1)}`, `${refresh.slice(0, -1)}x`, refresh.replace(/-0-/, '-1-'), key.text.slice(0, 8), `${key.text}x`, '1001.x', 'x'];
    for (const token of nearly) await revoked(token);
    await demandOthersLive();
    expect((await key.client.get('/api/v1/me')).status).toBe(200);
  });

  it('the own ones of a client that authenticates, and only those', async () => {
    const service = await serviceKey(world);
    const headers = basic(service.clientId as string, service.text);
    const pair = await oauth.pair(key.text);
    for (const token of [pair.access, pair.refresh, key.text]) {
      const { status, body } = await oauth.revoke(token, headers);
      expect([400, 401]).toContain(status);
      expect(body.error).toMatch(/^(invalid_client|unauthorized_client|invalid_grant)$/);
    }
    expect(await oauth.statusOf(pair.access)).toBe(200);
    expect((await key.client.get('/api/v1/me')).status).toBe(200);
    const own = await oauth.pair(service.text);
    await revoked(own.access, headers);
    await revoked(own.refresh, {}, { client_id: service.clientId as string, client_secret: service.text });
    expect(await oauth.statusOf(own.access)).toBe(401);
    expect((await oauth.refresh(own.refresh)).body.error).toBe('invalid_grant');
  });

  it('nothing for a client that authenticates wrongly', async () => {
    const service = await serviceKey(world);
    const pair = await oauth.pair(service.text);
    const { status, body } = await oauth.revoke(pair.access, basic(service.clientId as string, 'wrong-secret'));
    expect([status, body.error]).toEqual([401, 'invalid_client']);
    expect(await oauth.statusOf(pair.access)).toBe(200);
  });

  it('is not acknowledged when it could not be stored: 503, the token lives, and asking again works', async () => {
    const pair = await oauth.pair(key.text);
    const own = await world.key(user.session);
    const session = await signIn();
    const living = { [pair.access]: bearer(pair.access), [own.text]: apiKey(own.text), [session]: cookie(session) };
    for (const [token, headers] of Object.entries(living)) {
      const { status, body, headers: answered } = await withFailingCommit(server.app, () => oauth.revoke(token));
      expect([status, body.error]).toEqual([503, 'temporarily_unavailable']);
      expect(answered['retry-after']).toBeDefined();
      expect((await server.client(headers).get('/api/v1/me')).status).toBe(200);
      await revoked(token);
      expect((await server.client(headers).get('/api/v1/me')).status).toBe(401);
    }
    expect((await withFailingCommit(server.app, () => oauth.revoke(pair.refresh))).status).toBe(503);
    const next = await oauth.next(pair.refresh);
    await revoked(next.refresh);
    expect(await oauth.statusOf(next.access)).toBe(401);
  });

  it('is for ever, also of what could not be used at that moment', async () => {
    const other = await world.otherOrganisation('sleepers');
    const own = await other.key(other.admin);
    const pairs = [await oauth.pair(own.text), await oauth.pair(own.text)];
    await expectStatus(world.admin.patch('/api/v1/organisations/sleepers', { state: 'disabled' }), 200);
    await revoked(pairs[0]?.access as string);
    await revoked(pairs[1]?.refresh as string);
    await expectStatus(world.admin.patch('/api/v1/organisations/sleepers', { state: 'active' }), 200);
    expect(await oauth.statusOf(pairs[0]?.access as string)).toBe(401);
    expect((await oauth.refresh(pairs[1]?.refresh as string)).status).toBe(400);
  });

  it('is for ever, also of a key that was deactivated at that moment', async () => {
    const own = await world.key(user.session);
    await expectStatus(user.session.post(world.path(`api-keys/${own.id}/deactivate`)), 200);
    await revoked(own.text);
    await user.session.post(world.path(`api-keys/${own.id}/activate`));
    expect((await own.client.get('/api/v1/me')).status).toBe(401);
  });

  it('is for ever, also of the tokens of a key that had expired', async () => {
    const own = await world.key(user.session, { expiresAt: new Date(server.clock.now() + 60_000).toISOString() });
    const pairs = [await oauth.pair(own.text), await oauth.pair(own.text)];
    server.clock.advance({ seconds: 61 });
    await revoked(pairs[0]?.access as string);
    await revoked(pairs[1]?.refresh as string);
    await user.session.patch(world.path(`api-keys/${own.id}`), { expiresAt: null });
    expect(await oauth.statusOf(pairs[0]?.access as string)).toBe(401);
    expect((await oauth.refresh(pairs[1]?.refresh as string)).status).toBe(400);
  });
});
