import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { type Client, expectProblem, expectStatus, expectUnchanged, onEachDatabase, TestServer, type TestUser, World } from '../../harness/index.js';

interface Pair {
  readonly access_token: string;
  readonly refresh_token: string;
}

onEachDatabase('tokens in use', (database) => {
  let server: TestServer;
  let world: World;
  let user: TestUser;
  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
  });
  afterAll(() => server?.stop());
  beforeEach(async () => {
    user = await world.user(['problem.read', 'problem.create']);
  });

  const oauth = (members: Record<string, string>) => server.client({ 'content-type': 'application/x-www-form-urlencoded' }).post('/oauth/token', new URLSearchParams(members).toString());
  const exchange = async (key: string, more: Record<string, string> = {}) => {
    const subject = { subject_token: key, subject_token_type: 'urn:ietf:params:oauth:token-type:access_token' };
    return (await expectStatus(oauth({ grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange', ...subject, ...more }), 200)).body as Pair;
  };
  const refresh = ({ refresh_token }: Pair) => oauth({ grant_type: 'refresh_token', refresh_token });
  const list = async (by: Client = user.session) => (await expectStatus(by.get(world.path('own-tokens')), 200)).body;
  const end = (id: string, by: Client = user.session) => by.delete(world.path(`own-tokens/${id}`));

  it('are listed for the person whose keys they were got with, the newest first, and refreshing moves them on', async () => {
    const [first, second] = [await world.key(user.session, { name: 'importer' }), await world.key(user.session, { name: 'reporter' })];
    const pair = await exchange(first.text);
    await exchange(second.text, { scope: 'problem.read' });
    await exchange((await world.key(world.admin)).text);
    server.clock.advance({ minutes: 1 });
    await expectStatus(refresh(pair), 200);
    const { items, nextCursor } = await list();
    expect(nextCursor).toBeNull();
    expect(items).toEqual([
      { id: expect.any(String), apiKeyId: second.id, keyName: 'reporter', permissions: ['problem.read'], createdAt: expect.any(String), refreshedAt: null, expiresAt: expect.any(String) },
      { id: expect.any(String), apiKeyId: first.id, keyName: 'importer', permissions: null, createdAt: expect.any(String), refreshedAt: expect.any(String), expiresAt: expect.any(String) },
    ]);
    const [, { createdAt, refreshedAt }] = items;
    expect(Date.parse(refreshedAt) - Date.parse(createdAt)).toBeGreaterThanOrEqual(60_000);
    const page = await expectStatus(user.session.get(world.path('own-tokens?limit=1')), 200);
    const next = await expectStatus(user.session.get(world.path(`own-tokens?limit=1&cursor=${page.body.nextCursor}`)), 200);
    expect([...page.body.items, ...next.body.items]).toEqual(items);
    expect(page.text + next.text).not.toContain(pair.refresh_token.slice(-20));
  });

  it('end with their access tokens at once when their person says so, at every node; the key goes on', async () => {
    const { text, client } = await world.key(user.session);
    const pair = await exchange(text);
    const second = await server.another();
    const call = () => server.client({ authorization: `Bearer ${pair.access_token}` }, second).get('/api/v1/me');
    expect((await call()).status).toBe(200);
    const [{ id }] = (await list()).items;
    expect((await expectStatus(end(id), 200)).body).toEqual({ ended: 1 });
    expect([(await call()).status, (await refresh(pair)).status, (await client.get('/api/v1/me')).status, (await list()).items]).toEqual([401, 400, 200, []]);
    expectProblem(await expectUnchanged(server, () => end(id)), 404, 'token-family.not-found');
  });

  it('are shown to no key, and nobody else sees or ends them, not in another organisation either', async () => {
    const { text, client } = await world.key(user.session);
    await exchange(text);
    const [{ id }] = (await list()).items;
    expect((await list(world.admin)).items.map((each: { id: string }) => each.id)).not.toContain(id);
    expectProblem(await expectUnchanged(server, () => end(id, world.admin)), 404, 'token-family.not-found');
    expectProblem(await client.get(world.path('own-tokens')), 403, 'access.session-only');
    expectProblem(await expectUnchanged(server, () => end(id, client)), 403, 'access.session-only');
    const other = await world.otherOrganisation(`other-${user.id}`);
    expect((await user.session.get(other.path('own-tokens'))).status).toBe(404);
    expectProblem(await expectUnchanged(server, () => other.admin.delete(other.path(`own-tokens/${id}`))), 404, 'token-family.not-found');
    expect((await list()).items).toHaveLength(1);
  });

  it('are gone from the list when they run out, and when their key, its secret or the right of its owner has ended', async () => {
    const ends: [string, (id: string) => Promise<unknown>][] = [
      ['revoked', (id) => expectStatus(user.session.post(world.path(`api-keys/${id}/revoke`), {}), 200)],
      ['deactivated and active again', async (id) => { for (const action of ['deactivate', 'activate']) await expectStatus(user.session.post(world.path(`api-keys/${id}/${action}`), {}), 200); }],
      ['rotated', (id) => expectStatus(user.session.post(world.path(`api-keys/${id}/rotate`), {}), 200)],
    ];
    for (const [what, run] of ends) {
      const { id, text } = await world.key(user.session);
      await exchange(text);
      const before = (await list()).items.length;
      await run(id);
      expect([what, before, (await list()).items]).toEqual([what, 1, []]);
    }
    await exchange((await world.key(user.session)).text);
    server.clock.advance({ days: 15 });
    user = { ...user, session: await server.signIn(user.login, user.password) };
    expect((await list()).items).toEqual([]);
  });
});
