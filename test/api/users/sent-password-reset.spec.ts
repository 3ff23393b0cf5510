import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { type Client, expectProblem, expectStatus, expectUnchanged, onEachDatabase, TestServer, type TestUser, World } from '../../harness/index.js';

const newPassword = 'violet-anchor-midnight';
const subject = 'Set a new password';
const tokenIn = (text = '') => /^\d+\.[\w-]{43}$/m.exec(text)?.[0] ?? '';

onEachDatabase('a password reset that is sent by somebody who manages users', (database) => {
  let server: TestServer;
  let world: World;
  let manager: TestUser;
  let user: TestUser;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    manager = await world.user(['user.read', 'user.update']);
  });
  afterAll(() => server?.stop());
  beforeEach(async () => {
    user = await world.user(['problem.read']);
    server.clock.advance({ minutes: 16 });
  });

  const send = (by: Client = manager.session, id = user.id, within: World = world) => by.post(within.path(`users/${id}/password-reset`));
  const mails = async (who: { login: string } = user) => (await server.mailsTo(`${who.login}@megacorp.example`)).filter((mail) => mail.subject === subject);
  const use = (token: string) => server.client().post('/api/v1/password-resets/use', { token, newPassword });
  const signIn = async (password: string) => (await server.client().post('/api/v1/sessions', { login: user.login, password })).status;
  const contents = async () => Object.entries(await server.contents()).filter(([table]) => ['account', 'membership', 'session'].includes(table));

  it('goes to the address of the account alone, and changes nothing until it is used', async () => {
    const before = await contents();
    const sent = await expectStatus(send(), 200);
    expect(sent.body).toEqual({ userId: user.id, email: `${user.login}@megacorp.example`, expiresAt: expect.any(String) });
    const [mail, ...others] = await mails();
    const token = tokenIn(mail?.text);
    expect([others, sent.text.includes(token.split('.')[1] as string), JSON.stringify(sent.headers).includes(token.split('.')[1] as string)]).toEqual([[], false, false]);
    expect(mail?.text).toMatch(new RegExp(`${manager.login}, who manages users of \\S+, has had this sent`));
    expect(mail?.text).toMatch(/^http\S+\/password-reset\/new-password#\d+\.[\w-]{43}$/m);
    expect(await contents()).toEqual(before);
    await expectStatus(user.session.get('/api/v1/me'), 200);
    expect(await signIn(user.password)).toBe(201);

    const used = await expectStatus(use(token), 200);
    expect([used.body.login, (await user.session.get('/api/v1/me')).status]).toEqual([user.login, 401]);
    expect([await signIn(user.password), await signIn(newPassword), (await use(token)).status]).toEqual([401, 201, 404]);
  });

  it('is told of in the audit trail, by whom and for whom, without what was sent', async () => {
    await expectStatus(send(), 200);
    const { items, ...rest } = (await world.admin.get(world.path('audit-events?action=user.send-password-reset&limit=1'))).body;
    expect(items).toMatchObject([{ result: 'done', actor: { kind: 'user', id: manager.id }, subject: { kind: 'user', id: user.id } }]);
    expect(JSON.stringify([items, rest])).not.toContain(tokenIn((await mails())[0]?.text).split('.')[1]);
  });

  it('takes the permission to change users; others cause no mail', async () => {
    const strangers = [await world.user(['user.read', 'user.create', 'role.assign', 'key-right.manage']), await world.bystander(), await world.user(['user.update'], await world.workspace())];
    for (const { session } of strangers) {
      const refused = await expectUnchanged(server, () => send(session));
      expect([refused.status, refused.body.missingPermissions]).toEqual([403, ['user.update']]);
    }
    expect((await expectUnchanged(server, () => send(user.session))).status).toBe(403);
    expect(await mails()).toEqual([]);
    const key = await world.key(manager.session, { permissions: ['user.update'] });
    await expectStatus(send(key.client), 200);
    const narrow = await world.key(manager.session, { permissions: ['user.read'] });
    expect((await expectUnchanged(server, () => send(narrow.client))).status).toBe(403);
    expect(await mails()).toHaveLength(1);
  });

  it('is sent to nobody of another organisation, whatever one holds in one’s own', async () => {
    const other = await world.otherOrganisation(`other-${Math.random().toString(36).slice(2, 8)}`);
    const stranger = { session: await newAdministrator(other) };
    expectProblem(await expectUnchanged(server, () => send(stranger.session, user.id, other)), 404, 'user.not-found');
    expect((await expectUnchanged(server, () => send(stranger.session))).status).toBe(404);
    const key = await other.key(stranger.session, { permissions: ['user.update'] });
    expect((await expectUnchanged(server, () => send(key.client))).status).toBe(404);
    for (const id of ['0', 'x', '1001.0', '-1', '99999999999']) expect([id, (await expectUnchanged(server, () => send(manager.session, id))).status]).toEqual([id, 400]);
    expect((await expectUnchanged(server, () => send(manager.session, '999999'))).status).toBe(404);
    expect(await mails()).toEqual([]);
  });

  it('of an account that is in two organisations goes to its own address, is told of in the one, and tells nothing of the other', async () => {
    const other = await world.otherOrganisation(`both-${Math.random().toString(36).slice(2, 8)}`);
    const there = await newAdministrator(other);
    const invited = await expectStatus(there.post(other.path('users'), { login: user.login, email: 'elsewhere@other.example', displayName: 'Guess' }), 201);
    expectProblem(await expectUnchanged(server, () => send(there, invited.body.id, other)), 409, 'user.not-accepted');
    const invitation = tokenIn((await server.mailsTo(`${user.login}@megacorp.example`)).at(-1)?.text);
    await expectStatus(server.client().post('/api/v1/invitations/accept', { token: invitation, password: user.password }), 200);
    const sent = await expectStatus(send(there, invited.body.id, other), 200);
    expect([sent.text.includes('megacorp"'), await server.mailsTo('elsewhere@other.example'), (await mails()).length]).toEqual([false, [], 1]);
    const told = async (within: World) => (await world.admin.get(within.path('audit-events?action=user.send-password-reset'))).body.items.filter(({ subject: { id } }: { subject: { id: string } }) => [user.id, invited.body.id].includes(id));
    expect([(await told(world)).length, (await told(other)).length]).toEqual([0, 1]);
    expect(await signIn(user.password)).toBe(201);
  });

  it('is not sent to somebody who has not accepted, is disabled here, or whose account is disabled', async () => {
    const invited = (await expectStatus(world.admin.post(world.path('users'), { login: `late-${user.login}`, email: 'late@megacorp.example', displayName: 'Late' }), 201)).body;
    expectProblem(await expectUnchanged(server, () => send(manager.session, invited.id)), 409, 'user.not-accepted');
    await expectStatus(world.admin.patch(world.path(`users/${user.id}`), { state: 'disabled' }), 200);
    expectProblem(await expectUnchanged(server, () => send()), 409, 'password-reset.not-possible');
    await expectStatus(world.admin.patch(world.path(`users/${user.id}`), { state: 'active' }), 200);
    await expectStatus(world.admin.patch(`/api/v1/accounts/${user.accountId}`, { state: 'disabled' }), 200);
    expectProblem(await expectUnchanged(server, () => send()), 409, 'password-reset.not-possible');
    expect([await mails(), (await server.mailsTo('late@megacorp.example')).filter((mail) => mail.subject === subject)]).toEqual([[], []]);
  });

  it('is good only until the next one, whoever asks for that', async () => {
    await expectStatus(send(), 200);
    const first = tokenIn((await mails())[0]?.text);
    await expectStatus(server.client().post('/api/v1/password-resets', { login: user.login }), 202);
    const second = tokenIn((await mails())[1]?.text);
    expectProblem(await use(first), 404, 'password-reset.not-found');
    await expectStatus(use(second), 200);
  });

  it('is sent to one user three times in 15 minutes, and the person can still ask for more', async () => {
    for (let i = 0; i < 3; i++) await expectStatus(send(), 200);
    const refused = await expectUnchanged(server, () => send(world.admin));
    expect([refused.status, refused.headers['retry-after'] !== undefined, refused.body.detail]).toEqual([429, true, expect.stringContaining('So many password resets')]);
    expect(await mails()).toHaveLength(3);
    await expectStatus(server.client().post('/api/v1/password-resets', { login: user.login }), 202);
    expect(await mails()).toHaveLength(4);
    server.clock.advance({ minutes: 16 });
    await expectStatus(send(), 200);
  });

  it('is sent by no page of another site', async () => {
    expect((await manager.session.with({ 'sec-fetch-site': 'cross-site' }).post(world.path(`users/${user.id}/password-reset`))).status).toBe(403);
    expect(await mails()).toEqual([]);
  });

  /** The first holder of everything there: not an operator. */
  async function newAdministrator(other: World): Promise<Client> {
    const login = `boss-${Math.random().toString(36).slice(2, 8)}`;
    const { body } = await expectStatus(world.admin.post(other.path('users'), { login, email: `${login}@other.example`, displayName: login, password: user.password }), 201);
    const roles = (await world.admin.get(other.path('workspace-roles?limit=200'))).body.items;
    const roleId = (await world.admin.get(other.path('roles?limit=200'))).body.items.find(({ logicalName }: { logicalName: string }) => logicalName === 'role.super').id;
    const workspaceRoleId = roles.find((each: { roleId: string; workspaceId: string | null }) => each.roleId === roleId && each.workspaceId === null).id;
    await expectStatus(world.admin.post(other.path('role-assignments'), { workspaceRoleId, userId: body.id }), 201);
    return server.signIn(login, user.password);
  }
});
