import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { expectStatus, expectUnchanged, MailServer, onEachDatabase, sqlite, TestServer, World } from '../harness/index.js';

const password = 'orchard-velvet-compass';
const tokenIn = (text = '') => /^\d+\.[\w-]{43}$/m.exec(text)?.[0] ?? '';
let count = 0;

onEachDatabase('an invitation', (database) => {
  let server: TestServer;
  let world: World;
  let login: string;
  let email: string;
  let userId: string;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
  });
  afterAll(() => server?.stop());
  beforeEach(async () => {
    login = `invited${++count}`;
    email = `${login}@megacorp.example`;
    userId = (await expectStatus(world.admin.post(world.path('users'), { login, email, displayName: 'Zoë' }), 201)).body.id;
  });

  const accept = (token: string, body: object = { password }) => server.client().post('/api/v1/invitations/accept', { token, ...body });
  const tokens = async (to = email) => (await server.mailsTo(to)).map(({ text }) => tokenIn(text));
  const state = async () => (await world.admin.get(world.path(`users/${userId}`))).body.state;

  it('lets a new person choose a password and sign in', async () => {
    const [token = ''] = await tokens();
    const accepted = await expectStatus(accept(token), 200);
    expect(accepted.body).toMatchObject({ userId, login, organisation: { id: '1001', slug: 'megacorp' }, freshness: { nodes: 1 } });
    expect(await state()).toBe('active');
    const session = await server.signIn(login, password);
    expect((await session.get('/api/v1/me')).body.memberships).toMatchObject([{ userId }]);
  });

  it('is good once: used, unknown and mistyped tokens are answered alike', async () => {
    const [token = ''] = await tokens();
    await expectStatus(accept(token), 200);
    const answers = [
      await accept(token),
      await accept(token, { password: 'another-long-password' }),
      await accept(`999999${token.slice(token.indexOf('.'))}`),
      await accept(`${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`),
      await accept('nonsense'),
    ];
    for (const { status, body } of answers) expect({ status, ...body, requestId: '' }).toEqual({ ...answers[0]?.body, status: 404, requestId: '' });
    expect(answers[0]?.body.code).toBe('invitation.not-found');
    await server.signIn(login, password);
  });

  it('is accepted by one of many that try at once', async () => {
    const [token = ''] = await tokens();
    const statuses = (await Promise.all(Array.from({ length: 6 }, (_, i) => accept(token, { password: `${password}-${i}` })))).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.every((status) => status < 500)).toBe(true);
    await server.signIn(login, `${password}-${statuses.indexOf(200)}`);
  });

  it('is over after 7 days', async () => {
    const [token = ''] = await tokens();
    server.clock.advance({ days: 7, seconds: 1 });
    world = await World.of(server);
    expect((await accept(token)).status).toBe(404);
    expect(await state()).toBe('invited');
  });

  it('needs a password that is good enough, and stays good until it has one', async () => {
    const [token = ''] = await tokens();
    for (const body of [{}, { password: 'short' }, { password: 'password1234' }, { password: ['x'] }, { password, role: 'super' }]) {
      expect((await accept(token, body)).status).toBe(400);
    }
    expect(await state()).toBe('invited');
    await expectStatus(accept(token), 200);
  });

  it('to a person who has an account asks for that account’s password, and sets none', async () => {
    await expectStatus(accept((await tokens())[0] ?? ''), 200);
    const other = await world.otherOrganisation(`corp-${login}`);
    const { body } = await expectStatus(world.admin.post(other.path('users'), { login, email: 'elsewhere@evil.example', displayName: 'Z' }), 201);
    expect(body).toMatchObject({ state: 'invited', email: 'elsewhere@evil.example', invitationGoesTo: 'account' });
    expect(await server.mailsTo('elsewhere@evil.example')).toEqual([]);
    const token = (await tokens()).at(-1) ?? '';
    expect(await accept(token, { password: 'not-the-right-password' })).toMatchObject({ status: 401, body: { code: 'invitation.password-wrong' } });
    expect((await (await server.signIn(login, password)).get(other.path('problems'))).status).toBe(404);
    await expectStatus(accept(token), 200);
    expect((await other.admin.get(other.path(`users/${body.id}`))).body).toMatchObject({ state: 'active', email });
    const { memberships } = (await (await server.signIn(login, password)).get('/api/v1/me')).body;
    expect(memberships).toHaveLength(2);
  });

  it('tells the organisation nothing of the account it is for, before its person has accepted', async () => {
    await expectStatus(accept((await tokens())[0] ?? ''), 200);
    const other = await world.otherOrganisation(`curious-${login}`);
    const given = { login: login.toUpperCase(), email: 'guess@othercorp.example', displayName: 'Z' };
    const made = await expectStatus(other.admin.post(other.path('users'), given), 201);
    const at = other.path(`users/${made.body.id}`);
    const answers = [made, await other.admin.get(at), await other.admin.get(other.path('users')), await other.admin.patch(at, { displayName: 'Y' })];
    answers.push(await expectStatus(other.admin.post(`${at}/invite`), 200), await other.admin.patch(at, { state: 'disabled' }), await other.admin.get(at));
    for (const { text } of [...answers, await other.admin.get(other.path('audit-events'))]) expect(text).not.toContain(email);
    for (const { body } of answers.filter(({ body: { items } }) => !items)) expect(body.email).toBe(given.email);
    expect(await server.mailsTo(given.email)).toEqual([]);
  });

  it('does not help to guess a password', async () => {
    await expectStatus(accept((await tokens())[0] ?? ''), 200);
    const other = await world.otherOrganisation(`guess-${login}`);
    await expectStatus(world.admin.post(other.path('users'), { login, email, displayName: 'Z' }), 201);
    const token = (await tokens()).at(-1) ?? '';
    const statuses = [];
    for (let i = 0; i < 11; i++) statuses.push((await accept(token, { password: `wrong-password-${i}` })).status);
    expect(statuses.slice(0, 10)).toEqual(Array(10).fill(401));
    expect(statuses[10]).toBe(429);
    server.clock.advance({ minutes: 16 });
  });

  it('can be sent again; then only the newest is good', async () => {
    await expectStatus(world.admin.post(world.path(`users/${userId}/invite`)), 200);
    const [first = '', second = ''] = await tokens();
    expect((await accept(first)).status).toBe(404);
    await expectStatus(accept(second), 200);
    expect((await world.admin.post(world.path(`users/${userId}/invite`))).body.code).toBe('invitation.accepted');
    expect((await (await world.user()).session.post(world.path(`users/${userId}/invite`))).status).toBe(403);
    expect(await tokens()).toHaveLength(2);
  });

  it('is withdrawn: nobody gets in by it, until it is sent again', async () => {
    const withdraw = () => world.admin.post(world.path(`users/${userId}/withdraw-invitation`));
    const withdrawn = await expectStatus(withdraw(), 200);
    expect(withdrawn.body).toMatchObject({ id: userId, state: 'disabled', freshness: { nodes: 1 } });
    expect((await accept((await tokens())[0] ?? '')).status).toBe(404);
    expect([await state(), (await expectStatus(withdraw(), 200)).body.state]).toEqual(['disabled', 'disabled']);
    const told = (await world.admin.get(world.path(`audit-events?action=user.withdraw-invitation`))).body.items.filter(({ subject }: { subject: { id: string } }) => subject.id === userId);
    expect(told).toHaveLength(1);
    await expectStatus(world.admin.post(world.path(`users/${userId}/invite`)), 200);
    await expectStatus(accept((await tokens()).at(-1) ?? ''), 200);
    expect((await expectUnchanged(server, withdraw)).body.code).toBe('invitation.accepted');
    expect(await state()).toBe('active');
    const { session } = await world.user();
    expect((await expectUnchanged(server, () => session.post(world.path(`users/${userId}/withdraw-invitation`)))).status).toBe(403);
    const other = await world.otherOrganisation(`away-${login}`);
    expect((await expectUnchanged(server, () => other.admin.post(other.path(`users/${userId}/withdraw-invitation`)))).status).toBe(404);
  });

  it('that is withdrawn leaves nobody behind in the lists of users, and the login can be invited anew', async () => {
    const listed = async (query = '') => (await world.admin.get(world.path(`users?limit=200${query}`))).body.items.filter(({ id }: { id: string }) => id === userId).length;
    expect([await listed(), await listed('&state=invited'), await listed(`&search=${login}`)]).toEqual([1, 1, 1]);
    await expectStatus(world.admin.post(world.path(`users/${userId}/withdraw-invitation`)), 200);
    for (const query of ['', '&state=disabled', '&state=invited', '&state=active', `&search=${login}`]) expect([query, await listed(query)]).toEqual([query, 0]);
    expect((await world.admin.get(world.path(`users/${userId}`))).body.state).toBe('disabled');
    const again = await expectStatus(world.admin.post(world.path('users'), { login: login.toUpperCase(), email, displayName: 'Zoë B' }), 201);
    expect(again.body).toMatchObject({ id: userId, state: 'invited', displayName: 'Zoë B' });
    const [first = '', second = ''] = await tokens();
    expect([await listed(), (await accept(first)).status]).toEqual([1, 404]);
    await expectStatus(accept(second), 200);
    // Who has accepted and is disabled stays in sight, and is not invited in that way.
    await expectStatus(world.admin.patch(world.path(`users/${userId}`), { state: 'disabled' }), 200);
    expect([await listed(), await listed('&state=disabled')]).toEqual([1, 1]);
    const known = { login, email: 'other@evil.example', displayName: 'Z' };
    expect((await expectUnchanged(server, () => world.admin.post(world.path('users'), known))).body.code).toBe('user.exists');
    expect((await expectUnchanged(server, () => world.admin.post(world.path('users'), { ...known, password }))).body.code).toBe('login.taken');
  });

  it('is reached by a link that holds it behind the hash, where no server sees it', async () => {
    const [mail] = await server.mailsTo(email);
    expect(mail?.text).toContain(`/invitation#${tokenIn(mail?.text)}\n`);
    expect(mail?.text).not.toMatch(/\/invitation[/?]/);
    expect((await server.client({ accept: 'text/html' }).get('/invitation')).text).toContain('data-from-hash');
    expect(await state()).toBe('invited');
  });

  it('is either accepted or withdrawn, whoever comes first', async () => {
    const [token = ''] = await tokens();
    const [accepted, withdrawn] = await Promise.all([accept(token), world.admin.post(world.path(`users/${userId}/withdraw-invitation`))]);
    expect([[200, 409], [404, 200]]).toContainEqual([accepted.status, withdrawn.status]);
    expect(await state()).toBe(accepted.status === 200 ? 'active' : 'disabled');
  });

  it('cannot be accepted by an administrator in place of its person, by disabling and enabling either', async () => {
    const patch = (value: string) => world.admin.patch(world.path(`users/${userId}`), { state: value });
    expect((await patch('active')).body.code).toBe('user.not-accepted');
    await expectStatus(patch('disabled'), 200);
    expect((await accept((await tokens())[0] ?? '')).status).toBe(404);
    expect((await patch('active')).body.code).toBe('user.not-accepted');
    expect(await state()).toBe('disabled');
    await expectStatus(world.admin.post(world.path(`users/${userId}/invite`)), 200);
    await expectStatus(accept((await tokens()).at(-1) ?? ''), 200);
  });

  it('is not sent when adding fails, and its token is neither in the log nor in an address that a server sees', async () => {
    expect((await world.admin.post(world.path('users'), { login, email, displayName: 'Again' })).status).toBe(409);
    const mails = await server.mailsTo(email);
    expect(mails).toHaveLength(1);
    const secret = tokenIn(mails[0]?.text).split('.')[1] ?? '';
    await expectStatus(accept(tokenIn(mails[0]?.text)), 200);
    expect(server.logged.join('')).not.toContain(secret);
    expect(mails[0]?.text).not.toMatch(new RegExp(`https?://[^\\s#]*${secret}`));
  });
});

it('an invitation goes by SMTP where there is a mail server, and one that is away fails no request', async () => {
  const mail = await MailServer.start();
  const server = await TestServer.start(sqlite, { environment: { SMTP_URL: mail.url } });
  try {
    const world = await World.of(server);
    const person = { login: 'zoe', email: 'zoe@megacorp.example', displayName: 'Zoë' };
    await expectStatus(world.admin.post(world.path('users'), person), 201);
    await server.mailsTo(person.email);
    expect(mail.received.map(({ to }) => to)).toEqual([person.email]);
    await expectStatus(server.client().post('/api/v1/invitations/accept', { token: tokenIn(mail.received[0]?.text), password }), 200);
    await mail.stop();
    await expectStatus(world.admin.post(world.path('users'), { ...person, login: 'zoe2' }), 201);
  } finally {
    await server.stop();
  }
});
