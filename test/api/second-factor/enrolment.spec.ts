import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Authenticator, type Client, expectInvalid, expectProblem, expectStatus, expectUnauthenticated, expectUnchanged, onEachDatabase, TestServer, type TestUser, World } from '../../harness/index.js';

const path = '/api/v1/me/second-factor';

onEachDatabase("a person's second factor", (database) => {
  let server: TestServer;
  let world: World;
  let user: TestUser;
  let password: string;

  beforeAll(async () => {
    server = await TestServer.start(database);
  });
  afterAll(() => server?.stop());
  beforeEach(async () => {
    world = await World.of(server);
    user = await world.user();
    ({ password } = user);
  });

  const begin = async (client: Client = user.session) => new Authenticator((await expectStatus(client.post(`${path}/begin`, { password }), 200)).body.secret, server.clock);
  const enrol = async (): Promise<{ app: Authenticator; codes: string[] }> => {
    const app = await begin();
    return { app, codes: (await expectStatus(user.session.post(`${path}/confirm`, { totp: app.code() }), 200)).body.recoveryCodes };
  };
  const state = async () => (await expectStatus(user.session.get(path), 200)).body;
  const signIn = async (more: object = {}) => (await server.client().post('/api/v1/sessions', { login: user.login, password, ...more })).status;
  const subjects = async () => (await server.mailsTo(`${user.login}@megacorp.example`)).map(({ subject }) => subject);

  it('is asked for once the app has shown a first code, and not before', async () => {
    expect(await state()).toEqual({ enabled: false, enabledAt: null, recoveryCodesLeft: 0, requiredBy: [] });
    const answer = await expectStatus(user.session.post(`${path}/begin`, { password }), 200);
    expect(answer.body.uri).toContain(`secret=${answer.body.secret}`);
    expect(await signIn()).toBe(201);
    const app = new Authenticator(answer.body.secret, server.clock);
    const confirmed = await expectStatus(user.session.post(`${path}/confirm`, { totp: app.code() }), 200);
    expect(confirmed.body.recoveryCodes).toHaveLength(10);
    expect(new Set(confirmed.body.recoveryCodes).size).toBe(10);
    for (const code of confirmed.body.recoveryCodes) expect(code).toMatch(/^([0-9a-hjkmnp-tv-z]{4}-){5}[0-9a-hjkmnp-tv-z]{4}$/);
    expect(await state()).toMatchObject({ enabled: true, enabledAt: expect.stringMatching(/Z$/), recoveryCodesLeft: 10 });
    expect(await signIn()).toBe(401);
    expect(await subjects()).toEqual(['A second factor was switched on for your account']);
    const { items } = (await world.admin.get(world.path('audit-events?action=account.enable-second-factor&limit=1'))).body;
    expect(items[0]).toMatchObject({ result: 'done', subject: { kind: 'account', id: user.accountId } });
  });

  it('is not switched on by a wrong code, by one used to confirm before, or after 15 minutes', async () => {
    const app = await begin();
    expectProblem(await expectUnchanged(server, () => user.session.post(`${path}/confirm`, { totp: app.code(20) })), 403, 'second-factor.wrong');
    server.clock.advance({ minutes: 15, seconds: 1 });
    expectProblem(await expectUnchanged(server, () => user.session.post(`${path}/confirm`, { totp: app.code() })), 409, 'second-factor.not-begun');
    expect(await signIn()).toBe(201);
    expect(await subjects()).toEqual([]);
  });

  it('begun anew takes only the newest secret', async () => {
    const old = await begin();
    const app = await begin();
    expectProblem(await user.session.post(`${path}/confirm`, { totp: old.code() }), 403, 'second-factor.wrong');
    await expectStatus(user.session.post(`${path}/confirm`, { totp: app.code() }), 200);
    expectProblem(await expectUnchanged(server, () => user.session.post(`${path}/begin`, { password })), 409, 'second-factor.exists');
    expectProblem(await expectUnchanged(server, () => user.session.post(`${path}/confirm`, { totp: app.fresh() })), 409, 'second-factor.exists');
  });

  it('is confirmed by one of many that try at once, and only the codes of that one are good', async () => {
    const app = await begin();
    const totp = app.code();
    const answers = await Promise.all(Array.from({ length: 4 }, () => user.session.post(`${path}/confirm`, { totp })));
    const won = answers.filter(({ status }) => status === 200);
    expect(won).toHaveLength(1);
    expect(answers.filter(({ status }) => ![200, 403, 409].includes(status))).toEqual([]);
    expect(await signIn({ recoveryCode: won[0]?.body.recoveryCodes[3] })).toBe(201);
    expect((await state()).recoveryCodesLeft).toBe(9);
  });

  it('cannot be begun, renewed or switched off with a session alone', async () => {
    const wrong = `${password}x`;
    expectProblem(await user.session.post(`${path}/begin`, { password: wrong }), 403, 'account.password-wrong');
    const { app } = await enrol();
    for (const what of ['disable', 'recovery-codes']) {
      expectProblem(await user.session.post(`${path}/${what}`, { password: wrong, totp: app.fresh() }), 403, 'account.password-wrong');
      expectProblem(await user.session.post(`${path}/${what}`, { password }), 403, 'second-factor.wrong');
      expectProblem(await user.session.post(`${path}/${what}`, { password, recoveryCode: '0000-0000-0000-0000-0000-0000' }), 403, 'second-factor.wrong');
    }
    expect(await state()).toMatchObject({ enabled: true, recoveryCodesLeft: 10 });
    expect(await signIn()).toBe(401);
  });

  it('is switched off with the password and a code, with nothing left of it', async () => {
    const { app, codes } = await enrol();
    const { body } = await expectStatus(user.session.post(`${path}/disable`, { password, totp: app.fresh() }), 200);
    expect(body).toEqual({ enabled: false, enabledAt: null, recoveryCodesLeft: 0, requiredBy: [] });
    expect(await signIn()).toBe(201);
    expect((await subjects()).at(-1)).toContain('switched off');
    for (const what of ['disable', 'recovery-codes']) {
      expectProblem(await expectUnchanged(server, () => user.session.post(`${path}/${what}`, { password, recoveryCode: codes[0] })), 409, 'second-factor.missing');
    }
    const again = await enrol();
    expect(await signIn({ recoveryCode: codes[1] })).toBe(401);
    expect(await signIn({ totp: app.fresh() })).toBe(401);
    expect(await signIn({ totp: again.app.fresh() })).toBe(201);
  });

  it('is switched off with a recovery code as well', async () => {
    const { codes } = await enrol();
    await expectStatus(user.session.post(`${path}/disable`, { password, recoveryCode: codes[9] }), 200);
    expect(await signIn()).toBe(201);
  });

  it('gets new recovery codes in place of the old ones', async () => {
    const { app, codes } = await enrol();
    const { body } = await expectStatus(user.session.post(`${path}/recovery-codes`, { password, totp: app.fresh() }), 200);
    expect(body.recoveryCodes).toHaveLength(10);
    expect(await signIn({ recoveryCode: codes[0] })).toBe(401);
    expect(await signIn({ recoveryCode: body.recoveryCodes[0] })).toBe(201);
  });

  it('is guessed five times in fifteen minutes', async () => {
    const { app } = await enrol();
    const statuses = [];
    for (let i = 0; i < 6; i++) statuses.push((await user.session.post(`${path}/disable`, { password, totp: app.code(20 + i) })).status);
    expect(statuses).toEqual([403, 403, 403, 403, 403, 429]);
    expect((await user.session.post(`${path}/disable`, { password, totp: app.code(1) })).status).toBe(429);
    expect(await signIn({ totp: app.code(1) })).toBe(429);
    server.clock.advance({ minutes: 16 });
    expect(await signIn({ totp: app.code() })).toBe(201);
  });

  it('is for people, and not for other sites', async () => {
    const key = await world.key(user.session);
    for (const [method, rest, body] of [
      ['GET', '', undefined],
      ['POST', '/begin', { password }],
      ['POST', '/confirm', { totp: '123456' }],
      ['POST', '/disable', { password, totp: '123456' }],
      ['POST', '/recovery-codes', { password, totp: '123456' }],
    ] as const) {
      expectProblem(await expectUnchanged(server, () => key.client.send(method, path + rest, body)), 403, 'access.session-only');
      expectUnauthenticated(await expectUnchanged(server, () => server.client().send(method, path + rest, body)));
      if (method === 'GET') continue;
      expectProblem(await expectUnchanged(server, () => user.session.with({ 'sec-fetch-site': 'same-site' }).send(method, path + rest, body)), 403, 'access.cross-site');
    }
  });

  describe('refuses', () =>
    it.each([
      ['begin', {}, 'password'],
      ['begin', { password: ['x'] }, 'password'],
      ['begin', { password: 'x', accountId: '1001' }, 'accountId'],
      ['confirm', {}, 'totp'],
      ['confirm', { totp: 123456 }, 'totp'],
      ['confirm', { totp: '12345' }, 'totp'],
      ['confirm', { totp: '12345６' }, 'totp'],
      ['confirm', { totp: ['123456'] }, 'totp'],
      ['disable', { totp: '123456' }, 'password'],
      ['disable', { password: 'x', recoveryCode: '' }, 'recoveryCode'],
      ['recovery-codes', { password: 'x', recoveryCode: { a: 1 } }, 'recoveryCode'],
      ['recovery-codes', { password: 'x', totp: '123456', recoveryCode: 'x' }, 'recoveryCode'],
    ])('at %s %j', async (what, body, field) => {
      expectInvalid(await expectUnchanged(server, () => user.session.post(`${path}/${what}`, body)), field);
    }));
});
