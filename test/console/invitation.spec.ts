import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { Authenticator, expectStatus, expectUnchanged, onEachDatabase, TestServer, World } from '../harness/index.js';
import { asForm, asProgram, encoded, org } from './door.js';
import { PlainBrowser } from './plain-browser.js';

const password = 'velvet-orchard-compass';
let count = 0;

onEachDatabase('the page of an invitation', (database) => {
  let server: TestServer;
  let world: World;
  let person: PlainBrowser;
  let login: string;
  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
  });
  afterAll(() => server?.stop());
  beforeEach(() => {
    person = new PlainBrowser(server);
    login = `guest-${++count}`;
  });

  /** What stands in the mail. */
  const invite = async (where = world, to = login) => {
    const email = `${to}@megacorp.example`;
    await expectStatus(where.admin.post(where.path('users'), { login: to, email, displayName: to }), 201);
    const { text } = (await server.mailsTo(email)).at(-1) as { text: string };
    expect(text).toMatch(/^http\S+\/invitation#\d+\.[\w-]{43}$/m);
    return /^\d+\.[\w-]{43}$/m.exec(text)?.[0] ?? '';
  };
  const stateOf = async (where = world) => (await where.admin.get(where.path(`users?search=${login}`))).body.items[0].state as string;

  it('is where the mail leads: it says what it is for, takes a new password and lets its person in', async () => {
    const token = await invite();
    await person.open('/invitation/');
    expect(person.text).not.toContain(token);
    await person.submit('Continue', { token });
    expect(person.words).toContain(`You are invited to megacorp as ${login}. Choose the password`);
    expect(await stateOf()).toBe('invited');
    await person.submit('Choose it and join', { password: 'password1234', passwordAgain: 'password1234' });
    expect([person.status, person.words.includes('passwords that are tried first'), await stateOf()]).toEqual([400, true, 'invited']);
    for (const passwordAgain of ['velvet-orchard-compas', '']) {
      await person.submit('Choose it and join', { password, passwordAgain });
      expect([person.status, person.words.includes('is not the same as the new password'), await stateOf()]).toEqual([400, true, 'invited']);
    }
    await person.submit('Choose it and join', { password, passwordAgain: password });
    expect([person.status, person.path, await stateOf()]).toEqual([200, org, 'active']);
    expect(person.words).toContain(`Welcome to megacorp. You sign in as ${login}.`);
    await expectStatus(server.client({ cookie: person.cookie }).get('/api/v1/me'), 200);
    const again = new PlainBrowser(server);
    await again.open('/invitation');
    await again.submit('Continue', { token });
    expect([again.status, again.words.includes('There is no such invitation')]).toEqual([404, true]);
  });

  it('asks those who have an account for its password, and takes no other', async () => {
    const user = await world.user();
    login = user.login;
    const other = await world.otherOrganisation(`other-${count}`);
    const email = `${login}@megacorp.example`;
    const token = await invite(other);
    await person.open('/invitation');
    await person.submit('Continue', { token });
    expect(person.words).toContain('show it with your password');
    await person.submit('Join', { password });
    expect([person.status, person.words.includes('This is not the password'), await stateOf(other), email.length > 0]).toEqual([401, true, 'invited', true]);
    await person.submit('Join', { password: user.password });
    expect([person.path, await stateOf(other)]).toEqual([`/org/other-${count}`, 'active']);
  });

  it('does not pass by the second factor of an account', async () => {
    const user = await world.user();
    login = user.login;
    const { body } = await expectStatus(user.session.post('/api/v1/me/second-factor/begin', { password: user.password }), 200);
    const app = new Authenticator(body.secret, server.clock);
    await expectStatus(user.session.post('/api/v1/me/second-factor/confirm', { totp: app.code() }), 200);
    const other = await world.otherOrganisation(`second-${count}`);
    const token = await invite(other);
    await person.open('/invitation');
    await person.submit('Continue', { token });
    await person.submit('Join', { password: user.password });
    expect(await stateOf(other)).toBe('active');
    expect([person.words.includes(`Welcome to second-${count}`), person.words.includes('Sign in')]).toEqual([true, true]);
    expect((await server.client({ cookie: person.cookie }).get('/api/v1/me')).status).toBe(401);
  });

  it('tells programs the same; looking changes nothing, and no other site accepts', async () => {
    const token = await invite();
    const program = asProgram(server.client());
    const looked = await expectUnchanged(server, () => program.post('/invitation', { Invitation: token }));
    expect([looked.status, looked.body]).toEqual([200, { Organisation: 'megacorp', Login: login, 'Has Password': false, Accepted: false, _links: { self: { href: '/invitation' } } }]);
    for (const wrong of [`${token.slice(0, -2)}AA`, 'x', '1.x']) expect((await expectUnchanged(server, () => program.post('/invitation', { Invitation: wrong, Password: password }))).status).toBe(404);
    expect((await expectUnchanged(server, () => program.post('/invitation', { Invitation: token, Password: password, 'Password Again': `${password}s` }))).status).toBe(400);
    const elsewhere = asForm(server.client({ accept: 'text/html', 'sec-fetch-site': 'cross-site' }));
    expect((await expectUnchanged(server, () => elsewhere.post('/invitation', encoded({ token, password })))).status).toBe(403);
    const accepted = await expectStatus(program.post('/invitation', { Invitation: token, Password: password }), 200);
    expect([accepted.body.Accepted, accepted.headers['set-cookie'], await stateOf()]).toEqual([true, undefined, 'active']);
  });
});
