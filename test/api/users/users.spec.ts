import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { expectProblem, expectReceipt, expectStatus, expectUnchanged, onEachDatabase, TestServer, type TestUser, World } from '../../harness/index.js';
import { badNames, expectAudit, hidesOthers, pages, refusesBodies, refusesStrangers } from '../contract/operations.js';

const person = { login: 'grace', email: 'grace@megacorp.example', displayName: 'Grace', password: 'lighthouse-pepper-sonata' };

onEachDatabase('users', (database) => {
  let server: TestServer;
  let world: World;
  let other: World;
  let user: TestUser;
  let foreign: TestUser;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    user = await world.user();
    other = await world.otherOrganisation();
    foreign = await other.user();
    await world.bystander();
  });
  afterAll(() => server?.stop());

  refusesStrangers(() => world, {
    list: () => ({ method: 'GET', path: world.path('users'), permission: 'user.read' }),
    create: () => ({ method: 'POST', path: world.path('users'), body: { ...person, login: 'nobody' }, permission: 'user.create' }),
    get: () => ({ method: 'GET', path: world.path(`users/${user.id}`), permission: 'user.read' }),
    update: () => ({ method: 'PATCH', path: world.path(`users/${user.id}`), body: { state: 'disabled' }, permission: 'user.update' }),
  });
  hidesOthers(() => world, () => foreign.id, {
    get: (id) => ({ method: 'GET', path: world.path(`users/${id}`) }),
    update: (id) => ({ method: 'PATCH', path: world.path(`users/${id}`), body: { state: 'disabled' } }),
  });
  describe('create', () =>
    refusesBodies(() => world, () => ({ method: 'POST', path: world.path('users') }), [
      ...badNames(person, 'displayName').filter(([wrong]) => wrong !== 'no name'),
      ['no display name', { ...person, displayName: undefined }, 'displayName'],
      ...['', ' ', 'a b', 'jos\u00e9', '\u212aelvin', '-ada', 'a'.repeat(101), 1, null, ['a'], {}].map((login) => [`login ${JSON.stringify(login).slice(0, 20)}`, { ...person, login }, 'login'] as const),
      ...['', 'grace', 'grace@', 'a@b@c', 'grace@megacorp.example\r\nBcc: x@y.example', `${'a'.repeat(60)}@${'b.'.repeat(80)}example`, null, [person.email], {}].map(
        (email) => [`e-mail ${JSON.stringify(email).slice(0, 20)}`, { ...person, email }, 'email'] as const,
      ),
      ...['', 'short-one-1', 'p'.repeat(129), 'password1234', 'PASSWORD1234', 'aaaaaaaaaaaaaaa', null, 123456789012, ['lighthouse-pepper-sonata']].map(
        (password) => [`password ${JSON.stringify(password).slice(0, 20)}`, { ...person, password }, 'password'] as const,
      ),
      ['a caller who makes operators', { ...person, operator: true }, 'operator'],
      ['a state of its own', { ...person, state: 'active' }, 'state'],
    ]));
  describe('update', () =>
    refusesBodies(() => world, () => ({ method: 'PATCH', path: world.path(`users/${user.id}`) }), [
      ['an unknown state', { state: 'invited' }, 'state'],
      ['a state that is a list', { state: ['disabled'] }, 'state'],
      ['a null state', { state: null }, 'state'],
      ['a login', { login: 'other' }, 'login'],
      ['an e-mail address', { email: 'other@megacorp.example' }, 'email'],
      ['a password', { password: person.password }, 'password'],
      ['a long display name', { displayName: 'n'.repeat(101) }, 'displayName'],
    ]));
  describe('list', () => pages(() => world.admin, () => world.path('users')));
  describe('filtered list', () => pages(() => world.admin, () => world.path('users?state=active')));

  it('is added with a password, signs in at once, and no answer holds a secret', async () => {
    const made = await expectStatus(world.admin.post(world.path('users'), person), 201);
    expect(made.body).toMatchObject({ login: 'grace', email: person.email, displayName: 'Grace', state: 'active', lastSignInAt: null });
    expectReceipt(made);
    expect(made.text).not.toMatch(/password|argon|hash/i);
    await expectAudit(world, { action: 'user.create', actor: { kind: 'user', id: '1001', name: 'ada' }, subject: { kind: 'user', id: made.body.id } });
    await server.signIn('grace', person.password);
    const seen = (await world.admin.get(world.path(`users/${made.body.id}`))).body;
    expect(Date.parse(seen.lastSignInAt)).toBeGreaterThan(Date.now() - 60_000);
  });

  it.each([['the same', 'mallory'], ['another case', 'MALLORY']])('refuses a password for a login that exists: %s', async (_name, login) => {
    await world.admin.post(world.path('users'), { ...person, login: 'mallory' });
    const again = () => world.admin.post(world.path('users'), { ...person, login, password: 'another-fine-password' });
    expectProblem(await expectUnchanged(server, again), 409, 'login.taken');
    expectProblem(await expectUnchanged(server, () => other.admin.post(other.path('users'), { ...person, login })), 409, 'login.taken');
    expect((await server.client().post('/api/v1/sessions', { login: 'mallory', password: 'another-fine-password' })).status).toBe(401);
  });

  it('is invited without a password, once, and cannot be made active by whoever invited', async () => {
    const invite = () => world.admin.post(world.path('users'), { login: foreign.login, email: 'x@othercorp.example', displayName: 'Guest' });
    const invited = await expectStatus(invite(), 201);
    expect(invited.body).toMatchObject({ accountId: foreign.accountId, state: 'invited' });
    expectProblem(await expectUnchanged(server, invite), 409, 'user.exists');
    const accept = () => world.admin.patch(world.path(`users/${invited.body.id}`), { state: 'active' });
    expectProblem(await expectUnchanged(server, accept), 409, 'user.not-accepted');
    expect((await foreign.session.get(world.path('api-keys'))).status).toBe(404);
    const { items } = (await world.admin.get(world.path('users?state=invited'))).body;
    expect(items.map(({ id }: { id: string }) => id)).toEqual([invited.body.id]);
  });

  it('makes one account when two invite the same new login at once', async () => {
    const answers = await Promise.all([1, 2, 3].map((n) => world.admin.post(world.path('users'), { ...person, login: 'parallel', displayName: `P${n}` })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });

  it('is let in nowhere in this organisation while disabled, and elsewhere as before', async () => {
    const member = await world.user();
    const key = await world.key(member.session);
    const disabled = await expectStatus(world.admin.patch(world.path(`users/${member.id}`), { state: 'disabled' }), 200);
    expect(disabled.body.state).toBe('disabled');
    expectReceipt(disabled);
    await expectAudit(world, { action: 'user.disable', subject: { kind: 'user', id: member.id } });
    expect((await member.session.get(world.path('api-keys'))).status).toBe(404);
    expect((await key.client.get(world.path('api-keys'))).status).toBe(401);
    expect((await member.session.get('/api/v1/me')).status).toBe(200);
    await expectStatus(world.admin.patch(world.path(`users/${member.id}`), { state: 'disabled' }), 200);
    await expectStatus(world.admin.patch(world.path(`users/${member.id}`), { state: 'active' }), 200);
    await expectAudit(world, { action: 'user.enable', subject: { kind: 'user', id: member.id }, details: { state: 'active', before: { state: 'disabled' } } });
    expect((await member.session.get(world.path('api-keys'))).status).toBe(200);
    expect((await key.client.get(world.path('api-keys'))).status).toBe(200);
  });

  it('is renamed without losing its state', async () => {
    const renamed = await expectStatus(world.admin.patch(world.path(`users/${user.id}`), { displayName: 'Renamed' }), 200);
    expect(renamed.body).toMatchObject({ displayName: 'Renamed', state: 'active', login: user.login });
    await expectAudit(world, { action: 'user.update', subject: { kind: 'user', id: user.id } });
  });
});
