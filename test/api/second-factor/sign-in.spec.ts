import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { Authenticator, expectProblem, expectReceipt, expectStatus, expectUnauthenticated, expectUnchanged, onEachDatabase, TestServer, type TestUser, World } from '../../harness/index.js';

onEachDatabase('signing in with a second factor', (database) => {
  let server: TestServer;
  let world: World;
  let user: TestUser;
  let app: Authenticator;
  let codes: string[];

  beforeAll(async () => {
    server = await TestServer.start(database, { environment: { TRUSTED_PROXIES: '127.0.0.1' } });
  });
  afterAll(() => server?.stop());
  beforeEach(async () => {
    world = await World.of(server);
    user = await world.user(['problem.read']);
    const { body } = await expectStatus(user.session.post('/api/v1/me/second-factor/begin', { password: user.password }), 200);
    app = new Authenticator(body.secret, server.clock);
    codes = (await expectStatus(user.session.post('/api/v1/me/second-factor/confirm', { totp: app.code() }), 200)).body.recoveryCodes;
  });

  const signIn = (more: object = {}, { password = user.password, address = '127.0.0.1', node = server.app } = {}) =>
    server.client({ 'x-forwarded-for': address }, node).post('/api/v1/sessions', { login: user.login, password, ...more });

  it('asks for it only when the password is right, and says how to go on', async () => {
    const asked = expectProblem(await signIn(), 401, 'session.second-factor-required');
    expect(asked.body.detail).toMatch(/totp.*recoveryCode/);
    expect(asked.headers['set-cookie']).toBeUndefined();
    expectProblem(await signIn({}, { password: 'wrong-harbour-lantern' }), 401, 'session.sign-in-refused');
    expectProblem(await signIn({ totp: app.fresh() }, { password: 'wrong-harbour-lantern' }), 401, 'session.sign-in-refused');
    expect((await signIn({ totp: app.code() })).status).toBe(201);
  });

  it('takes the code of now, of half a minute ago and of half a minute ahead', async () => {
    for (const steps of [-1, 0, 1]) {
      server.clock.advance({ minutes: 2 });
      expect((await signIn({ totp: app.code(steps) })).status).toBe(201);
    }
    server.clock.advance({ minutes: 2 });
    for (const steps of [-3, 3]) expectProblem(await signIn({ totp: app.code(steps) }), 401, 'session.second-factor-refused');
  });

  it('takes a code once, and none from before it', async () => {
    const totp = app.fresh();
    const before = app.code(-1);
    expect((await signIn({ totp })).status).toBe(201);
    expectProblem(await signIn({ totp }), 401, 'session.second-factor-refused');
    expectProblem(await signIn({ totp: before }), 401, 'session.second-factor-refused');
    const second = await server.another();
    expectProblem(await signIn({ totp }, { node: second }), 401, 'session.second-factor-refused');
    expect((await signIn({ totp: app.fresh() }, { node: second })).status).toBe(201);
  });

  it('lets one of many in that show the same code at once', async () => {
    const second = await server.another();
    for (const proof of [{ totp: app.fresh() }, { recoveryCode: codes[0] }]) {
      const answers = await Promise.all(Array.from({ length: 4 }, (_, i) => signIn(proof, { node: i % 2 ? second : server.app })));
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
      expect(answers.filter(({ status }) => ![201, 401].includes(status)).map(({ text }) => text)).toEqual([]);
      server.clock.advance({ minutes: 16 });
    }
  });

  it('takes each recovery code once, however it is typed', async () => {
    expect((await signIn({ recoveryCode: ` ${codes[0]?.toUpperCase().replaceAll('-', ' ').replaceAll('1', 'I').replaceAll('0', 'O')}` })).status).toBe(201);
    expectProblem(await signIn({ recoveryCode: codes[0] }), 401, 'session.second-factor-refused');
    expect((await signIn({ recoveryCode: codes[1] })).status).toBe(201);
    const other = await world.user();
    expect((await server.client().post('/api/v1/sessions', { login: other.login, password: other.password, recoveryCode: codes[2] })).status).toBe(201);
    expect((await user.session.get('/api/v1/me/second-factor')).body.recoveryCodesLeft).toBe(8);
  });

  it('ends after five wrong codes, for strangers; they do not lock its person out', async () => {
    const statuses = [];
    for (let i = 0; i < 6; i++) statuses.push((await signIn({ totp: app.code(20 + i) }, { address: '203.0.113.9' })).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
    expectProblem(await signIn({ recoveryCode: codes[0] }, { address: '203.0.113.9' }), 429, 'request.too-many');
    expect((await signIn({ recoveryCode: codes[0] })).status).toBe(201);
  });

  it('is tried by at most five of many that guess at once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => signIn({ totp: app.code(20 + i) }, { address: '203.0.113.10' })));
    expect(answers.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(5);
    expect(answers.filter(({ status }) => status !== 401 && status !== 429).map(({ text }) => text)).toEqual([]);
  });

  it('tells of a refused code in the audit trail, without it', async () => {
    await signIn({ totp: app.code(20) });
    const { items } = (await world.admin.get(world.path('audit-events?action=session.create&limit=1'))).body;
    expect(items[0]).toMatchObject({ result: 'refused', actor: { kind: 'account', id: user.accountId }, details: { at: 'second-factor' } });
    expect(JSON.stringify(items[0])).not.toContain(app.code(20));
  });

  it('is not to be had at the documented sign-in, which says so; keys are not asked', async () => {
    for (const body of [{ user: user.login, password: user.password }, { client_id: user.login, client_secret: user.password }]) {
      const answer = await server.client().post('/authentication/sign_in', body);
      expect(answer.status).toBe(401);
      expect(answer.text).toMatch(/second factor/);
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
    const key = await world.key(user.session);
    await expectStatus(key.client.get(world.path('problems')), 200);
  });

  it('can be reset by an instance operator: sessions and tokens end, keys go on', async () => {
    const key = await world.key(user.session);
    const account = `/api/v1/accounts/${user.accountId}`;
    expect((await world.admin.get(account)).body.secondFactor).toBe(true);
    expect((await world.admin.get('/api/v1/accounts?limit=200')).body.items.find(({ id }: { id: string }) => id === user.accountId).secondFactor).toBe(true);
    const reset = await expectStatus(world.admin.patch(account, { secondFactor: 'none' }), 200);
    expectReceipt(reset);
    expect(reset.body).toMatchObject({ state: 'active', secondFactor: false });
    expectUnauthenticated(await user.session.get('/api/v1/me'));
    await expectStatus(key.client.get(world.path('problems')), 200);
    expect((await signIn()).status).toBe(201);
    const { items } = (await world.admin.get(world.path('audit-events?action=account.reset-second-factor&limit=1'))).body;
    expect(items[0]).toMatchObject({ subject: { kind: 'account', id: user.accountId } });
    expectProblem(await expectUnchanged(server, () => world.admin.patch(account, { secondFactor: 'none' })), 409, 'second-factor.missing');
  });

  it('cannot be reset by its own person, operator or not, nor by a key', async () => {
    expectProblem(await expectUnchanged(server, () => user.session.patch(`/api/v1/accounts/${user.accountId}`, { secondFactor: 'none' })), 403, 'access.operator-only');
    expectProblem(await expectUnchanged(server, () => world.admin.patch('/api/v1/accounts/1001', { secondFactor: 'none' })), 403, 'second-factor.own');
    for (const secondFactor of ['app', '', null, true]) expectProblem(await expectUnchanged(server, () => world.admin.patch(`/api/v1/accounts/${user.accountId}`, { secondFactor })), 400);
    expect((await signIn()).status).toBe(401);
  });
});
