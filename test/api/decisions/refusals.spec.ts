import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Answer, expectInvalid, expectStatus, expectUnchanged, onEachDatabase, TestServer, World } from '../../harness/index.js';

onEachDatabase('what was refused lately', (database) => {
  let server: TestServer;
  let world: World;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
  });
  afterAll(() => server?.stop());

  const list = async (query = '') => (await expectStatus(world.admin.get(world.path(`decisions${query}`)), 200)).body;
  const idsOf = ({ items }: { items: { id: string }[] }) => items.map(({ id }) => id);

  it('is listed at once, the newest first, by key, user, reason and time, page by page', async () => {
    const user = await world.user();
    const key = await world.key(user.session, { permissions: [] });
    const asked: Answer[] = [];
    for (const client of [user.session, key.client, key.client]) asked.push(await expectStatus(client.get(world.path('audit-events')), 403));
    await expectStatus(user.session.post(world.path(`api-keys/${key.id}/deactivate`)), 200);
    await expectStatus(key.client.get(world.path('audit-events')), 401);
    const [bySession, first, second] = asked.map(({ body }) => body.decisionId as string);
    const ofKey = await list(`?apiKeyId=${key.id}`);
    expect(ofKey.items).toHaveLength(3);
    expect(idsOf(ofKey).slice(1)).toEqual([second, first]);
    expect(ofKey.items[1]).toMatchObject({ code: 'permission-missing', apiKeyId: key.id, apiKeyName: expect.stringMatching(/^key-/), userId: user.id, userLogin: user.login, userName: user.login, missingPermissions: ['audit.read'], workspaceName: null });
    expect(idsOf(await list(`?userId=${user.id}&code=permission-missing`))).toEqual([second, first, bySession]);
    expect(idsOf(await list(`?apiKeyId=${key.id}&code=deactivated`))).toEqual(idsOf(ofKey).slice(0, 1));
    expect(idsOf(await list(`?decisionId=${first}`))).toEqual([first]);
    expect(idsOf(await list(`?userId=${user.id}&until=2026-01-01T00:00:00Z`))).toEqual([]);
    const page = await list(`?userId=${user.id}&limit=3`);
    expect([...idsOf(page), ...idsOf(await list(`?userId=${user.id}&limit=3&cursor=${page.nextCursor}`))]).toEqual([...idsOf(ofKey), bySession]);
  });

  it('is that of one organisation, for holders of decision.read', async () => {
    const { session } = await world.user();
    const { body } = await expectStatus(session.get(world.path('decisions')), 403);
    expect(body.missingPermissions).toEqual(['decision.read']);
    const other = await world.otherOrganisation();
    expect((await expectStatus(other.admin.get(other.path('decisions')), 200)).body.items).toEqual([]);
  });

  it('is not listed for what is no filter', async () => {
    for (const [query, field] of [['code=odd', 'code'], ['apiKeyId=x', 'apiKeyId'], ['since=yesterday', 'since'], ['decisionId=%00', 'decisionId'], ['colour=red', 'colour']]) {
      expectInvalid(await world.admin.get(world.path(`decisions?${query}`)), field as string);
    }
  });
});

onEachDatabase('trying a call without making it', (database) => {
  let server: TestServer;
  let world: World;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
  });
  afterAll(() => server?.stop());

  const attempt = (body: object) => world.admin.post(world.path('decisions/try'), body);

  it('answers as the call would be answered, and names what would allow it', async () => {
    const user = await world.user();
    const key = await world.key(user.session, { permissions: [] });
    const question = { apiKeyId: key.id, permissions: ['problem.create'], workspaceId: '1001' };
    const no = (await expectStatus(attempt(question), 200)).body;
    expect(no).toMatchObject({ allowed: false, code: 'permission-missing', apiKeyId: key.id, userId: user.id, missingPermissions: ['problem.create'], workspaceId: '1001' });
    expect(no.wouldAllow).toHaveLength(2);
    for (const { method, path, body } of no.wouldAllow) expect([200, 201]).toContain((await world.admin.send(method, world.path(path), body)).status);
    const yes = (await expectStatus(attempt(question), 200)).body;
    expect(yes).toMatchObject({ allowed: true, code: 'allowed', missingPermissions: [], wouldAllow: [] });
    expect(yes.checks.every(({ passed }: { passed: boolean }) => passed)).toBe(true);
    await expectStatus(key.client.post(world.path('problems'), { name: 'x', statement: 'y', workspaceId: '1001' }), 201);
    expect((await attempt({ ...question, workspaceId: null })).body.allowed).toBe(false);
  });

  it('for people too, and for keys that are not taken any more', async () => {
    const user = await world.user(['problem.read'], '1001');
    expect((await attempt({ userId: user.id, permissions: ['problem.read'], workspaceId: '1001' })).body.allowed).toBe(true);
    expect((await attempt({ userId: user.id, permissions: ['problem.read', 'problem.create'], workspaceId: '1001' })).body.missingPermissions).toEqual(['problem.create']);
    const key = await world.key(user.session, { expiresAt: new Date(server.clock.now() + 60_000).toISOString() });
    const question = { apiKeyId: key.id, permissions: ['problem.read'], workspaceId: '1001' };
    expect((await attempt(question)).body.allowed).toBe(true);
    server.clock.advance({ minutes: 2 });
    expect((await attempt(question)).body).toMatchObject({ allowed: false, code: 'expired', wouldAllow: [] });
    await expectStatus(world.admin.patch(world.path(`users/${user.id}`), { state: 'disabled' }), 200);
    expect((await attempt({ userId: user.id, permissions: ['problem.read'] })).body.code).toBe('owner-inactive');
  });

  it('no workspace, no call: not even for the super user', async () => {
    const { body } = await attempt({ userId: '1001', permissions: ['problem.read'], workspaceId: '999999' });
    expect(body).toMatchObject({ allowed: false, missingPermissions: ['problem.read'], wouldAllow: [] });
    expect(body.checks.at(-1)).toEqual({ check: 'workspace', passed: false });
  });

  it('leaves nothing behind, and knows nobody of another organisation', async () => {
    const other = await world.otherOrganisation();
    const foreign = await other.key(world.admin);
    const usersThere = (await expectStatus(other.admin.get(other.path('users')), 200)).body.items;
    const before = (await world.admin.get(world.path('decisions'))).body;
    const ask = (body: object) => expectUnchanged(server, () => attempt(body));
    expectInvalid(await ask({ apiKeyId: foreign.id, permissions: ['problem.read'] }), 'apiKeyId');
    expectInvalid(await ask({ apiKeyId: '999999', permissions: ['problem.read'] }), 'apiKeyId');
    expectInvalid(await ask({ userId: usersThere[0].id, permissions: ['problem.read'] }), 'userId');
    expectInvalid(await ask({ userId: '1001', permissions: ['no.such'] }), 'permissions');
    expectInvalid(await ask({ permissions: ['problem.read'] }), 'apiKeyId');
    expectInvalid(await ask({ apiKeyId: foreign.id, userId: '1001', permissions: ['problem.read'] }), 'apiKeyId');
    expect((await ask({ userId: '1001', permissions: ['problem.read'] })).status).toBe(200);
    expect((await world.admin.get(world.path('decisions'))).body).toEqual(before);
  });
});
