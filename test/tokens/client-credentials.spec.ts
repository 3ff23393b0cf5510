import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { expectStatus, onEachDatabase, type TestKey, TestServer, World } from '../harness/index.js';
import { apiKey, basic, claimsOf, OAuth, serviceKey } from './oauth.js';

/** As documented clients have them: what form-encoding would change is in it. */
const secret = 'kj@s$dfS+24G!d35';

onEachDatabase('a service key gets a token with its client id and secret', (database) => {
  let server: TestServer;
  let world: World;
  let oauth: OAuth;
  let chosen: TestKey;
  let generated: TestKey;
  let clientId: string;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    oauth = new OAuth(server);
    chosen = await serviceKey(world, ['problem.read'], { clientSecret: secret });
    generated = await serviceKey(world, ['problem.read']);
    clientId = chosen.clientId as string;
  });
  afterAll(() => server?.stop());

  it('answers exactly an access token, its type and its time, and no refresh token', async () => {
    const { status, body, headers } = await oauth.credentials(basic(clientId, secret));
    expect(status).toBe(200);
    expect(body).toEqual({ access_token: expect.any(String), token_type: 'Bearer', expires_in: 600 });
    expect(headers['cache-control']).toContain('no-store');
    expect(claimsOf(body.access_token)).toMatchObject({ sub: `key:${chosen.id}`, client_id: clientId, aud: 'http://localhost:3000' });
  });

  it('forty machines that come at once with the right secret, before it is known to be right, all get theirs', async () => {
    const another = await serviceKey(world, ['problem.read'], { clientSecret: secret });
    const answers = await Promise.all(Array.from({ length: 40 }, () => oauth.credentials(basic(another.clientId as string, secret))));
    expect(answers.map(({ status }) => status)).toEqual(Array(40).fill(200));
    const wrong = await Promise.all(Array.from({ length: 40 }, (_, n) => oauth.credentials(basic(another.clientId as string, `wrong-secret-${n}!A`))));
    expect(wrong.filter(({ status }) => status === 200)).toEqual([]);
    expect(wrong.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(10);
  });

  it('takes the secret raw in Basic', async () => {
    const { body } = await expectStatus(oauth.credentials(basic(clientId, secret)), 200);
    expect((await oauth.client(body.access_token).get(world.path('problems'))).status).toBe(200);
  });

  it('takes the secret form-encoded in Basic', async () => {
    expect((await oauth.credentials(basic(encodeURIComponent(clientId), encodeURIComponent(secret)))).status).toBe(200);
  });

  it('takes the secret in the form', async () => {
    expect((await oauth.credentials({}, { client_id: clientId, client_secret: secret })).status).toBe(200);
  });

  it('takes the secret in a JSON body', async () => {
    const body = { grant_type: 'client_credentials', client_id: clientId, client_secret: secret };
    expect((await server.client().post('/oauth/token', body)).status).toBe(200);
  });

  it('takes the whole text of a generated key as secret, in Basic and in the form', async () => {
    const id = generated.clientId as string;
    expect((await oauth.credentials(basic(id, generated.text))).status).toBe(200);
    expect((await oauth.credentials({}, { client_id: id, client_secret: generated.text })).status).toBe(200);
    expect((await oauth.credentials(apiKey(generated.text))).status).toBe(200);
  });

  it('takes a right secret that looks form-encoded but is not', async () => {
    const odd = await serviceKey(world, [], { clientSecret: 'Abc%41defgh1!' });
    expect((await oauth.credentials(basic(odd.clientId as string, 'Abc%41defgh1!'))).status).toBe(200);
    expect((await oauth.credentials(basic(odd.clientId as string, 'AbcAdefgh1!'))).status).toBe(401);
  });

  it('never counts a right secret as a guess, however often it is used', async () => {
    const busy = await serviceKey(world, [], { clientSecret: secret });
    for (let call = 1; call <= 25; call++) {
      const { status } = await oauth.credentials(basic(busy.clientId as string, secret));
      expect([call, status]).toEqual([call, 200]);
    }
  });

  it('refuses a wrong secret and an unknown client alike', async () => {
    const wrong = await oauth.credentials(basic(clientId, 'kj@s$dfS+24G!d36'));
    const unknown = await oauth.credentials(basic('nobody_at_all', secret));
    const foreign = await oauth.credentials(basic(clientId, generated.text));
    const inForm = await oauth.credentials({}, { client_id: clientId, client_secret: 'kj@s$dfS 24G!d35' });
    for (const answer of [wrong, unknown, foreign, inForm]) {
      expect(answer.status).toBe(401);
      expect(answer.body).toEqual({ error: 'invalid_client', error_description: expect.any(String) });
      expect(answer.headers['www-authenticate']).toMatch(/^Basic /);
      expect(answer.body.error_description).toBe(wrong.body.error_description);
    }
  });

  it('refuses a client that does not authenticate', async () => {
    for (const form of [{}, { client_id: clientId }] as Record<string, string>[]) {
      const { status, body } = await oauth.credentials({}, form);
      expect([status, body.error]).toEqual([401, 'invalid_client']);
    }
  });

  it('refuses a client that authenticates in two ways', async () => {
    const { status, body } = await oauth.credentials(basic(clientId, secret), { client_id: clientId, client_secret: secret });
    expect([status, body.error]).toEqual([400, 'invalid_request']);
  });

  it('refuses a client id other than that of the client that authenticates', async () => {
    const { status, body } = await oauth.credentials(basic(clientId, secret), { client_id: generated.clientId as string });
    expect([status, body.error]).toEqual([401, 'invalid_client']);
  });

  it('is not for personal keys', async () => {
    const personal = await world.key(world.admin);
    const { status, body } = await oauth.credentials(apiKey(personal.text));
    expect([status, body.error]).toEqual([400, 'unauthorized_client']);
    expect(body).not.toHaveProperty('access_token');
  });

  it('is not for a session, nor for an access token in place of the client', async () => {
    const token = await oauth.accessToken(generated);
    for (const answer of [await oauth.credentials({ authorization: `Bearer ${token}` }), await oauth.credentials(basic(generated.clientId as string, token))]) {
      expect([answer.status, answer.body.error]).toEqual([401, 'invalid_client']);
    }
    const session = await world.admin.with({ 'content-type': 'application/x-www-form-urlencoded' }).post('/oauth/token', 'grant_type=client_credentials');
    expect([session.status, session.body.error]).toEqual([401, 'invalid_client']);
  });

  it('gives nothing to a key that is deactivated, and something again once it is activated', async () => {
    const key = await serviceKey(world, [], { clientSecret: secret });
    const headers = basic(key.clientId as string, secret);
    await expectStatus(oauth.credentials(headers), 200);
    await expectStatus(world.admin.post(world.path(`api-keys/${key.id}/deactivate`)), 200);
    expect((await oauth.credentials(headers)).body).toMatchObject({ error: 'invalid_client' });
    await expectStatus(world.admin.post(world.path(`api-keys/${key.id}/activate`)), 200);
    expect((await oauth.credentials(headers)).status).toBe(200);
  });

  it('gives nothing to a key that is revoked, with a chosen or a generated secret, on any node', async () => {
    const second = new OAuth(server, await server.another());
    for (const more of [{ clientSecret: secret }, {}]) {
      const key = await serviceKey(world, [], more);
      const headers = basic(key.clientId as string, key.text ?? secret);
      await expectStatus(second.credentials(headers), 200);
      await expectStatus(world.admin.post(world.path(`api-keys/${key.id}/revoke`)), 200);
      for (const door of [oauth, second]) expect((await door.credentials(headers)).status).toBe(401);
    }
  });

  it('gives nothing to a key that has expired', async () => {
    const expiresAt = new Date(server.clock.now() + 60_000).toISOString();
    const keys = [await serviceKey(world, [], { clientSecret: secret, expiresAt }), await serviceKey(world, [], { expiresAt })];
    for (const key of keys) await expectStatus(oauth.credentials(basic(key.clientId as string, key.text ?? secret)), 200);
    server.clock.advance({ seconds: 61 });
    for (const key of keys) {
      const answer = await oauth.credentials(basic(key.clientId as string, key.text ?? secret));
      expect([answer.status, answer.body.error]).toEqual([401, 'invalid_client']);
    }
  });
});
