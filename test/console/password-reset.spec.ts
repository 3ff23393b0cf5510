import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { expectStatus, expectUnauthenticated, expectUnchanged, onEachDatabase, TestServer, type TestUser, World } from '../harness/index.js';
import { asForm, asProgram, encoded } from './door.js';
import { PlainBrowser } from './plain-browser.js';

const newPassword = 'velvet-orchard-compass';
const code = 'Password Reset Code';
const twice = { 'New Password': newPassword, 'New Password Again': newPassword };

onEachDatabase('the pages of a password reset', (database) => {
  let server: TestServer;
  let world: World;
  let person: PlainBrowser;
  let user: TestUser;
  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
  });
  afterAll(() => server?.stop());
  beforeEach(async () => {
    person = new PlainBrowser(server);
    user = await world.user();
  });

  const tokenIn = async () => /^\d+\.[\w-]{43}$/m.exec((await server.mailsTo(`${user.login}@megacorp.example`)).at(-1)?.text ?? '')?.[0] ?? '';

  it('lead from signing in, by the mail, to a new password', async () => {
    await person.open('/org/');
    expect(person.text).toContain('<a href="/password-reset">Forgot your password?</a>');
    await person.open('/password-reset');
    await person.submit('Send me a link', { Login: user.login });
    expect([person.status, person.path]).toEqual([200, '/password-reset/new-password']);
    expect(person.words).toContain('If there is such an account, a mail with a link is on its way');
    const token = await tokenIn();
    expect(person.text).not.toContain(token);
    await person.submit('Set the new password', { [code]: token, 'New Password': newPassword, 'New Password Again': `${newPassword}x` });
    expect([person.status, person.words.includes('not the same as the new password')]).toEqual([400, true]);
    expect(person.text).toContain(token);
    await person.submit('Set the new password', { [code]: token, 'New Password': 'password1234', 'New Password Again': 'password1234' });
    expect([person.status, person.words.includes('passwords that are tried first')]).toEqual([400, true]);
    await expectStatus(user.session.get('/api/v1/me'), 200);
    await person.submit('Set the new password', { [code]: token, ...twice });
    expect([person.status, person.path]).toEqual([200, '/org']);
    expect(person.words).toContain(`The new password of ${user.login} is set. Sign in with it.`);
    expectUnauthenticated(await user.session.get('/api/v1/me'));
    await person.submit('Sign in', { login: user.login, password: newPassword });
    await expectStatus(server.client({ cookie: person.cookie }).get('/api/v1/me'), 200);
  });

  it('say to whoever has a link that is good no longer how to get another', async () => {
    await person.open('/password-reset/new-password');
    await person.submit('Set the new password', { [code]: `1001.${'A'.repeat(43)}`, ...twice });
    expect([person.status, person.words.includes('it cannot be used any more. Ask for a new one.')]).toEqual([404, true]);
    await person.submit('Send me a link', { Login: user.login });
    expect(await tokenIn()).not.toBe('');
  });

  it('answer the same for a login that nobody has, and change nothing by being looked at', async () => {
    const asked = async (login: string) => {
      await person.open('/password-reset');
      await person.submit('Send me a link', { Login: login });
      return [person.status, person.path, person.words];
    };
    expect(await asked('nobody-at-all')).toEqual(await asked(user.login));
    await server.mailsTo('nobody');
    for (const path of ['/password-reset', '/password-reset/new-password']) {
      expect((await expectUnchanged(server, () => server.client({ accept: 'text/html' }).get(path))).status).toBe(200);
    }
  });

  it('tell programs the same, and take nothing from other sites', async () => {
    const program = asProgram(server.client());
    const asked = await expectStatus(program.post('/password-reset', { Login: user.login }), 202);
    expect(asked.body.Message).toContain('If there is such an account');
    const token = await tokenIn();
    const elsewhere = asForm(server.client({ accept: 'text/html', 'sec-fetch-site': 'cross-site' }));
    for (const [path, fields] of [['/password-reset', { Login: user.login }], ['/password-reset/new-password', { [code]: token, ...twice }]] as const) {
      expect((await expectUnchanged(server, () => elsewhere.post(path, encoded(fields)))).status).toBe(403);
    }
    const wrong = await expectUnchanged(server, () => program.post('/password-reset/new-password', { [code]: token, 'New Password': newPassword, 'New Password Again': 'x' }));
    expect([wrong.status, Object.keys(wrong.body.errors)]).toEqual([400, ['New Password Again']]);
    const used = await expectStatus(program.post('/password-reset/new-password', { [code]: token, ...twice }), 200);
    expect([used.body.Login, used.headers['set-cookie']]).toEqual([user.login, undefined]);
    expect((await expectUnchanged(server, () => program.post('/password-reset/new-password', { [code]: token, ...twice }))).status).toBe(404);
  });

  it('say to whoever asks too often when to come again, in the header and in words', async () => {
    await person.open('/password-reset');
    for (let i = 0; i <= 20 && person.status !== 429; i++) {
      if (person.path !== '/password-reset') await person.open('/password-reset');
      await person.submit('Send me a link', { Login: 'nobody-at-all' });
    }
    const seconds = Number(person.headers['retry-after']);
    expect([person.status, seconds > 60, person.path]).toEqual([429, true, '/password-reset']);
    const [, minutes] = /Too many wrong attempts\. Try again in (\d+) minutes, at \d\d:\d\d UTC/.exec(person.words) ?? [];
    expect(Number(minutes)).toBe(Math.ceil(seconds / 60));
    expect(person.text).toContain('value="nobody-at-all"');
    const told = await asProgram(server.client()).post('/password-reset', { Login: user.login });
    expect([told.status, told.headers['retry-after'] !== undefined, told.body]).toEqual([429, true, { detail: 'Too many wrong attempts; try again later' }]);
    await server.mailsTo('nobody');
  });
});
