import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Client, expectStatus, onEachDatabase, type TestKey, TestServer, type TestUser, World } from '../harness/index.js';
import { withFailingCommit } from '../faults/failing-commit.js';
import { apiKey, basic, bearer, OAuth, serviceKey } from './oauth.js';

const clientSecret = 'kj@s$dfS124GDd35';

/** A credential that was just issued: its text, and whether a call with it is let in. */
interface Issued {
  readonly text: string;
  readonly works: () => Promise<boolean>;
  /** What it came from; a credential of its own that goes on. */
  readonly source?: Client;
}

onEachDatabase('verify, introspection and revocation know every kind of credential', (database) => {
  let server: TestServer;
  let world: World;
  let oauth: OAuth;
  let user: TestUser;
  let profileKey: string;
  let verifier: TestKey;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    oauth = new OAuth(server);
    user = await world.user(['problem.read']);
    profileKey = (await expectStatus(user.session.post(world.path('profile-key')), 201)).body.key;
    verifier = await serviceKey(world, ['credential.verify']);
  });
  afterAll(() => server?.stop());

  const worksWith = (headers: Record<string, string>) => async () => (await server.client(headers).get('/api/v1/me')).status === 200;
  const chosen = () => serviceKey(world, ['problem.read'], { clientSecret });
  const cookieOf = async (path: string, body: object): Promise<Issued> => {
    const { headers } = await server.client().post(path, body);
    const [, name, text] = /^([^=]+)=([^;]+)/.exec(String([headers['set-cookie']].flat()[0])) as unknown as [string, string, string];
    return { text, works: worksWith({ cookie: `${name}=${text}` }) };
  };
  const incortaPair = async () => {
    const timestamp = server.clock.now();
    const requestHash = createHash('sha256').update(`${profileKey}${timestamp}`).digest('hex');
    return (await expectStatus(server.client().post('/incorta/api/v1/tokens', { tenantName: 'megacorp', loginName: user.login, requestHash, timestamp }), 201)).body;
  };

  /** By kind; `says`: its `token_type`. */
  const kinds: Record<string, { says: string; issue: () => Promise<Issued>; isForCalls?: false }> = {
    'a personal key': {
      says: 'api_key',
      issue: async () => {
        const { text } = await world.key(user.session);
        return { text, works: worksWith(apiKey(text)), source: user.session };
      },
    },
    'a client id with its secret': {
      says: 'api_key',
      issue: async () => {
        const { clientId } = await chosen();
        return { text: `${clientId}:${clientSecret}`, works: worksWith(basic(clientId as string, clientSecret)) };
      },
    },
    'an access token': {
      says: 'Bearer',
      issue: async () => {
        const key = await world.key(user.session);
        const { access } = await oauth.pair(key.text);
        return { text: access, works: worksWith(bearer(access)), source: key.client };
      },
    },
    'a refresh token': {
      says: 'refresh_token',
      isForCalls: false,
      issue: async () => {
        const key = await world.key(user.session);
        const { access, refresh } = await oauth.pair(key.text);
        return { text: refresh, works: worksWith(bearer(access)), source: key.client };
      },
    },
    'the session of a person': {
      says: 'session',
      issue: async () => ({ ...(await cookieOf('/api/v1/sessions', { login: user.login, password: user.password })), source: user.session }),
    },
    'the octane cookie of a person': {
      says: 'session',
      issue: async () => ({ ...(await cookieOf('/authentication/sign_in', { user: user.login, password: user.password })), source: user.session }),
    },
    'the octane cookie of a service key': {
      says: 'session',
      issue: async () => {
        const { clientId } = await chosen();
        const issued = await cookieOf('/authentication/sign_in', { client_id: clientId, client_secret: clientSecret });
        return { ...issued, source: server.client(basic(clientId as string, clientSecret)) };
      },
    },
    'the access token of an incorta pair': {
      says: 'Bearer',
      issue: async () => {
        const { accessToken } = await incortaPair();
        return { text: accessToken, works: worksWith(bearer(accessToken)), source: server.withKey(profileKey) };
      },
    },
    'the refresh token of an incorta pair': {
      says: 'refresh_token',
      isForCalls: false,
      issue: async () => {
        const { accessToken, refreshToken } = await incortaPair();
        return { text: refreshToken, works: worksWith(bearer(accessToken)), source: server.withKey(profileKey) };
      },
    },
  };
  const verified = async (key: string) => (await expectStatus(verifier.client.post('/api/v1/verify', { key, permissions: ['problem.read'] }), 200)).body;
  const introspected = async (token: string) => (await expectStatus(oauth.introspect(token, apiKey(verifier.text)), 200)).body;

  describe.each(Object.entries(kinds))('%s', (_kind, { says, issue, isForCalls = true }) => {
    it('is good at both, until it is revoked: then it is good nowhere, and what it came from goes on', async () => {
      const { text, works, source } = await issue();
      expect(await works()).toBe(true);
      expect(await introspected(text)).toMatchObject({ active: true, token_type: says, organisation_id: '1001' });
      expect((await verified(text)).valid).toBe(isForCalls);
      expect((await expectStatus(oauth.revoke(text), 200)).body).toEqual({ revoked: true });
      expect(await works()).toBe(false);
      expect(await introspected(text)).toEqual({ active: false });
      expect((await verified(text)).valid).toBe(false);
      if (source) expect((await source.get('/api/v1/me')).status).toBe(200);
    });

    it('lives when its revocation could not be stored', async () => {
      const { text, works } = await issue();
      expect((await withFailingCommit(server.app, () => oauth.revoke(text))).status).toBe(503);
      expect(await works()).toBe(true);
    });

    it('is unknown in another organisation', async () => {
      const other = await world.otherOrganisation(`other-${Math.random().toString(36).slice(2, 8)}`);
      const stranger = await serviceKey(other, ['credential.verify']);
      const { text, works } = await issue();
      expect((await oauth.introspect(text, apiKey(stranger.text))).body).toEqual({ active: false });
      expect((await stranger.client.post('/api/v1/verify', { key: text })).body).toEqual({ valid: false, code: 'unknown', decisionId: expect.any(String) });
      expect(await works()).toBe(true);
    });

    it('cannot be revoked by a client that authenticates as another', async () => {
      const { text, works } = await issue();
      expect((await oauth.revoke(text, basic(verifier.clientId as string, verifier.text))).status).toBe(401);
      expect(await works()).toBe(true);
    });
  });

  it('a cookie that was renewed is revoked with all that came from its sign-in, once', async () => {
    const { clientId } = await chosen();
    const first = await cookieOf('/authentication/sign_in', { client_id: clientId, client_secret: clientSecret });
    server.clock.advance({ hours: 1, minutes: 1 });
    const { headers } = await server.client({ cookie: `LWSSO_COOKIE_KEY=${first.text}` }).get('/api/shared_spaces/1001/api_accesses');
    const fresh = String([headers['set-cookie']].flat()[0]).split(';')[0] as string;
    expect(fresh).toMatch(/^LWSSO_COOKIE_KEY=k/);
    for (let times = 0; times < 2; times++) await expectStatus(oauth.revoke(first.text), 200);
    expect([await first.works(), await worksWith({ cookie: fresh })()]).toEqual([false, false]);
    const admin = await server.signIn();
    const { items } = (await expectStatus(admin.get(world.path('audit-events?action=session.delete&limit=200')), 200)).body;
    expect(items.filter((event: { subject: { kind: string; id: string } }) => event.subject.kind === 'key-session' && event.subject.id === first.text.split('.')[0]?.slice(1))).toHaveLength(1);
  });
});
