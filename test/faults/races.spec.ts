import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { DataSource } from 'typeorm';
import { KeyAuthentication } from '../../src/features/authentication/key-authentication.js';
import { type Answer, expectStatus, onEachDatabase, type TestKey, TestServer, type TestUser, World } from '../harness/index.js';
import { apiKey, OAuth, type Pair, serviceKey } from '../tokens/oauth.js';
import { withFailingCommit } from './failing-commit.js';

const times = <T>(count: number, work: (index: number) => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: count }, (_, index) => work(index)));

onEachDatabase('nothing is doubled, undone or burnt when requests race', (database) => {
  let server: TestServer;
  let world: World;
  let second: NestFastifyApplication;
  let doors: OAuth[];
  let oauth: OAuth;
  let user: TestUser;
  let key: TestKey;
  let verifier: Record<string, string>;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    second = await server.another();
    doors = [new OAuth(server), new OAuth(server, second)];
    oauth = doors[0] as OAuth;
    user = await world.user(['problem.read']);
    key = await world.key(user.session);
    verifier = apiKey((await serviceKey(world, ['credential.verify'])).text);
  });
  afterAll(() => server?.stop());

  const door = (index: number) => doors[index % doors.length] as OAuth;
  const count = async (sql: string): Promise<number> => Number((await server.app.get(DataSource).query(sql))[0].n);
  const replays = () => count("SELECT count(*) AS n FROM audit_event WHERE action = 'token.replay'");

  it.each([['one node', 1], ['two nodes', 2]])('fifty refreshes of one token at once give one successor on %s, round after round', async (_where, nodes) => {
    const alarms = await replays();
    let pair: Pair = await oauth.pair(key.text);
    for (let round = 1; round <= 6; round++) {
      const answers = await times(50, (index) => door(index % nodes).refresh(pair.refresh));
      expect(answers.filter(({ status }) => status !== 200).map(({ text }) => text)).toEqual([]);
      const successors = new Set(answers.map(({ body }) => body.refresh_token));
      expect(successors.size).toBe(1);
      expect(successors).not.toContain(pair.refresh);
      for (const index of [0, 49]) expect(await door(index).statusOf(answers[index]?.body.access_token)).toBe(200);
      pair = { access: answers[0]?.body.access_token, refresh: answers[0]?.body.refresh_token };
      expect(pair.refresh).toContain(`-${round}-`);
    }
    expect(await replays()).toBe(alarms);
  });

  it('a token and its successor used at once raise no false alarm', async () => {
    const alarms = await replays();
    let { refresh } = await oauth.pair(key.text);
    for (let round = 1; round <= 10; round++) {
      const next = await oauth.next(refresh);
      const answers = await times(12, (index) => door(index).refresh(index % 3 === 0 ? refresh : next.refresh));
      const refused = answers.filter(({ status }) => status !== 200);
      for (const { status, body } of refused) expect([status, body.error]).toEqual([400, 'invalid_grant']);
      const forward = answers.filter(({ status }, index) => status === 200 && index % 3 !== 0);
      expect(new Set(forward.map(({ body }) => body.refresh_token)).size).toBe(1);
      refresh = forward[0]?.body.refresh_token;
    }
    expect(await replays()).toBe(alarms);
    await oauth.next(refresh);
  });

  it('replays after the grace, all at once, end the family once', async () => {
    const alarms = await replays();
    const first = await oauth.pair(key.text);
    const next = await oauth.next(first.refresh);
    server.clock.advance({ seconds: 11 });
    const answers = await times(20, (index) => door(index).refresh(first.refresh));
    for (const { status, body } of answers) expect([status, body.error]).toEqual([400, 'invalid_grant']);
    expect((await oauth.refresh(next.refresh)).status).toBe(400);
    expect(await oauth.statusOf(next.access)).toBe(401);
    expect(await replays()).toBe(alarms + 1);
  });

  it('refreshing and revoking at once never leaves a living family behind an acknowledged revocation', async () => {
    for (let round = 1; round <= 8; round++) {
      const { refresh } = await oauth.pair(key.text);
      const [revoked, ...refreshed] = await Promise.all([door(round).revoke(refresh), ...Array.from({ length: 6 }, (_, index) => door(index).refresh(refresh))]);
      expect(revoked?.status).toBe(200);
      for (const { status, body } of refreshed) {
        if (status !== 200) continue;
        expect((await oauth.refresh(body.refresh_token)).body.error).toBe('invalid_grant');
        for (const each of doors) expect(await each.statusOf(body.access_token)).toBe(401);
      }
    }
  });

  it('two hundred verifies while a deactivate runs: refused from its answer on, and it stays deactivated', async () => {
    for (const credential of ['key', 'token']) {
      const own = await world.key(user.session);
      const text = credential === 'key' ? own.text : (await oauth.pair(own.text)).access;
      const verify = (app: NestFastifyApplication) => server.client(verifier, app).post('/api/v1/verify', { key: text });
      const nodes = [server.app, second];
      for (const app of nodes) expect((await verify(app)).body.valid).toBe(true);
      let acknowledged = false;
      let late = 0;
      const answers: boolean[] = [];
      const verifying = times(10, async (index) => {
        for (let afterwards = 0; answers.length < 200 || afterwards < 3; ) {
          const begunAfter = acknowledged;
          const { body } = await verify(nodes[index % 2] as NestFastifyApplication);
          answers.push(body.valid);
          if (begunAfter) afterwards++;
          if (begunAfter && body.valid) late++;
        }
      });
      while (answers.length < 20) await new Promise(setImmediate);
      const { status } = await user.session.post(world.path(`api-keys/${own.id}/deactivate`));
      acknowledged = true;
      await verifying;
      expect(status).toBe(200);
      expect(new Set(answers)).toEqual(new Set([true, false]));
      expect(late).toBe(0);
      for (const app of nodes) expect((await verify(app)).body).toMatchObject({ valid: false, code: 'deactivated' });
      expect((await user.session.get(world.path(`api-keys/${own.id}`))).body.state).toBe('deactivated');
    }
  });

  it('a verify that is held between reading and answering writes nothing back', async () => {
    const own = await world.key(user.session);
    const keys = server.app.get(KeyAuthentication, { strict: false });
    const { promise: hold, resolve: goOn } = Promise.withResolvers<void>();
    const { promise: held, resolve: isHeld } = Promise.withResolvers<void>();
    const original = keys.resolve.bind(keys);
    const spy = jest.spyOn(keys, 'resolve').mockImplementation(async (text) => {
      const resolution = await original(text);
      if (text !== own.text) return resolution;
      isHeld();
      await hold;
      return resolution;
    });
    const verifying = server.client(verifier).post('/api/v1/verify', { key: own.text });
    await held;
    await expectStatus(user.session.post(world.path(`api-keys/${own.id}/deactivate`)), 200);
    spy.mockRestore();
    goOn();
    await verifying;
    for (const app of [server.app, second]) {
      expect((await server.client(verifier, app).post('/api/v1/verify', { key: own.text })).body).toMatchObject({ valid: false, code: 'deactivated' });
    }
    expect((await user.session.get(world.path(`api-keys/${own.id}`))).body.state).toBe('deactivated');
  });

  it('activating and revoking at once ends revoked', async () => {
    for (let round = 1; round <= 8; round++) {
      const own = await world.key(user.session);
      await expectStatus(user.session.post(world.path(`api-keys/${own.id}/deactivate`)), 200);
      const there = await server.signIn(user.login, user.password, second);
      const path = world.path(`api-keys/${own.id}`);
      const answers = await Promise.all([
        ...Array.from({ length: 4 }, (_, index) => (index % 2 ? there : user.session).post(`${path}/activate`)),
        there.post(`${path}/revoke`, {}),
        ...Array.from({ length: 4 }, (_, index) => (index % 2 ? there : user.session).post(`${path}/activate`)),
      ]);
      expect(answers[4]?.status).toBe(200);
      for (const { status } of answers) expect([200, 409]).toContain(status);
      expect((await user.session.get(path)).body.state).toBe('revoked');
      for (const app of [server.app, second]) expect((await server.withKey(own.text, app).get('/api/v1/me')).status).toBe(401);
    }
  });

  it('rotating at once leaves no text that was replaced', async () => {
    const own = await world.key(user.session);
    const path = world.path(`api-keys/${own.id}/rotate`);
    const answers = await times(6, () => user.session.post(path, {}));
    const texts = answers.filter(({ status }) => status === 200).map(({ body }) => body.key as string);
    const statuses = await Promise.all([own.text, ...texts].map(async (text) => (await server.withKey(text).get('/api/v1/me')).status));
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(await count(`SELECT count(*) AS n FROM api_key_secret WHERE apiKeyId = ${own.id} AND state = 'active'`)).toBe(1);
  });

  it('client credentials asked for while the key is revoked give no token that lives', async () => {
    const own = await serviceKey(world);
    const asking = times(40, (index) => door(index).credentials(apiKey(own.text)));
    const [answers] = await Promise.all([asking, expectStatus(world.admin.post(world.path(`api-keys/${own.id}/revoke`), {}), 200)]);
    for (const { status, body } of answers) {
      expect([200, 401]).toContain(status);
      if (status === 200) for (const each of doors) expect(await each.statusOf(body.access_token)).toBe(401);
    }
    for (const each of doors) expect((await each.credentials(apiKey(own.text))).status).toBe(401);
  });

  describe('when a commit fails', () => {
    const writing = 'token_family';

    it('no refresh token is burnt: the same one works afterwards', async () => {
      const first = await oauth.pair(key.text);
      const failed = await withFailingCommit(server.app, () => oauth.refresh(first.refresh), { writing });
      expect([failed.status, failed.body.error]).toEqual([503, 'temporarily_unavailable']);
      expect(failed.body).not.toHaveProperty('refresh_token');
      const next = await oauth.next(first.refresh);
      expect(next.refresh).toContain('-1-');
      await oauth.next(next.refresh);
    });

    it('no refresh token is burnt when the commit was made and only its answer got lost', async () => {
      const first = await oauth.pair(key.text);
      const failed = await withFailingCommit(server.app, () => oauth.refresh(first.refresh), { writing, afterwards: true });
      expect(failed.status).toBe(503);
      const next = await oauth.next(first.refresh);
      await oauth.next(next.refresh);
    });

    it('no refresh token is burnt among fifty that are refreshed at once', async () => {
      const first = await oauth.pair(key.text);
      const answers = await withFailingCommit(server.app, () => times(50, () => oauth.refresh(first.refresh)), { writing });
      // Those who shared the commit are told so; the others got one and the same successor.
      expect(new Set(answers.map(({ status }) => status).filter((status) => status !== 200))).toEqual(new Set([503]));
      const next = await oauth.next(first.refresh);
      expect(new Set(answers.flatMap(({ body }) => body.refresh_token ?? [])).difference(new Set([next.refresh])).size).toBe(0);
    });

    it('making a key, an organisation, a user or a role leaves nothing behind', async () => {
      const tables = ['api_key', 'api_key_secret', 'organisation', 'workspace', 'role', 'workspace_role', 'role_assignment', 'account', 'membership', 'audit_event', 'token_family', 'fact_change'];
      const rows = async () => Object.fromEntries(await Promise.all(tables.map(async (table) => [table, await count(`SELECT count(*) AS n FROM ${table}`)])));
      const workspaceRoleId = await world.workspaceRole(await world.role(['problem.read'], 'organisation'));
      const calls: Record<string, () => Promise<Answer>> = {
        key: () => user.session.post(world.path('api-keys'), { name: 'half' }),
        serviceKey: () => world.admin.post(world.path('api-keys'), { name: 'half', kind: 'service', workspaceRoleIds: [workspaceRoleId] }),
        organisation: () => world.admin.post('/api/v1/organisations', { slug: 'half', name: 'half' }),
        user: () => world.admin.post(world.path('users'), { login: 'half', email: 'half@megacorp.example', displayName: 'half', password: 'orchard-velvet-compass' }),
        role: () => world.admin.post(world.path('roles'), { name: 'half', level: 'workspace', permissions: ['problem.read'] }),
        workspace: () => world.admin.post(world.path('workspaces'), { name: 'half' }),
        exchange: () => oauth.exchange(key.text),
      };
      for (const [what, call] of Object.entries(calls)) {
        const before = await rows();
        const { status } = await withFailingCommit(server.app, call);
        expect([what, status]).toEqual([what, 503]);
        expect([what, await rows()]).toEqual([what, before]);
        const again = await call();
        expect([what, again.status]).toEqual([what, what === 'exchange' ? 200 : 201]);
      }
    });

    it('taking power away is not acknowledged, and works when asked again', async () => {
      const own = await world.key(user.session);
      for (const [action, after] of [['deactivate', 401], ['activate', 200], ['revoke', 401]] as const) {
        const before = (await own.client.get('/api/v1/me')).status;
        const failed = await withFailingCommit(server.app, () => user.session.post(world.path(`api-keys/${own.id}/${action}`), action === 'revoke' ? {} : undefined));
        expect(failed.status).toBe(503);
        expect((await own.client.get('/api/v1/me')).status).toBe(before);
        await expectStatus(user.session.post(world.path(`api-keys/${own.id}/${action}`), action === 'revoke' ? {} : undefined), 200);
        for (const app of [server.app, second]) expect((await server.withKey(own.text, app).get('/api/v1/me')).status).toBe(after);
      }
    });
  });

  it('a failed commit does not use an Idempotency-Key up', async () => {
    const post = () => user.session.with({ 'idempotency-key': 'failed-once' }).post(world.path('api-keys'), { name: 'after-all' });
    expect((await withFailingCommit(server.app, post)).status).toBe(503);
    const made = await expectStatus(post(), 201);
    expect((await post()).text).toBe(made.text);
    expect((await server.withKey(made.body.key).get('/api/v1/me')).status).toBe(200);
    expect(await count("SELECT count(*) AS n FROM api_key WHERE name = 'after-all'")).toBe(1);
  });

  it('a commit whose answer is lost is looked for, and answered as what it was', async () => {
    const post = () => user.session.post(world.path('api-keys'), { name: 'answer-lost' });
    const made = await withFailingCommit(server.app, post, { afterwards: true });
    expect(made.status).toBe(201);
    expect((await server.withKey(made.body.key).get('/api/v1/me')).status).toBe(200);
    expect(await count("SELECT count(*) AS n FROM api_key WHERE name = 'answer-lost'")).toBe(1);
    const deactivate = () => user.session.post(world.path(`api-keys/${made.body.id}/deactivate`));
    expect((await withFailingCommit(server.app, deactivate)).status).toBe(503);
    expect((await server.withKey(made.body.key).get('/api/v1/me')).status).toBe(200);
    expect((await withFailingCommit(server.app, deactivate, { afterwards: true })).status).toBe(200);
    expect((await server.withKey(made.body.key).get('/api/v1/me')).status).toBe(401);
  });
});
