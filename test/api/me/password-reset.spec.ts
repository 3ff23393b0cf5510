import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Authenticator, expectInvalid, expectProblem, expectReceipt, expectStatus, expectUnauthenticated, expectUnchanged, onEachDatabase, TestServer, type TestUser, World } from '../../harness/index.js';

const newPassword = 'violet-anchor-midnight';
const tokenIn = (text = '') => /^\d+\.[\w-]{43}$/m.exec(text)?.[0] ?? '';
const subject = 'Set a new password';

onEachDatabase('a password reset', (database) => {
  let server: TestServer;
  let world: World;
  let user: TestUser;
  let address = 1;

  beforeAll(async () => {
    // Addresses can be chosen by the tests: the peer is a trusted proxy.
    server = await TestServer.start(database, { environment: { TRUSTED_PROXIES: '127.0.0.1' } });
    world = await World.of(server);
  });
  afterAll(() => server?.stop());
  beforeEach(async () => {
    user = await world.user(['problem.read']);
    address += 1;
  });

  const from = (at = address) => server.client({ 'x-forwarded-for': `192.0.2.${at}` });
  const ask = (login: string, at = address) => from(at).post('/api/v1/password-resets', { login });
  const use = (token: string, body: object = { newPassword }) => from().post('/api/v1/password-resets/use', { token, ...body });
  const emailOf = ({ login }: { login: string }) => `${login}@megacorp.example`;
  const mails = async (who: { login: string } = user) => (await server.mailsTo(emailOf(who))).filter((mail) => mail.subject === subject);
  const tokenFor = async (who: TestUser = user) => {
    await expectStatus(ask(who.login), 202);
    return tokenIn((await mails(who)).at(-1)?.text);
  };
  const signIn = async (password: string, login = user.login) => (await from().post('/api/v1/sessions', { login, password })).status;
  const audited = async (action: string) => (await world.admin.get(world.path(`audit-events?action=${action}&limit=1`))).body.items[0];

  it('sets a new password, ends every session and says so by mail', async () => {
    const token = await tokenFor();
    expect(await audited('account.request-password-reset')).toMatchObject({ result: 'done', subject: { kind: 'account', id: user.accountId } });
    await expectStatus(user.session.get('/api/v1/me'), 200);
    const used = await expectStatus(use(token), 200);
    expectReceipt(used);
    expect(used.body.login).toBe(user.login);
    expect(used.headers['set-cookie']).toBeUndefined();
    expectUnauthenticated(await user.session.get('/api/v1/me'));
    expect([await signIn(user.password), await signIn(newPassword)]).toEqual([401, 201]);
    expect(await audited('account.reset-password')).toMatchObject({ result: 'done', subject: { kind: 'account', id: user.accountId } });
    const told = (await server.mailsTo(emailOf(user))).at(-1);
    expect(told?.subject).toContain('password of your account was changed');
    expect(told?.text).toMatch(/set a new password at\s+http\S+\/password-reset /);
    expect(told?.text).not.toContain(newPassword);
  });

  it('is good once: used, unknown and mistyped tokens are answered alike', async () => {
    const token = await tokenFor();
    await expectStatus(use(token), 200);
    const [number, secret = ''] = token.split('.');
    const answers = [
      await use(token, { newPassword: 'another-long-password' }),
      await use(`999999.${secret}`),
      await use(`${number}.${'A'.repeat(43)}`),
      await use('nonsense'),
    ];
    for (const { status, body } of answers) expect({ status, ...body, requestId: '' }).toEqual({ ...answers[0]?.body, status: 404, requestId: '' });
    expect(answers[0]?.body.code).toBe('password-reset.not-found');
    expect(await signIn(newPassword)).toBe(201);
  });

  it('is used by one of many that try at once', async () => {
    const token = await tokenFor();
    const statuses = (await Promise.all(Array.from({ length: 5 }, (_, i) => use(token, { newPassword: `${newPassword}-${i}` })))).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.every((status) => status === 200 || status === 404)).toBe(true);
    expect(await signIn(`${newPassword}-${statuses.indexOf(200)}`)).toBe(201);
  });

  it('is over after an hour, and when a newer one is asked for', async () => {
    const first = await tokenFor();
    const second = await tokenFor();
    expectProblem(await use(first), 404, 'password-reset.not-found');
    server.clock.advance({ minutes: 61 });
    expectProblem(await use(second), 404, 'password-reset.not-found');
    expect(await signIn(user.password)).toBe(201);
  });

  it('is over when the password was changed meanwhile', async () => {
    const token = await tokenFor();
    await expectStatus(user.session.post('/api/v1/me/password', { currentPassword: user.password, newPassword: 'harbour-lantern-plum' }), 200);
    expectProblem(await use(token), 404, 'password-reset.not-found');
    expect(await signIn('harbour-lantern-plum')).toBe(201);
  });

  it('is sent by the e-mail address too, whatever its case, and for nobody the answer is the same', async () => {
    const answers = [await ask(emailOf(user).toUpperCase()), await ask(user.login), await ask('nobody-at-all'), await ask('nobody@megacorp.example')];
    for (const { status, body, headers } of answers) expect({ status, body, type: headers['content-type'] }).toEqual({ status: 202, body: answers[0]?.body, type: answers[0]?.headers['content-type'] });
    expect(await mails()).toHaveLength(2);
    expect(await server.mailsTo('nobody@megacorp.example')).toEqual([]);
  });

  it('is not sent to a disabled account, and one that was sent is good for nothing then', async () => {
    const token = await tokenFor();
    const account = `/api/v1/accounts/${user.accountId}`;
    await expectStatus(world.admin.patch(account, { state: 'disabled' }), 200);
    expectProblem(await use(token), 404, 'password-reset.not-found');
    await expectStatus(ask(user.login), 202);
    expect(await mails()).toHaveLength(1);
    await expectStatus(world.admin.patch(account, { state: 'active' }), 200);
    expectProblem(await use(token), 404, 'password-reset.not-found');
    expect([await signIn(newPassword), await signIn(user.password)]).toEqual([401, 201]);
  });

  it('is not sent to somebody who has not accepted an invitation: that is how they choose a password', async () => {
    const invited = { login: `invited-${address}` };
    await expectStatus(world.admin.post(world.path('users'), { ...invited, email: emailOf(invited), displayName: 'Zoë' }), 201);
    await expectStatus(ask(invited.login), 202);
    expect(await mails(invited)).toEqual([]);
  });

  it('opens an account that wrong passwords have closed, and nothing else does so earlier', async () => {
    for (let i = 0; i < 10; i++) expect(await signIn(`wrong-password-${i}`)).toBe(401);
    expect(await signIn(user.password)).toBe(429);
    const token = await tokenFor();
    expect(await signIn(user.password)).toBe(429);
    await expectStatus(use(token), 200);
    expect(await signIn(newPassword)).toBe(201);
  });

  it('does not pass by a second factor, and leaves it as it is', async () => {
    const { body } = await expectStatus(user.session.post('/api/v1/me/second-factor/begin', { password: user.password }), 200);
    const app = new Authenticator(body.secret, server.clock);
    await expectStatus(user.session.post('/api/v1/me/second-factor/confirm', { totp: app.code() }), 200);
    await expectStatus(use(await tokenFor()), 200);
    expectProblem(await from().post('/api/v1/sessions', { login: user.login, password: newPassword }), 401, 'session.second-factor-required');
    server.clock.advance({ minutes: 1 });
    await expectStatus(from().post('/api/v1/sessions', { login: user.login, password: newPassword, totp: app.code() }), 201);
  });

  it('is sent to one account at most five times in 15 minutes, and nobody is told that it was not', async () => {
    for (let i = 0; i < 7; i++) expect((await ask(user.login, 200 + (i % 3))).status).toBe(202);
    const sent = await mails();
    expect(sent).toHaveLength(5);
    server.clock.advance({ minutes: 16 });
    await expectStatus(ask(user.login), 202);
    expect(await mails()).toHaveLength(6);
  });

  it('is asked for from one address at most twenty times in 15 minutes, also for nobody', async () => {
    for (let i = 0; i < 20; i++) expect((await ask(`nobody-${i}`, 250)).status).toBe(202);
    const refused = await ask(user.login, 250);
    expectProblem(refused, 429, 'request.too-many');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(await mails()).toEqual([]);
    expect((await ask(user.login)).status).toBe(202);
  });

  it('leaves its token nowhere but in the mail: not in the log, not in the database', async () => {
    const secret = (await tokenFor()).split('.')[1] as string;
    expect(secret).toHaveLength(43);
    expect(JSON.stringify(await server.contents())).not.toContain(secret);
    expect(server.logged.join('')).not.toContain(secret);
    expect((await mails()).at(-1)?.text).toMatch(new RegExp(`/password-reset/new-password#\\d+\\.${secret}\\n`));
  });

  describe('refuses', () =>
    it.each([
      ['no password', {}, 'newPassword'],
      ['one of 11 characters', { newPassword: 'short-twelv' }, 'newPassword'],
      ['a common one', { newPassword: 'password1234' }, 'newPassword'],
      ['a list', { newPassword: [newPassword] }, 'newPassword'],
      ['the account of somebody else', { newPassword, accountId: '1001' }, 'accountId'],
    ])('%s, and stays good', async (_wrong, body, field) => {
      const token = await tokenFor();
      expectInvalid(await expectUnchanged(server, () => use(token, body)), field);
      await expectStatus(user.session.get('/api/v1/me'), 200);
      await expectStatus(use(token), 200);
    }));
});
