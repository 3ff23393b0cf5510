import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { UsageRecorder } from '../../src/features/key-usage/index.js';
import { type Answer, type Client, expectStatus, onEachDatabase, sqlite, TestServer, type TestUser, World } from '../harness/index.js';

const tokens = '/incorta/api/v1/tokens';
const refused = { message: 'The request could not be authenticated' };
const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

interface Pair {
  accessToken: string;
  refreshToken: string;
}

onEachDatabase('the incorta door', (database) => {
  let server: TestServer;
  let world: World;
  let anybody: Client;
  let user: TestUser;
  let key: string;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    anybody = server.client();
  });
  afterAll(() => server?.stop());
  beforeEach(async () => {
    await settings({ keyCreation: 'everyone', profileKeys: 'open' });
    user = await world.user(['problem.read']);
    key = (await expectStatus(user.session.post(world.path('profile-key')), 201)).body.key;
  });

  const settings = (values: object) => expectStatus(world.admin.patch('/api/v1/organisations/megacorp', values), 200);
  const proof = (timestamp = server.clock.now(), text = key) => ({ tenantName: 'megacorp', loginName: user.login, requestHash: sha256(text + String(timestamp)), timestamp });
  const create = (changes: object = {}) => anybody.post(tokens, { ...proof(), ...changes });
  const pair = async (): Promise<Pair> => (await expectStatus(create(), 201)).body;
  const refresh = ({ accessToken, refreshToken }: Pair) => anybody.post(`${tokens}/refresh`, { accessToken, refreshToken });
  const read = async ({ accessToken }: Pair) => (await server.client({ authorization: `Bearer ${accessToken}` }).get(world.path('problems'))).status;
  const expectRefused = ({ status, body, headers }: Answer) => {
    expect({ status, body }).toEqual({ status: 401, body: refused });
    expect(headers['www-authenticate']).toBeDefined();
  };

  it('gives a pair for a proof of the profile key, with the documented members and times', async () => {
    const now = server.clock.now();
    const { body, headers } = await expectStatus(create(), 201);
    expect(Object.keys(body).sort()).toEqual(['accessToken', 'accessTokenExpiresAt', 'refreshToken', 'refreshTokenExpiresAt', 'type']);
    expect(body.type).toBe('Bearer');
    expect(Math.abs(body.accessTokenExpiresAt - now - 600_000)).toBeLessThan(5_000);
    expect(Math.abs(body.refreshTokenExpiresAt - now - 1_800_000)).toBeLessThan(5_000);
    expect(headers['cache-control']).toBe('no-store');
    expect(await read(body)).toBe(200);
    const me = (await server.client({ authorization: `Bearer ${body.accessToken}` }).get('/api/v1/me')).body;
    expect(me).toMatchObject({ account: { login: user.login }, credential: { kind: 'access-token' } });
  });

  it('counts each pair as a use of the profile key', async () => {
    const profile = (await expectStatus(user.session.get(world.path('api-keys')), 200)).body.items[0];
    const counted = async () => {
      await server.app.get(UsageRecorder, { strict: false }).flush();
      const { counts } = (await expectStatus(user.session.get(world.path(`api-keys/${profile.id}/usage?period=day`)), 200)).body;
      return counts.map(({ allowed, refused: not }: Record<string, number>) => [allowed, not]);
    };
    expect(await counted()).toEqual([]);
    const first = await pair();
    expect(await counted()).toEqual([[1, 0]]);
    await expectStatus(refresh(first), 201);
    expect(await counted()).toEqual([[2, 0]]);
    expectRefused(await create({ requestHash: sha256('guessed') }));
    expect(await counted()).toEqual([[2, 0]]);
  });

  it('answers one 401 to whatever is wrong, and lets the right proof in afterwards', async () => {
    const now = server.clock.now();
    const stranger = await world.user();
    const expired = (minutes: number) => proof(now - minutes * 60_000);
    for (const answer of [
      await create({ tenantName: 'nocorp' }),
      await create({ tenantName: 'MEGACORP' }),
      await create({ loginName: 'nobody' }),
      await create({ loginName: stranger.login }),
      await create({ requestHash: sha256('x') }),
      await create({ requestHash: sha256(key) }),
      await create({ requestHash: sha256(String(now) + key), timestamp: now }),
      await create({ timestamp: now + 1 }),
      await create(expired(31)),
      await create(expired(-31)),
    ]) {
      expectRefused(answer);
    }
    await expectStatus(create(expired(29)), 201);
    await expectStatus(create(expired(-29)), 201);
    await expectStatus(create({ requestHash: proof(now).requestHash.toUpperCase(), timestamp: now }), 201);
  });

  it('counts wrong proofs nowhere: they lock nobody out', async () => {
    for (let i = 0; i < 25; i++) expectRefused(await create({ requestHash: sha256(`guess ${i}`) }));
    await pair();
    await server.signIn(user.login, user.password);
  });

  it('answers 400 to a malformed body, in its own shape, and never more than it must say', async () => {
    const now = server.clock.now();
    for (const body of [{}, '{', '[]', 'null', { ...proof(), extra: 1 }, { ...proof(), timestamp: String(now) }, { ...proof(), timestamp: 1.5 }, { ...proof(), loginName: ['a'] }, { ...proof(), requestHash: 'xyz' }]) {
      const answer = await anybody.post(tokens, body);
      expect({ status: answer.status, members: Object.keys(answer.body) }).toEqual({ status: 400, members: ['message'] });
      expect((await anybody.post(`${tokens}/refresh`, body)).status).toBe(400);
    }
    const form = await anybody.with({ 'content-type': 'text/plain' }).post(tokens, 'x');
    expect({ status: form.status, members: Object.keys(form.body) }).toEqual({ status: 415, members: ['message'] });
    expect((await anybody.get('/incorta/api/v1/nothing')).body).toEqual({ message: expect.any(String) });
  });

  it('gives the next pair for a pair, also when the access token has expired; the pair before is void', async () => {
    const first = await pair();
    const second: Pair = (await expectStatus(refresh(first), 201)).body;
    expect([await read(first), await read(second)]).toEqual([401, 200]);
    server.clock.advance({ minutes: 11 });
    expect(await read(second)).toBe(401);
    const third: Pair = (await expectStatus(refresh(second), 201)).body;
    expect(await read(third)).toBe(200);
    server.clock.advance({ minutes: 31 });
    expectRefused(await refresh(third));
    await pair();
  });

  it('refuses a mixed pair, and that ends nothing', async () => {
    const [one, other] = [await pair(), await pair()];
    expectRefused(await refresh({ accessToken: one.accessToken, refreshToken: other.refreshToken }));
    expectRefused(await refresh({ accessToken: other.accessToken, refreshToken: one.refreshToken }));
    expectRefused(await refresh({ accessToken: key, refreshToken: one.refreshToken }));
    expectRefused(await refresh({ accessToken: one.accessToken, refreshToken: 'LR1-0-nonsense' }));
    expectRefused(await refresh({ accessToken: one.refreshToken, refreshToken: one.accessToken }));
    const next: Pair = (await expectStatus(refresh(one), 201)).body;
    expectRefused(await refresh({ accessToken: one.accessToken, refreshToken: next.refreshToken }));
    expectRefused(await refresh({ accessToken: next.accessToken, refreshToken: one.refreshToken }));
    expect([await read(next), await read(other)]).toEqual([200, 200]);
    await expectStatus(refresh(next), 201);
  });

  it('ends the family when a pair is used again later, and repeats a lost answer at once', async () => {
    const first = await pair();
    const second: Pair = (await expectStatus(refresh(first), 201)).body;
    const again: Pair = (await expectStatus(refresh(first), 201)).body;
    expect(again.refreshToken).toBe(second.refreshToken);
    server.clock.advance({ seconds: 11 });
    expectRefused(await refresh(first));
    expectRefused(await refresh(second));
    expect(await read(second)).toBe(401);
  });

  it('gives one next pair to many that ask at once', async () => {
    const first = await pair();
    const answers = await Promise.all(Array.from({ length: 8 }, () => refresh(first)));
    expect(new Set(answers.filter(({ status }) => status === 201).map(({ body }) => body.refreshToken)).size).toBe(1);
    expect(answers.every(({ status }) => status === 201 || status === 401)).toBe(true);
  });

  it('takes no refresh token of another door, and its own are taken at no other', async () => {
    const mine = await pair();
    const form = server.client({ 'content-type': 'application/x-www-form-urlencoded' });
    expect((await form.post('/oauth/token', `grant_type=refresh_token&refresh_token=${mine.refreshToken}`)).status).toBe(400);
    const exchange = `grant_type=urn:ietf:params:oauth:grant-type:token-exchange&subject_token=${key}&subject_token_type=urn:ietf:params:oauth:token-type:access_token`;
    const theirs = (await expectStatus(form.post('/oauth/token', exchange), 200)).body;
    expectRefused(await refresh({ accessToken: theirs.access_token, refreshToken: theirs.refresh_token }));
    await expectStatus(form.post('/oauth/token', `grant_type=refresh_token&refresh_token=${theirs.refresh_token}`), 200);
    await expectStatus(refresh(mine), 201);
  });

  const closings: [string, () => Promise<unknown>][] = [
    ['the profile key is renewed', () => expectStatus(user.session.post(world.path('profile-key')), 200)],
    ['the profile key is revoked', async () => {
      const { items } = (await user.session.get(world.path('api-keys'))).body;
      await expectStatus(user.session.delete(world.path(`api-keys/${items[0].id}`)), 200);
    }],
    ['the user is disabled', () => expectStatus(world.admin.patch(world.path(`users/${user.id}`), { state: 'disabled' }), 200)],
    ['only those with the right may make keys', () => settings({ keyCreation: 'enabled' })],
  ];
  it.each(closings)('closes at once, with the pairs it gave, when %s', async (_reason, close) => {
    const before = await pair();
    expect(await read(before)).toBe(200);
    await close();
    expect(await read(before)).toBe(401);
    expectRefused(await refresh(before));
    expectRefused(await create());
  });

  it('closes when the right is withdrawn; the key itself goes on, and the right opens it again', async () => {
    const right = (enabled: boolean) => expectStatus(world.admin.put(world.path('key-rights'), { userIds: [user.id], enabled }), 200);
    await right(true);
    await settings({ keyCreation: 'enabled' });
    const before = await pair();
    expect(await read(before)).toBe(200);
    await right(false);
    expect(await read(before)).toBe(401);
    expectRefused(await create());
    expect((await server.withKey(key).get(world.path('problems'))).status).toBe(200);
    await right(true);
    await pair();
  });

  it('loses with its owner what its owner loses', async () => {
    const groupId = await world.group();
    await world.grant({ groupId }, ['problem.create']);
    await world.addToGroup(groupId, user.id);
    const { accessToken } = await pair();
    const report = () => server.client({ authorization: `Bearer ${accessToken}` }).post(world.path('problems'), { name: 'n', statement: 's' });
    expect((await report()).status).toBe(201);
    await expectStatus(world.admin.delete(world.path(`groups/${groupId}/members/${user.id}`)), 200);
    expect((await report()).status).toBe(403);
  });

  it('works for frozen profile keys, and for none that is not a profile key', async () => {
    await settings({ profileKeys: 'frozen' });
    await pair();
    const plain = await world.key(user.session, { revealable: true });
    expectRefused(await anybody.post(tokens, proof(server.clock.now(), plain.text)));
  });

  it('writes neither key, proof nor token into the log', async () => {
    const given = await pair();
    for (const secret of [key, given.accessToken, given.refreshToken]) expect(server.logged.join('')).not.toContain(secret);
  });
});

describe('the incorta door by https', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await TestServer.start(sqlite, { environment: { PUBLIC_URL: 'https://keys.megacorp.example', TRUSTED_PROXIES: '127.0.0.1', INCORTA_REQUEST_MINUTES: '5' } });
  });
  afterAll(() => server?.stop());

  const body = { tenantName: 'megacorp', loginName: 'ada', requestHash: sha256('x'), timestamp: 1 };

  it('refuses plain http before it looks at anything', async () => {
    for (const path of [tokens, `${tokens}/refresh`]) {
      expect(await server.client().post(path, body)).toMatchObject({ status: 403, body: { message: 'Use https' } });
      expect((await server.client({ 'x-forwarded-proto': 'http' }).post(path, body)).status).toBe(403);
    }
    expect(await server.client({ 'x-forwarded-proto': 'https' }).post(tokens, body)).toMatchObject({ status: 401, body: refused });
  });

  it('takes as much time as INCORTA_REQUEST_MINUTES says', async () => {
    const client = server.client({ 'x-forwarded-proto': 'https', 'sec-fetch-site': 'none' });
    const signedIn = await client.post('/api/v1/sessions', { login: 'ada', password: 'plum-harbour-lantern' });
    const session = client.with({ cookie: String(signedIn.headers['set-cookie']).split(';')[0] as string });
    const { key } = (await expectStatus(session.post('/api/v1/organisations/megacorp/profile-key'), 201)).body;
    const at = (minutes: number) => {
      const timestamp = server.clock.now() - minutes * 60_000;
      return client.post(tokens, { ...body, requestHash: sha256(`${key}${timestamp}`), timestamp });
    };
    expect([(await at(4)).status, (await at(6)).status]).toEqual([201, 401]);
  });

  it('has its explorer at /incorta/api, and its specification is published', async () => {
    const page = await server.client().get('/incorta/api');
    expect(page.status).toBe(200);
    expect(page.text).toContain('swagger-ui');
    expect(page.headers['content-security-policy']).toContain("script-src 'self'");
    const { body: document } = await server.client().get('/openapi/incorta.json');
    expect(Object.keys(document.paths)).toEqual([tokens, `${tokens}/refresh`]);
    const { body: native } = await server.client().get('/openapi/latchkey.json');
    expect(Object.keys(native.paths).filter((path) => path.startsWith('/incorta'))).toEqual([]);
  });
});
