import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SessionUseRecorder } from '../../../src/features/sessions/index.js';
import { type Client, expectProblem, expectStatus, expectUnauthenticated, expectUnchanged, onEachDatabase, TestServer, type TestUser, World } from '../../harness/index.js';
import { pages } from '../contract/operations.js';

const mine = '/api/v1/me/sessions';

onEachDatabase('the sessions of a person', (database) => {
  let server: TestServer;
  let world: World;
  let user: TestUser;
  let first: Client;
  let second: Client;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
  });
  afterAll(() => server?.stop());
  beforeEach(async () => {
    user = await world.user();
    first = user.session;
    second = await server.signIn(user.login, user.password);
  });

  const ids = async (client: Client): Promise<string[]> => (await expectStatus(client.get(mine), 200)).body.items.map(({ id }: { id: string }) => id);
  const currentOf = async (client: Client): Promise<string> =>
    (await expectStatus(client.get(mine), 200)).body.items.find(({ current }: { current: boolean }) => current).id;

  it('are listed, the newest first, with where they were used and which one asks', async () => {
    const third = await server.client({ 'user-agent': 'Firefox on the train' }).post('/api/v1/sessions', { login: user.login, password: user.password });
    server.clock.advance({ minutes: 5 });
    const asked = server.clock.now();
    await first.get('/api/v1/me');
    await server.app.get(SessionUseRecorder, { strict: false }).flush();
    const { body, text } = await expectStatus(second.get(mine), 200);
    expect(body).toMatchObject({
      nextCursor: null,
      items: [
        { id: third.body.id, current: false, userAgent: 'Firefox on the train', address: '127.0.0.1', createdAt: third.body.createdAt, lastSeenAt: third.body.createdAt },
        { current: true },
        { current: false },
      ],
    });
    expect(Date.parse(body.items[2].lastSeenAt)).toBeGreaterThanOrEqual(asked);
    expect(Object.keys(body.items[0]).sort()).toEqual(['address', 'createdAt', 'current', 'expiresAt', 'id', 'lastSeenAt', 'userAgent']);
    expect(text).not.toMatch(/digest|pepper|[\w-]{43}/);
  });

  it('are seen without a write in the request, and last seen never goes back', async () => {
    const recorder = server.app.get(SessionUseRecorder, { strict: false });
    const lastSeen = async () => (await second.get(mine)).body.items.find(({ current }: { current: boolean }) => current).lastSeenAt;
    await recorder.flush();
    const before = await lastSeen();
    server.clock.advance({ minutes: 1 });
    await second.get('/api/v1/me');
    expect(await lastSeen()).toBe(before);
    await recorder.flush();
    const after = await lastSeen();
    expect(Date.parse(after)).toBeGreaterThanOrEqual(Date.parse(before) + 60_000);
    await recorder.flush();
    server.clock.advance({ minutes: -5 });
    await second.get('/api/v1/me');
    await recorder.flush();
    server.clock.advance({ minutes: 5 });
    expect(Date.parse(await lastSeen())).toBeGreaterThanOrEqual(Date.parse(after));
  });

  describe('come in pages', () => pages(() => second, () => mine));

  it('end one by one, and only that one', async () => {
    const id = await currentOf(first);
    expect((await expectStatus(second.delete(`${mine}/${id}`), 200)).body).toEqual({ ended: 1 });
    expectUnauthenticated(await first.get('/api/v1/me'));
    expect(await ids(second)).toEqual([await currentOf(second)]);
    expectProblem(await expectUnchanged(server, () => second.delete(`${mine}/${id}`)), 404, 'session.not-found');
  });

  it('end with the current one like signing out, and the browser forgets the cookie', async () => {
    const answer = await expectStatus(second.delete(`${mine}/${await currentOf(second)}`), 200);
    expect(String(answer.headers['set-cookie'])).toMatch(/^latchkey_session=;.*Max-Age=0/);
    expectUnauthenticated(await second.get('/api/v1/me'));
    await expectStatus(first.get('/api/v1/me'), 200);
  });

  it('end everywhere else at once, but not here and not for anybody else', async () => {
    const other = await world.user();
    const third = await server.signIn(user.login, user.password);
    expect((await expectStatus(second.delete(`${mine}/others`), 200)).body).toEqual({ ended: 2 });
    expectUnauthenticated(await first.get('/api/v1/me'));
    expectUnauthenticated(await third.get('/api/v1/me'));
    await expectStatus(second.get('/api/v1/me'), 200);
    await expectStatus(other.session.get('/api/v1/me'), 200);
    expect((await expectUnchanged(server, () => second.delete(`${mine}/others`))).body).toEqual({ ended: 0 });
    const { items } = (await world.admin.get(world.path('audit-events?action=session.delete-others&limit=1'))).body;
    expect(items[0]).toMatchObject({ result: 'done', actor: { id: user.accountId }, details: { ended: 2 } });
  });

  it("are nobody else's: another person's looks like one that never was", async () => {
    const other = await world.user();
    const foreign = await expectUnchanged(server, () => other.session.delete(`${mine}/${'999999999'}`));
    expectProblem(foreign, 404, 'session.not-found');
    for (const id of await ids(second)) {
      const answer = await expectUnchanged(server, () => other.session.delete(`${mine}/${id}`));
      expect({ ...answer.body, requestId: '' }).toEqual({ ...foreign.body, requestId: '' });
    }
    expect(await ids(other.session)).toHaveLength(1);
    for (const id of ['abc', '0', '01001', 'others2']) expectProblem(await expectUnchanged(server, () => second.delete(`${mine}/${id}`)), 400);
  });

  it('are for people: no key of theirs sees or ends them', async () => {
    const key = await world.key(second);
    for (const [method, path] of [['GET', mine], ['DELETE', `${mine}/others`], ['DELETE', `${mine}/${await currentOf(first)}`]] as const) {
      expectProblem(await expectUnchanged(server, () => key.client.send(method, path)), 403, 'access.session-only');
      expectUnauthenticated(await expectUnchanged(server, () => server.client().send(method, path)));
      const forged = await expectUnchanged(server, () => first.with({ 'sec-fetch-site': 'cross-site' }).send(method, path));
      expect(forged.status).toBe(method === 'GET' ? 200 : 403);
    }
  });

  it('are listed only while they are taken', async () => {
    await expectStatus(first.delete('/api/v1/sessions/current'), 200);
    expect(await ids(second)).toHaveLength(1);
    server.clock.advance({ hours: 11, minutes: 59 });
    const late = await server.signIn(user.login, user.password);
    expect(await ids(late)).toHaveLength(2);
    server.clock.advance({ minutes: 2 });
    expect(await ids(late)).toHaveLength(1);
    world = await World.of(server);
  });
});
