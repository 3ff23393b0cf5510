import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Authenticator, type Client, expectStatus, expectUnchanged, onEachDatabase, TestServer, type TestUser, World } from '../harness/index.js';
import { asProgram, org } from './door.js';
import { Person } from './person.js';
import { PlainBrowser } from './plain-browser.js';

onEachDatabase('accounts as pages', (database) => {
  let server: TestServer;
  let world: World;
  let user: TestUser;
  let person: Person;
  let program: Client;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    user = await world.user(['problem.read']);
    person = new Person(world.admin);
    program = asProgram(world.admin);
  });
  afterAll(() => server?.stop());

  const find = async (login: string) => (await expectStatus(program.get('/accounts/?limit=200'), 200)).body.items.find(({ Login }: { Login: string }) => Login === login);
  const isLetIn = async () => (await user.session.get('/api/v1/me')).status === 200;

  it('are listed for instance operators, page by page', async () => {
    expect(await find('ada')).toMatchObject({ Login: 'ada', State: 'active', Operator: true, 'Second Factor': false, _links: {} });
    expect(await find(user.login)).toMatchObject({ id: user.accountId, Operator: false, _links: { disable: { href: `/accounts/${user.accountId}/disable/` } } });
    const { body } = await expectStatus(program.get('/accounts/?limit=1'), 200);
    expect([body.items.length, (await expectStatus(program.get(body._links.next.href), 200)).body.items.length]).toEqual([1, 1]);
    const page = await person.page('/accounts/');
    for (const text of [user.login, 'Accounts of this server', `action="/accounts/${user.accountId}/disable/"`]) expect(page).toContain(text);
    expect(page).not.toContain('action="/accounts/1001/disable/"');
    const invited = (await expectStatus(world.admin.post(world.path('users'), { login: 'expected', email: 'expected@megacorp.example', displayName: 'E' }), 201)).body.accountId;
    expect(await find('expected')).toMatchObject({ State: 'invited', _links: { disable: { href: `/accounts/${invited}/disable/` } } });
    expect(await person.page('/accounts/?search=expected')).toMatch(/badge-warn">invited</);
    expect([page.includes('aria-current="page"'), (await person.page(`${org}/`)).includes('aria-current="page">Home')]).toEqual([false, true]);
  });

  it('are disabled and enabled, by the form that says what it means', async () => {
    const led = await person.does('/accounts/', `/accounts/${user.accountId}/disable/`);
    expect([led.headers['flash'], (await find(user.login)).State, await isLetIn()]).toEqual([`${user.login} is let in nowhere any more.`, 'disabled', false]);
    expect(led.text).toContain(`action="/accounts/${user.accountId}/enable/"`);
    await person.does('/accounts/', `/accounts/${user.accountId}/enable/`);
    expect((await find(user.login)).State).toBe('active');
    const answer = await expectStatus(program.post(`/accounts/${user.accountId}/disable/`, {}), 200);
    expect([answer.body.State, answer.headers['latchkey-epoch'] !== undefined]).toEqual(['disabled', true]);
    await expectStatus(program.post(`/accounts/${user.accountId}/enable/`, {}), 200);
    user = { ...user, session: await server.signIn(user.login, user.password) };
  });

  it('lose their second factor where there is one', async () => {
    const { body } = await expectStatus(user.session.post('/api/v1/me/second-factor/begin', { password: user.password }), 200);
    await expectStatus(user.session.post('/api/v1/me/second-factor/confirm', { totp: new Authenticator(body.secret, server.clock).code() }), 200);
    await person.does('/accounts/', `/accounts/${user.accountId}/second-factor/reset/`);
    expect((await find(user.login))['Second Factor']).toBe(false);
    expect((await expectUnchanged(server, () => program.post(`/accounts/${user.accountId}/second-factor/reset/`, {}))).status).toBe(409);
    user = { ...user, session: await server.signIn(user.login, user.password) };
  });

  it('are for nobody else', async () => {
    const key = await world.key(world.admin);
    for (const path of ['/accounts/', '/accounts/?limit=1']) {
      expect((await asProgram(user.session).get(path)).status).toBe(403);
      expect((await asProgram(key.client).get(path)).status).toBe(403);
      expect((await asProgram(server.client()).get(path)).status).toBe(401);
    }
    expect((await expectUnchanged(server, () => asProgram(user.session).post('/accounts/1001/disable/', {}))).status).toBe(403);
    expect((await expectUnchanged(server, () => program.post('/accounts/999999/disable/', {}))).status).toBe(404);
    expect((await expectUnchanged(server, () => person.insist('/accounts/', '/accounts/999999/enable/', { _token: 'x' }))).status).toBe(403);
    expect((await new Person(user.session).page(`${org}/problem/`)).includes('/accounts/')).toBe(false);
  });

  it('have a page of their own, without any organisation too: sessions, password, second factor', async () => {
    const loner = await world.user();
    await expectStatus(world.admin.patch(world.path(`users/${loner.id}`), { state: 'disabled' }), 200);
    const browser = new PlainBrowser(server);
    await browser.open('/account/');
    await browser.submit('Sign in', { login: loner.login, password: loner.password });
    expect([browser.status, browser.path]).toEqual([200, '/account']);
    expect(browser.words).toContain('Sign out everywhere else');
    await browser.submit('Sign out everywhere else');
    expect([browser.path, (await loner.session.get('/api/v1/me')).status]).toEqual(['/account', 401]);
    await browser.open('/account/password/');
    await browser.submit('Change the password', { 'Current Password': loner.password, 'New Password': 'another-harbour-lantern', 'New Password Again': 'another-harbour-lantern' });
    expect([browser.status, browser.path]).toEqual([200, '/account']);
    await browser.open('/account/second-factor/');
    await browser.submit('Begin', { Password: 'another-harbour-lantern' });
    const secret = (/<code>((?:[A-Z2-7]{4} ?){8})<\/code>/.exec(browser.text)?.[1] ?? '').replaceAll(' ', '');
    await browser.submit('Switch it on', { Code: new Authenticator(secret, server.clock).code() });
    expect(browser.text).toContain('class="recovery-codes"');
    await browser.open('/org/');
    expect(browser.text).toContain('href="/account/"');
    const session = (await expectStatus(program.get('/account/'), 200)).body;
    expect(session).toMatchObject({ Login: 'ada', Operator: true, 'Second Factor': { Enabled: false }, _links: { accounts: { href: '/accounts/' } } });
    const key = await world.key(world.admin);
    expect((await asProgram(key.client).get('/account/')).status).toBe(403);
    expect((await asProgram(server.client()).get('/account/')).status).toBe(401);
  });
});
