import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Client, expectInvalid, expectProblem, expectReceipt, expectStatus, expectUnauthenticated, expectUnchanged, onEachDatabase, TestServer, type TestUser, World } from '../../harness/index.js';

const path = '/api/v1/me/password';
const newPassword = 'violet-anchor-midnight';

onEachDatabase('changing a password', (database) => {
  let server: TestServer;
  let world: World;
  let user: TestUser;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
  });
  afterAll(() => server?.stop());
  beforeEach(async () => {
    user = await world.user(['problem.read']);
  });

  const change = (client: Client = user.session, body: object = { currentPassword: user.password, newPassword }) => client.post(path, body);
  const signIn = async (password: string) => (await server.client().post('/api/v1/sessions', { login: user.login, password })).status;

  it('ends the old one and every other session, and goes on in a new one', async () => {
    const other = await server.signIn(user.login, user.password);
    const answer = await expectStatus(change(), 200);
    expectReceipt(answer);
    expect(answer.body).toMatchObject({ account: { id: user.accountId, login: user.login } });
    expect(answer.text).not.toMatch(/argon|midnight/);
    const next = server.client({ cookie: String(answer.headers['set-cookie']).split(';')[0] as string });
    expectUnauthenticated(await other.get('/api/v1/me'));
    expectUnauthenticated(await user.session.get('/api/v1/me'));
    expect((await next.get('/api/v1/me/sessions')).body.items).toMatchObject([{ id: answer.body.id, current: true }]);
    expect(await signIn(user.password)).toBe(401);
    expect(await signIn(newPassword)).toBe(201);
    const { items } = (await world.admin.get(world.path('audit-events?action=account.change-password&limit=1'))).body;
    expect(items[0]).toMatchObject({ result: 'done', subject: { kind: 'account', id: user.accountId } });
  });

  it("ends the tokens of the person's keys, on every node, and leaves the keys and other people alone", async () => {
    const key = await world.key(user.session);
    const bystander = await world.bystander();
    const exchange = { grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange', subject_token: key.text, subject_token_type: 'urn:ietf:params:oauth:token-type:access_token' };
    const { body: tokens } = await expectStatus(server.client().post('/oauth/token', exchange), 200);
    const second = await server.another();
    const bearer = { authorization: `Bearer ${tokens.access_token}` };
    await expectStatus(server.client(bearer, second).get(world.path('problems')), 200);
    await expectStatus(change(), 200);
    for (const app of [server.app, second]) {
      expectUnauthenticated(await server.client(bearer, app).get(world.path('problems')));
      await expectStatus(server.withKey(key.text, app).get(world.path('problems')), 200);
    }
    expect((await server.client().post('/oauth/token', { grant_type: 'refresh_token', refresh_token: tokens.refresh_token })).status).toBe(400);
    await expectStatus(bystander.session.get('/api/v1/me'), 200);
  });

  it('is told to its person by mail, without the password', async () => {
    await expectStatus(change(), 200);
    const [mail, ...more] = await server.mailsTo(`${user.login}@megacorp.example`);
    expect(more).toEqual([]);
    expect(mail?.subject).toContain('password of your account was changed');
    expect(mail?.text).toContain('127.0.0.1');
    expect(mail?.text).not.toMatch(new RegExp(`${newPassword}|${user.password}`));
  });

  it('needs the one there is: a session alone is not enough', async () => {
    expectProblem(await change(user.session, { currentPassword: `${user.password}x`, newPassword }), 403, 'account.password-wrong');
    await expectStatus(user.session.get('/api/v1/me'), 200);
    expect(await signIn(newPassword)).toBe(401);
    expect(await signIn(user.password)).toBe(201);
    expect(await server.mailsTo(`${user.login}@megacorp.example`)).toEqual([]);
    const { items } = (await world.admin.get(world.path('audit-events?action=account.change-password&limit=1'))).body;
    expect(items[0]).toMatchObject({ result: 'refused', subject: { id: user.accountId } });
  });

  it('counts wrong ones together with those at the sign-in', async () => {
    const statuses = [];
    for (let i = 0; i < 9; i++) statuses.push((await change(user.session, { currentPassword: `wrong-password-${i}`, newPassword })).status);
    expect(statuses).toEqual(Array(9).fill(403));
    expect(await signIn('wrong-password')).toBe(401);
    expectProblem(await change(), 429, 'request.too-many');
    expect(await signIn(user.password)).toBe(429);
    server.clock.advance({ minutes: 16 });
    await expectStatus(change(), 200);
  });

  it('by several at once lets one of them have it', async () => {
    const answers = await Promise.all(Array.from({ length: 4 }, (_, i) => change(user.session, { currentPassword: user.password, newPassword: `${newPassword}-${i}` })));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => ![200, 401, 403].includes(status))).toEqual([]);
    expect(await signIn(`${newPassword}-${statuses.indexOf(200)}`)).toBe(201);
  });

  it('is for people, and not for other sites', async () => {
    const key = await world.key(user.session);
    expectProblem(await expectUnchanged(server, () => change(key.client)), 403, 'access.session-only');
    expectUnauthenticated(await expectUnchanged(server, () => change(server.client())));
    expectProblem(await expectUnchanged(server, () => change(user.session.with({ 'sec-fetch-site': 'cross-site' }))), 403, 'access.cross-site');
  });

  describe('refuses', () =>
    it.each([
      ['no current password', { newPassword }, 'currentPassword'],
      ['a list for the current one', { currentPassword: ['x'], newPassword }, 'currentPassword'],
      ['no new one', { currentPassword: 'orchard-velvet-compass' }, 'newPassword'],
      ['one of 11 characters', { currentPassword: 'orchard-velvet-compass', newPassword: 'short-twelv' }, 'newPassword'],
      ['one of 129 characters', { currentPassword: 'orchard-velvet-compass', newPassword: 'lighthouse-'.repeat(12).slice(0, 129) }, 'newPassword'],
      ['a common one', { currentPassword: 'orchard-velvet-compass', newPassword: 'password1234' }, 'newPassword'],
      ['the same again', { currentPassword: 'orchard-velvet-compass', newPassword: 'orchard-velvet-compass' }, 'newPassword'],
      ['the account of somebody else', { currentPassword: 'orchard-velvet-compass', newPassword, accountId: '1001' }, 'accountId'],
    ])('%s', async (_wrong, body, field) => {
      expectInvalid(await expectUnchanged(server, () => change(user.session, body)), field);
      await expectStatus(user.session.get('/api/v1/me'), 200);
    }));
});
