import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { OldSecretUsesRepository, UsageRecorder } from '../../../src/features/key-usage/index.js';
import { Jobs } from '../../../src/platform/jobs/index.js';
import { expectStatus, onEachDatabase, type TestKey, TestServer, type TestUser, World } from '../../harness/index.js';
import { basic, OAuth, serviceKey } from '../../tokens/oauth.js';

onEachDatabase('the use of an old secret, while a newer one works beside it,', (database) => {
  let server: TestServer;
  let world: World;
  let user: TestUser;
  let oauth: OAuth;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    user = await world.user(['problem.read']);
    oauth = new OAuth(server);
  });
  afterAll(() => server?.stop());

  const rotate = async ({ id }: TestKey, more: Record<string, unknown> = {}): Promise<string> =>
    (await expectStatus(world.admin.post(world.path(`api-keys/${id}/rotate`), { overlapSeconds: 86_400, ...more }), 200)).body.key;
  const rotated = async (): Promise<TestKey & { newer: string }> => {
    const key = await world.key(world.admin);
    return { ...key, newer: await rotate(key) };
  };
  const call = (text: string, app = server.app) => expectStatus(server.withKey(text, app).get(world.path('problems')), 200);
  const written = () => server.app.get(UsageRecorder, { strict: false }).flush();
  const shown = async ({ id }: TestKey, by = world.admin) => (await expectStatus(by.get(world.path(`api-keys/${id}`)), 200)).body.drainingSecrets;
  const usesOf = async (key: TestKey): Promise<number[]> => {
    await written();
    return (await shown(key)).map(({ uses }: { uses: number }) => uses);
  };
  const unused = { uses: 0, lastUse: null };

  it('is told with its time, address and program, and how often since the rotation: not what was before it', async () => {
    const key = await world.key(world.admin);
    await call(key.text);
    await rotate(key);
    await written();
    expect(await shown(key)).toEqual([expect.objectContaining(unused)]);
    const program = server.withKey(key.text).with({ 'user-agent': 'nightly-job/1.2' });
    await expectStatus(program.get(world.path('problems')), 200);
    await expectStatus(program.post(world.path('problems'), { name: '' }), 400);
    await written();
    const [{ uses, lastUse, since, until }] = await shown(key);
    expect([uses, lastUse]).toEqual([2, { usedAt: expect.any(String), address: '127.0.0.1', userAgent: 'nightly-job/1.2', permission: 'problem.create', result: 'allowed' }]);
    expect(Date.parse(until) - Date.parse(since)).toBe(86_400_000);
    expect(lastUse.usedAt >= since).toBe(true);
    await call(key.text);
    expect(await usesOf(key)).toEqual([3]);
  });

  it('is not what the newer one is used for', async () => {
    const key = await rotated();
    await call(key.newer);
    await oauth.next((await oauth.pair(key.newer)).refresh);
    await written();
    expect(await shown(key)).toEqual([expect.objectContaining(unused)]);
    const { lastUse } = (await expectStatus(world.admin.get(world.path(`api-keys/${key.id}/usage`)), 200)).body;
    expect(lastUse).not.toBeNull();
  });

  it('is told of each by itself, where there are several', async () => {
    const key = await rotated();
    await rotate(key);
    for (const text of [key.text, key.newer, key.newer]) await call(text);
    await written();
    expect((await shown(key)).map(({ prefix, uses }: { prefix: string; uses: number }) => [prefix, uses])).toEqual([
      [key.text.slice(0, 8), 1],
      [key.newer.slice(0, 8), 2],
    ]);
  });

  it('is a token got with it, by exchange or by client_credentials, at that moment; and what the token is used for, for it ends with the secret', async () => {
    const key = await rotated();
    const before = await oauth.pair(key.text);
    expect(await usesOf(key)).toEqual([1]);
    expect(await oauth.statusOf(before.access)).toBe(200);
    expect(await usesOf(key)).toEqual([2]);
    await oauth.next(before.refresh);
    expect(await usesOf(key)).toEqual([3]);
    const service = await serviceKey(world);
    await rotate(service);
    await oauth.accessToken(service);
    expect(await usesOf(service)).toEqual([1]);
  });

  it('is a token got with it that another service asks about, by introspection as by verify; one that has ended moves no last use', async () => {
    const key = await rotated();
    const { access } = await oauth.pair(key.text);
    expect(await usesOf(key)).toEqual([1]);
    const asking = await world.key(world.admin);
    const verifier = { authorization: `Api-Key ${asking.text}` };
    expect((await oauth.introspect(access, verifier)).body.active).toBe(true);
    expect(await usesOf(key)).toEqual([2]);
    expect((await oauth.introspect(key.newer, verifier)).body.active).toBe(true);
    expect(await usesOf(key)).toEqual([2]);
    const [{ id }] = await shown(key);
    await expectStatus(world.admin.delete(world.path(`api-keys/${key.id}/secrets/${id}`)), 200);
    const usage = async () => (await expectStatus(world.admin.get(world.path(`api-keys/${key.id}/usage`)), 200)).body;
    const lastUsed = async () => (await expectStatus(world.admin.get(world.path(`api-keys/${key.id}`)), 200)).body.lastUsedAt as string;
    await written();
    const [before, used] = [await usage(), await lastUsed()];
    server.clock.advance({ minutes: 5 });
    expect((await oauth.introspect(access, verifier)).body.active).toBe(false);
    await expectStatus(server.withKey(key.text).get(world.path('problems')), 401);
    await written();
    const after = await usage();
    expect([after.lastUse, await lastUsed()]).toEqual([before.lastUse, used]);
    const refusedIn = ({ counts }: { counts: { refused: number }[] }) => counts.reduce((sum, { refused }) => sum + refused, 0);
    expect(refusedIn(after) - refusedIn(before)).toBe(1);
    await call(key.newer);
    await written();
    expect((await lastUsed()) > used).toBe(true);
  });

  it('is told where the maker chose the secret, too', async () => {
    const [clientSecret, next] = ['Zq7!vNx2#LmT9pRw', 'Hk4$wTs8@QnB3xYe'];
    const key = await serviceKey(world, [], { clientSecret });
    await rotate(key, { clientSecret: next });
    const sign = (secret: string) => expectStatus(server.client(basic(String(key.clientId), secret)).get('/api/v1/me'), 200);
    for (const secret of [clientSecret, clientSecret, next]) await sign(secret);
    await written();
    expect(await shown(key)).toEqual([expect.objectContaining({ prefix: null, uses: 2 })]);
  });

  it('is told when another service asks about it, and when it is refused because the key is deactivated: somebody still has it', async () => {
    const key = await rotated();
    await expectStatus(world.admin.post('/api/v1/verify', { key: key.text, permissions: ['problem.read'] }), 200);
    await expectStatus(world.admin.post('/api/v1/verify', { key: key.newer, permissions: ['problem.read'] }), 200);
    expect(await usesOf(key)).toEqual([1]);
    await expectStatus(world.admin.post(world.path(`api-keys/${key.id}/deactivate`)), 200);
    await expectStatus(server.withKey(key.text).get(world.path('problems')), 401);
    await written();
    expect(await shown(key)).toEqual([expect.objectContaining({ uses: 2, lastUse: expect.objectContaining({ result: 'refused' }) })]);
  });

  it('is counted once, whichever of several processes it was used at, and its last use never goes backwards', async () => {
    const key = await rotated();
    const other = await server.another();
    await Promise.all([call(key.text), call(key.text, other), call(key.newer, other), call(key.text, other)]);
    await Promise.all([server.app, other].map((app) => app.get(UsageRecorder, { strict: false }).flush()));
    expect(await usesOf(key)).toEqual([3]);
    const rows = server.app.get(OldSecretUsesRepository, { strict: false });
    const [[secretId, use]] = [...(await rows.of(1001, Number(key.id)))] as [[number, Parameters<typeof rows.add>[0][number]]];
    await rows.add([{ ...use, uses: 1, usedAt: 1000, address: 'earlier' }]);
    await rows.add([{ ...use, uses: 1, usedAt: use.usedAt + 1, address: 'later' }]);
    expect((await rows.of(1001, Number(key.id))).get(secretId)).toMatchObject({ uses: 5, usedAt: use.usedAt + 1, address: 'later' });
  });

  it('is kept when it cannot be written, and then written once, with what has come since', async () => {
    const key = await rotated();
    const dataSource = server.app.get(DataSource);
    const allowed = async () => (await expectStatus(world.admin.get(world.path(`api-keys/${key.id}/usage`)), 200)).body.counts.reduce((sum: number, count: { allowed: number }) => sum + count.allowed, 0);
    await dataSource.query('ALTER TABLE old_secret_use RENAME TO elsewhere');
    try {
      await call(key.text);
      await written();
      await call(key.text);
      expect(await allowed()).toBe(0);
    } finally {
      await dataSource.query('ALTER TABLE elsewhere RENAME TO old_secret_use');
    }
    expect([await usesOf(key), await allowed()]).toEqual([[2], 2]);
  });

  it('is told to those who may see the key, and to nobody else', async () => {
    const key = await world.key(user.session);
    await expectStatus(user.session.post(world.path(`api-keys/${key.id}/rotate`), { overlapSeconds: 60 }), 200);
    await call(key.text);
    await written();
    for (const by of [user.session, world.admin, server.withKey(key.text)]) expect((await shown(key, by))[0].uses).toBeGreaterThan(0);
    expect((await (await world.user()).session.get(world.path(`api-keys/${key.id}`))).status).toBe(404);
  });

  it('is not known of a secret that was old before uses were told apart: it has no beginning', async () => {
    const key = await rotated();
    await server.app.get(DataSource).query(`UPDATE api_key_secret SET drainsSince = NULL WHERE apiKeyId = ${Number(key.id)}`);
    expect(await shown(key)).toEqual([expect.objectContaining({ since: null, ...unused })]);
    await call(key.text);
    await written();
    expect(await shown(key)).toEqual([expect.objectContaining({ since: null, uses: 1 })]);
  });

  it('is remembered for as long as secrets can overlap, and then removed', async () => {
    const key = await rotated();
    await call(key.text);
    await written();
    const { job } = server.app.get(UsageRecorder, { strict: false });
    const kept = async (days: number) => {
      server.clock.advance({ days });
      expect(await server.app.get(Jobs, { strict: false }).runIfDue(job)).toBe(true);
      return (await server.app.get(OldSecretUsesRepository, { strict: false }).of(1001, Number(key.id))).size;
    };
    expect([await kept(30), await kept(2)]).toEqual([1, 0]);
  });
});
