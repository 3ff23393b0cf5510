import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { expectProblem, expectStatus, expectUnchanged, onEachDatabase, TestServer, World } from '../../harness/index.js';

const password = 'orchard-velvet-compass';
const tokenIn = (text = '') => /^\d+\.[\w-]{43}$/m.exec(text)?.[0] ?? '';
let count = 0;

onEachDatabase('somebody whose invitation was withdrawn', (database) => {
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
    login = `nobody${++count}`;
    email = `${login}@typo.example`;
    const made = await expectStatus(invite(email), 201);
    expect(made.body.invitationGoesTo).toBe('given');
    userId = made.body.id;
  });

  const invite = (to: string, where = world) => where.admin.post(where.path('users'), { login, email: to, displayName: 'Zoë' });
  const withdraw = (where = world, id = userId) => expectStatus(where.admin.post(where.path(`users/${id}/withdraw-invitation`)), 200);
  const mails = async (to: string) => (await server.mailsTo(to)).map(({ text }) => tokenIn(text));
  const accept = (token = '') => server.client().post('/api/v1/invitations/accept', { token, password });
  const items = async (path: string) => (await expectStatus(world.admin.get(world.path(path)), 200)).body.items;
  const told = async () => (await items(`audit-events?subjectKind=user&subjectId=${userId}`)).map(({ action }: { action: string }) => action);

  it('is invited again under another address, which the account has from then on', async () => {
    const right = `${login}@megacorp.example`;
    await withdraw();
    const again = await expectStatus(invite(right), 201);
    expect(again.body).toMatchObject({ id: userId, state: 'invited', email: right, invitationGoesTo: 'given' });
    expect([(await mails(email)).length, (await mails(right)).length]).toEqual([1, 1]);
    expect((await accept((await mails(email))[0])).status).toBe(404);
    await expectStatus(accept((await mails(right))[0]), 200);
    expect((await world.admin.get(world.path(`users/${userId}`))).body).toMatchObject({ state: 'active', email: right });
    const accounts = (await expectStatus(world.admin.get(`/api/v1/accounts?search=${login}`), 200)).body.items;
    expect(accounts.map((account: { email: string }) => account.email)).toEqual([right]);
  });

  it('keeps the address of the account where another organisation has invited the same person, and whoever invites is told that it goes there', async () => {
    const other = await world.otherOrganisation(`also-${login}`);
    const there = await expectStatus(invite('elsewhere@megacorp.example', other), 201);
    expect(there.body.invitationGoesTo).toBe('account');
    await withdraw();
    const again = await expectStatus(invite('mine@evil.example'), 201);
    expect(again.body).toMatchObject({ state: 'invited', invitationGoesTo: 'account' });
    expect((await expectStatus(world.admin.post(world.path(`users/${userId}/invite`)), 200)).body.invitationGoesTo).toBe('account');
    expect([(await mails('mine@evil.example')).length, (await mails(email)).length]).toEqual([0, 4]);
    // Also when the other one was withdrawn: it may be sent again, and goes where it went.
    await withdraw(other, there.body.id);
    await withdraw();
    expect((await expectStatus(invite('mine@evil.example'), 201)).body.invitationGoesTo).toBe('account');
    expect(await mails('mine@evil.example')).toEqual([]);
  });

  it('keeps the address of an account that its person has come by, whether or not the right one is guessed', async () => {
    const other = await world.otherOrganisation(`by-${login}`);
    const there = await expectStatus(invite(email, other), 201);
    await withdraw();
    await expectStatus(accept((await mails(email)).at(-1)), 200);
    for (const guess of ['mine@evil.example', email]) {
      const again = await expectStatus(invite(guess), 201);
      expect(again.body).toMatchObject({ email: guess, invitationGoesTo: 'account' });
      await withdraw();
    }
    expect(await mails('mine@evil.example')).toEqual([]);
    expect((await other.admin.get(other.path(`users/${there.body.id}`))).body.email).toBe(email);
  });

  it.each(['withdraw-invitation', 'disable'])('has lost the roles, groups and rights that were given (%s), told one by one, and begins anew', async (way) => {
    const [groupId, other] = [await world.group(), await world.user()];
    await world.addToGroup(groupId, userId);
    await world.addToGroup(groupId, other.id);
    await world.grant({ userId }, ['audit.read']);
    const kept = await world.grant({ userId: other.id }, ['audit.read']);
    await expectStatus(world.admin.put(world.path('key-rights'), { userIds: [userId, other.id], groupIds: [], enabled: true }), 200);
    if (way === 'disable') await expectStatus(world.admin.patch(world.path(`users/${userId}`), { state: 'disabled' }), 200);
    else await withdraw();
    const assigned = async () => [await items(`role-assignments?userId=${userId}`), (await items(`role-assignments?userId=${other.id}`)).map(({ id }: { id: string }) => id)];
    const members = async () => (await items(`groups/${groupId}/members`)).map((member: { userId: string }) => member.userId);
    expect([await assigned(), await members()]).toEqual([[[], [kept]], [other.id]]);
    expect((await told()).slice(0, 4).toSorted()).toEqual(['group.remove-member', 'key-right.disable', 'role.unassign', way === 'disable' ? 'user.disable' : 'user.withdraw-invitation']);
    await expectStatus(invite(email), 201);
    await expectStatus(accept((await mails(email)).at(-1)), 200);
    const { body } = await (await server.signIn(login, password)).get('/api/v1/me');
    expect(body.permissions).toEqual([]);
    expect([await assigned(), await members()]).toEqual([[[], [kept]], [other.id]]);
  });

  it('is given nothing: no role, no group, no right to make keys', async () => {
    const [groupId, role] = [await world.group(), await world.role(['problem.read'])];
    const workspaceRoleId = await world.workspaceRole(role);
    await withdraw();
    const gifts = [
      () => world.admin.post(world.path('role-assignments'), { workspaceRoleId, userId }),
      () => world.admin.post(world.path(`groups/${groupId}/members`), { userId }),
      () => world.admin.put(world.path('key-rights'), { userIds: [userId], groupIds: [], enabled: true }),
    ];
    for (const give of gifts) {
      const answer = await expectUnchanged(server, give);
      expectProblem(answer, 400, 'request.invalid');
      expect(answer.body.errors[0].message).toBe('is not a user of this organisation');
    }
  });

  it('is either given a role or withdrawn first: none is held afterwards', async () => {
    const workspaceRoleId = await world.workspaceRole(await world.role(['problem.read']));
    const groupId = await world.group();
    const answers = await Promise.all([
      world.admin.post(world.path('role-assignments'), { workspaceRoleId, userId }),
      world.admin.post(world.path(`groups/${groupId}/members`), { userId }),
      withdraw(),
    ]);
    expect(answers.every(({ status }) => status < 500)).toBe(true);
    expect([await items(`role-assignments?userId=${userId}`), await items(`groups/${groupId}/members`)]).toEqual([[], []]);
  });
});
