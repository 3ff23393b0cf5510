import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { administrator, Authenticator, expectStatus, onEachDatabase, TestServer, type TestUser, World } from '../harness/index.js';
import { asForm, encoded, org } from './door.js';
import { PlainBrowser } from './plain-browser.js';

onEachDatabase('signing in at the page', (database) => {
  let server: TestServer;
  let world: World;
  let user: TestUser;
  let visitor: PlainBrowser;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
  });
  afterAll(() => server?.stop());
  beforeEach(async () => {
    user = await world.user(['problem.read']);
    visitor = new PlainBrowser(server);
  });

  const isSignedIn = async () => (await server.client({ cookie: visitor.cookie }).get('/api/v1/me')).status === 200;
  /** Switches a second factor on. */
  const secure = async () => {
    const { body } = await expectStatus(user.session.post('/api/v1/me/second-factor/begin', { password: user.password }), 200);
    const app = new Authenticator(body.secret, server.clock);
    const codes: string[] = (await expectStatus(user.session.post('/api/v1/me/second-factor/confirm', { totp: app.code() }), 200)).body.recoveryCodes;
    return { app, codes };
  };

  it('leads where one wanted to go, and a wrong password back with the login still there', async () => {
    await visitor.open(`${org}/problem/`);
    await visitor.submit('Sign in', { login: user.login, password: 'wrong' });
    expect([visitor.status, await isSignedIn()]).toEqual([401, false]);
    expect(visitor.words).toContain('The login or the password is wrong');
    expect(visitor.text).toContain(`value="${user.login}"`);
    await visitor.submit('Sign in', { login: user.login, password: user.password });
    expect([visitor.status, visitor.path, await isSignedIn()]).toEqual([200, `${org}/problem`, true]);
  });

  it('asks for the second factor after the password, and lets nobody in before', async () => {
    const { app } = await secure();
    await visitor.open(`${org}/problem/`);
    await visitor.submit('Sign in', { login: user.login, password: user.password });
    expect([visitor.status, await isSignedIn()]).toEqual([200, false]);
    expect(visitor.words).toContain('One more step');
    expect(visitor.text).not.toContain(user.password);
    await visitor.submit('Sign in', { totp: '000000' });
    expect([visitor.status, await isSignedIn()]).toEqual([401, false]);
    expect(visitor.words).toContain('The code is wrong');
    const totp = app.fresh();
    await visitor.submit('Sign in', { totp: `${totp.slice(0, 3)} ${totp.slice(3)}` });
    expect([visitor.status, visitor.path, await isSignedIn()]).toEqual([200, `${org}/problem`, true]);
  });

  it('takes a recovery code in place of it, once', async () => {
    const { codes } = await secure();
    const enter = async (recoveryCode: string) => {
      visitor = new PlainBrowser(server);
      await visitor.signIn(user.login, user.password);
      return visitor.submit('Sign in with it', { recoveryCode });
    };
    expect([(await enter(String(codes[0]).toUpperCase())).path, await isSignedIn()]).toEqual([org, true]);
    expect([(await enter(String(codes[0]))).status, await isSignedIn()]).toEqual([401, false]);
    expect(visitor.text).toContain('<details class="other-way" open>');
    await enter(String(codes[1]));
    expect(await isSignedIn()).toBe(true);
  });

  it('forgets after 5 minutes, and with another password, that the password was right', async () => {
    const { app } = await secure();
    await visitor.signIn(user.login, user.password);
    server.clock.advance({ minutes: 5 });
    await visitor.submit('Sign in', { totp: app.code() });
    expect([visitor.status, await isSignedIn()]).toEqual([401, false]);
    expect(visitor.words).toMatch(/Sign in The password was given too long ago/);
    await visitor.submit('Sign in', { login: user.login, password: user.password });
    await expectStatus(user.session.post('/api/v1/me/password', { currentPassword: user.password, newPassword: 'another-harbour-lantern' }), 200);
    await visitor.submit('Sign in', { totp: app.fresh() });
    expect([visitor.status, await isSignedIn()]).toEqual([401, false]);
    expect(visitor.words).toContain('The password was given too long ago, or has changed since');
  });

  it('takes no note of the first step that it has not written, nor one in place of a session', async () => {
    const { app } = await secure();
    await visitor.signIn(user.login, user.password);
    const { hidden } = visitor.formOf('Sign in');
    const { step = '' } = hidden;
    for (const forged of [`${step}x`, step.slice(0, -2), step.replace(/^\d+/, '999'), 'x', '1.', user.accountId]) {
      const { status, headers } = await asForm(server.client({ accept: 'text/html' })).post('/sign-in/second-factor', encoded({ step: forged, totp: app.code() }));
      expect([forged, status, headers['set-cookie']]).toEqual([forged, 401, undefined]);
    }
    expect((await server.client({ cookie: `latchkey_session=${step}` }).get('/api/v1/me')).status).toBe(401);
    const elsewhere = server.client({ accept: 'text/html', 'sec-fetch-site': 'cross-site' });
    expect((await asForm(elsewhere).post('/sign-in/second-factor', encoded({ step, totp: app.fresh() }))).status).toBe(403);
  });

  it('closes after too many attempts at either step, says until when, and opens again', async () => {
    const { app } = await secure();
    await visitor.signIn(user.login, user.password);
    for (let i = 0; i < 5; i++) await visitor.submit('Sign in', { totp: '000000' });
    await visitor.submit('Sign in', { totp: app.code() });
    expect([visitor.status, Number(visitor.headers['retry-after']) > 0, await isSignedIn()]).toEqual([429, true, false]);
    expect(visitor.words).toMatch(/Too many attempts\..* closed for \d+ more minutes, until \d\d:\d\d UTC/);
    server.clock.advance({ minutes: 16 });
    await visitor.signIn(user.login, user.password);
    await visitor.submit('Sign in', { totp: app.fresh() });
    expect(await isSignedIn()).toBe(true);
    visitor = new PlainBrowser(server);
    for (let i = 0; i < 11; i++) await visitor.signIn(user.login, 'guess');
    await visitor.signIn(user.login, user.password);
    expect([visitor.status, await isSignedIn()]).toEqual([429, false]);
    expect(visitor.words).toContain('Too many attempts.');
  });

  it('programs say all of it at once, and are told what is wanting', async () => {
    const { app } = await secure();
    const program = server.client({ accept: 'application/json' });
    const asked = await program.post('/sign-in', { login: user.login, password: user.password });
    expect([asked.status, asked.body, asked.headers['set-cookie']]).toEqual([401, { detail: expect.stringMatching(/second factor.*totp/) }, undefined]);
    const { status, headers } = await program.post('/sign-in', { login: user.login, password: user.password, totp: app.fresh() });
    expect([status, headers['location']]).toEqual([303, '/org/']);
    expect((await server.client({ cookie: String(headers['set-cookie']).split(';')[0] as string }).get('/api/v1/me')).status).toBe(200);
  });

  it('leads a person of one organisation home, one of several to the list, and a program that asks for the list to it', async () => {
    await visitor.signIn(user.login, user.password);
    expect([visitor.status, visitor.path]).toEqual([200, org]);
    expect((await expectStatus(user.session.with({ accept: 'application/json' }).get('/org/'), 200)).body.items).toHaveLength(1);
    await world.otherOrganisation('secondcorp');
    visitor = new PlainBrowser(server);
    await visitor.signIn('ada', administrator.password);
    expect([visitor.status, visitor.path]).toEqual([200, '/org']);
    for (const slug of ['megacorp', 'secondcorp']) expect(visitor.text).toContain(`href="/org/${slug}/"`);
  });

  it('whoever signs in again goes on where they were', async () => {
    await visitor.open(`${org}/profile/`);
    await visitor.submit('Sign in', { login: user.login, password: user.password });
    const key = await world.key(user.session, { revealable: true });
    const page = `${org}/organisation/api-key/${key.id}`;
    await visitor.open(page);
    expect(visitor.text).not.toContain('Sign in again');
    server.clock.advance({ minutes: 6 });
    await visitor.open(page);
    await visitor.submit('Sign in again');
    expect([visitor.status, visitor.path, await isSignedIn()]).toEqual([200, page, false]);
    expect(visitor.words).toContain('Sign in again to go on where you were.');
    await visitor.submit('Sign in', { login: user.login, password: user.password });
    expect([visitor.path, await isSignedIn()]).toEqual([page, true]);
    await visitor.submit('Show the key');
    expect(visitor.text).toContain(key.text);
    const { hidden } = visitor.formOf('Sign out');
    await visitor.send('/sign-out', { ...hidden, next: 'https://elsewhere.example/' });
    expect([visitor.path, await isSignedIn()]).toEqual(['/org', false]);
  });

  it('loading the page again leads to the beginning', async () => {
    for (const path of ['/sign-in', '/sign-in/second-factor']) expect((await server.client({ accept: 'text/html' }).get(path)).headers['location']).toBe('/org/');
  });
});
