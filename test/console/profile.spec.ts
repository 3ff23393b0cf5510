import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { type Client, expectStatus, expectUnchanged, onEachDatabase, TestServer, type TestUser, World } from '../harness/index.js';
import { asForm, asProgram, encoded, org } from './door.js';
import { PlainBrowser } from './plain-browser.js';

const profile = `${org}/profile`;
const security = `${profile}/security`;

onEachDatabase('the profile', (database) => {
  let server: TestServer;
  let world: World;
  let user: TestUser;
  let person: PlainBrowser;
  let program: Client;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
  });
  afterAll(() => server?.stop());
  beforeEach(async () => {
    user = await world.user(['problem.read']);
    program = asProgram(user.session);
    person = new PlainBrowser(server);
    await person.signIn(user.login, user.password);
  });

  const keyOn = ({ text }: { text: string }): string => /LK\w{6}\.\w{32}/.exec(text)?.[0] ?? '';
  const statusOf = async (key: string) => (await server.withKey(key).get('/api/v1/me')).status;
  /** Pairs of tokens that a key is exchanged for. */
  const exchange = async (key: string) => {
    const form = encoded({ grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange', subject_token: key, subject_token_type: 'urn:ietf:params:oauth:token-type:access_token' });
    return (await expectStatus(asForm(server.client()).post('/oauth/token', form), 200)).body as { access_token: string; refresh_token: string };
  };

  it('says who one is, also to the key that acts for one, and not to a key that is nobody’s', async () => {
    const { body } = await expectStatus(program.get(`${profile}/`), 200);
    expect(body).toMatchObject({ id: user.id, Login: user.login, Email: `${user.login}@megacorp.example`, 'Display Name': user.login, State: 'active', _links: { self: { href: `${profile}/` }, security: { href: `${security}/` } } });
    await person.open(`${profile}/`);
    expect(person.words).toContain(`${user.login}@megacorp.example`);
    const { client } = await world.key(user.session);
    expect((await asProgram(client).get(`${profile}/`)).body.Login).toBe(user.login);
    const service = await world.key(world.admin, { kind: 'service', workspaceRoleIds: [] });
    expect((await asProgram(service.client).get(`${profile}/`)).status).toBe(404);
  });

  it('what lets a person in is not for keys, not for others and not there in another organisation', async () => {
    const { client } = await world.key(user.session);
    for (const page of [security, `${profile}/password`, `${profile}/second-factor`]) {
      expect([page, (await asProgram(client).get(`${page}/`)).status]).toEqual([page, 403]);
      expect([page, (await asProgram(server.client()).get(`${page}/`)).status]).toEqual([page, 401]);
      expect([page, (await program.get(`${page.replace('megacorp', 'nowhere')}/`)).status]).toEqual([page, 404]);
    }
    const others = (await expectStatus(program.get(`${security}/`), 200)).body.Sessions as { id: string }[];
    for (const { id } of others) {
      const call = () => asProgram(world.admin).post(`${security}/sessions/${id}/end/`);
      expect((await expectUnchanged(server, call)).status).toBe(404);
    }
    expect((await expectUnchanged(server, () => asProgram(client).post(`${security}/key/`))).status).toBe(403);
  });

  it('generates a key that is shown once and works, and renews it: the old one is refused at once', async () => {
    await person.open(`${security}/`);
    expect(person.words).toContain('You have no key of your profile yet');
    await person.submit('Generate Key');
    const first = keyOn(person);
    expect([person.status, person.headers['cache-control'], await statusOf(first)]).toEqual([201, 'no-store', 200]);
    const { refresh_token: refreshToken } = await exchange(first);
    await person.open(`${security}/`);
    expect(person.text).not.toContain(first.split('.')[1]);
    expect(person.text).toContain(first.split('.')[0]);
    await person.submit('Renew it now');
    const second = keyOn(person);
    expect([person.status, second === first, await statusOf(second), await statusOf(first)]).toEqual([200, false, 200, 401]);
    expect((await asForm(server.client()).post('/oauth/token', encoded({ grant_type: 'refresh_token', refresh_token: refreshToken }))).status).toBe(400);
    const { body } = await expectStatus(program.get(`${security}/`), 200);
    expect(body['API Key']).toMatchObject({ Name: 'Profile key', Prefix: second.split('.')[0], 'Profile Key': true });
  });

  it('programs of a person do the same', async () => {
    const made = await expectStatus(program.post(`${security}/key/`), 201);
    expect(made.body).toMatchObject({ Generated: true, key: expect.stringMatching(/^LK/) });
    const renewed = await expectStatus(program.post(`${security}/key/`), 200);
    expect([renewed.body.Generated, await statusOf(renewed.body.key), await statusOf(made.body.key)]).toEqual([false, 200, 401]);
  });

  it('tells those who may make no keys, and makes none for them', async () => {
    await expectStatus(world.admin.patch(world.path('').replace(/\/$/, ''), { keyCreation: 'enabled' }), 200);
    const { body } = await expectStatus(program.get(`${security}/`), 200);
    expect([body['API Key Generation'], body._links['generate-key']]).toEqual(['not-allowed', undefined]);
    await person.open(`${security}/`);
    expect(person.words).toContain('API key generation is not enabled for you');
    expect(() => person.formOf('Generate Key')).toThrow();
    expect((await expectUnchanged(server, () => program.post(`${security}/key/`))).status).toBe(403);
    await expectStatus(world.admin.put(world.path('key-rights'), { userIds: [user.id], enabled: true }), 200);
    await person.open(`${security}/`);
    await person.submit('Generate Key');
    expect(await statusOf(keyOn(person))).toBe(200);
    await expectStatus(world.admin.patch(world.path('').replace(/\/$/, ''), { keyCreation: 'everyone', profileKeys: 'frozen' }), 200);
    await person.open(`${security}/`);
    expect(person.words).toContain('neither generates nor renews such keys');
    await expectStatus(world.admin.patch(world.path('').replace(/\/$/, ''), { profileKeys: 'open' }), 200);
  });

  it('nothing is generated, ended or changed without the token of the form, by GET or from another site', async () => {
    const id = (await expectStatus(program.get(`${security}/`), 200)).body.Sessions[0].id as string;
    const actions = [`${security}/key/`, `${security}/sessions/others/end/`, `${security}/sessions/${id}/end/`, `${profile}/password/`, `${profile}/second-factor/begin/`];
    await person.open(`${security}/`);
    const { hidden } = person.formOf('Generate Key');
    const known = server.client({ accept: 'text/html', cookie: person.cookie });
    for (const action of actions) {
      const forged = () => asForm(known.with({ 'sec-fetch-site': 'same-origin' })).post(action, encoded({ Password: user.password }));
      expect([action, (await expectUnchanged(server, forged)).status]).toEqual([action, 403]);
      const elsewhere = () => asForm(known.with({ 'sec-fetch-site': 'cross-site' })).post(action, encoded({ ...hidden, Password: user.password }));
      expect([action, (await expectUnchanged(server, elsewhere)).status]).toEqual([action, 403]);
      if (!action.endsWith('password/')) expect([action, (await known.get(action)).status >= 400]).toEqual([action, true]);
    }
  });

  it('lists where one is signed in, and ends one session or all others', async () => {
    const elsewhere = new PlainBrowser(server);
    await elsewhere.signIn(user.login, user.password);
    await person.open(`${security}/`);
    expect(person.text.match(/this one/g)).toHaveLength(1);
    const ids = async () => (await expectStatus(program.get(`${security}/`), 200)).body.Sessions.map(({ id }: { id: string }) => id) as string[];
    const [newest = ''] = await ids();
    await person.send(`${security}/sessions/${newest}/end/`, person.formOf('Generate Key').hidden);
    expect(person.words).toContain('One session has ended.');
    await elsewhere.open(`${org}/`);
    expect(elsewhere.words).toContain('Sign in');
    await elsewhere.signIn(user.login, user.password);
    await person.open(`${security}/`);
    await person.submit('Sign out everywhere else');
    expect([person.path, person.words.includes('2 other sessions have ended.')]).toEqual([security, true]);
    await expectStatus(program.get(`${security}/`), 401);
    await elsewhere.open(`${org}/`);
    expect(elsewhere.words).toContain('Sign in');
    await person.open(`${security}/`);
    expect(person.words).not.toContain('Sign out everywhere else');
    await person.submit('Sign out');
  });

  it('lists what keys were exchanged for, and ends it: the key goes on', async () => {
    const { text, id } = await world.key(user.session, { name: 'importer' });
    const tokens = await exchange(text);
    const another = await world.key(world.admin);
    await exchange(another.text);
    const { Tokens } = (await expectStatus(program.get(`${security}/`), 200)).body;
    expect(Tokens).toEqual([expect.objectContaining({ 'API Key': id, 'Key Name': 'importer', Permissions: null, Refreshed: null })]);
    await person.open(`${security}/`);
    expect(person.words).toContain('importer');
    await person.submit('End');
    expect(person.words).toContain('One line of tokens has ended.');
    expect([(await server.client({ authorization: `Bearer ${tokens.access_token}` }).get('/api/v1/me')).status, await statusOf(text)]).toEqual([401, 200]);
    expect((await expectStatus(program.get(`${security}/`), 200)).body.Tokens).toEqual([]);
    expect((await expectUnchanged(server, () => program.post(`${security}/tokens/${Tokens[0].id}/end/`))).status).toBe(404);
  });

  it('shows no tokens of keys that have ended, nor from before the password was changed', async () => {
    const { text, id } = await world.key(user.session);
    await exchange(text);
    const later = await world.key(user.session);
    await exchange(later.text);
    const shown = async () => (await expectStatus(program.get(`${security}/`), 200)).body.Tokens.map((each: Record<string, string>) => each['API Key']) as string[];
    expect(await shown()).toEqual([later.id, id]);
    await expectStatus(user.session.post(world.path(`api-keys/${id}/revoke`), {}), 200);
    expect(await shown()).toEqual([later.id]);
    const { headers } = await expectStatus(user.session.post('/api/v1/me/password', { currentPassword: user.password, newPassword: 'another-harbour-lantern' }), 200);
    program = asProgram(server.client({ cookie: String(headers['set-cookie']).split(';')[0] as string }));
    expect(await shown()).toEqual([]);
  });

  it('changes no password that was not typed twice alike; a program says it once', async () => {
    const change = (again: object) => person.submit('Change the password', { 'Current Password': user.password, 'New Password': 'another-harbour-lantern', ...again });
    const attempts: [object, string][] = [
      [{ 'New Password Again': 'another-harbour-lanterm' }, 'New password again is not the same as the new password'],
      [{ 'New Password Again': '' }, 'New password again is needed: type it once more'],
      [{}, 'New password again is needed: type it once more'],
    ];
    await person.open(`${profile}/password/`);
    for (const [again, says] of attempts) {
      await expectUnchanged(server, () => change(again).then(() => ({ status: person.status }) as never));
      expect([person.status, person.words.includes(says), person.text.includes('another-harbour')]).toEqual([400, true, false]);
    }
    expect((await new PlainBrowser(server).signIn(user.login, user.password)).status).toBe(200);
    const differing = { 'Current Password': user.password, 'New Password': 'another-harbour-lantern', 'New Password Again': 'x' };
    expect((await expectUnchanged(server, () => program.post(`${profile}/password`, differing))).status).toBe(400);
    await expectStatus(program.post(`${profile}/password`, { 'Current Password': user.password, 'New Password': 'another-harbour-lantern' }), 200);
  });

  it('changes the password: one goes on here, and is signed out elsewhere', async () => {
    const elsewhere = new PlainBrowser(server);
    await elsewhere.signIn(user.login, user.password);
    await person.open(`${profile}/password/`);
    expect(person.words).toContain('12 to 128 characters');
    await person.submit('Change the password', { 'Current Password': 'wrong-harbour-lantern', 'New Password': 'another-harbour-lantern', 'New Password Again': 'another-harbour-lantern' });
    expect([person.status, person.words.includes('This is not your password'), person.text.includes('another-harbour')]).toEqual([403, true, false]);
    await person.submit('Change the password', { 'Current Password': user.password, 'New Password': 'password1234', 'New Password Again': 'password1234' });
    expect([person.status, person.words.includes('is one of the passwords that are tried first')]).toEqual([400, true]);
    await person.submit('Change the password', { 'Current Password': user.password, 'New Password': 'another-harbour-lantern', 'New Password Again': 'another-harbour-lantern' });
    expect([person.status, person.path]).toEqual([200, security]);
    expect(person.words).toContain('Your password is changed.');
    expect((await elsewhere.open(`${org}/`)).words).toContain('Sign in');
    const again = new PlainBrowser(server);
    expect((await again.signIn(user.login, user.password)).status).toBe(401);
    expect((await again.signIn(user.login, 'another-harbour-lantern')).status).toBe(200);
  });
});
