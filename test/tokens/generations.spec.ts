import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { expectStatus, onEachDatabase, type TestKey, TestServer, type TestUser, World } from '../harness/index.js';
import { apiKey, OAuth, type Pair, serviceKey } from './oauth.js';

onEachDatabase('tokens end with what they come from and are never revived', (database) => {
  let server: TestServer;
  let world: World;
  let second: NestFastifyApplication;
  let doors: OAuth[];
  let oauth: OAuth;
  let verifier: Record<string, string>;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    second = await server.another();
    oauth = new OAuth(server);
    doors = [oauth, new OAuth(server, second)];
    verifier = apiKey((await serviceKey(world, ['credential.verify'])).text);
  });
  afterAll(() => server?.stop());

  /** A person, a key and a pair of tokens that every node has seen and taken. */
  const begin = async (): Promise<{ user: TestUser; key: TestKey; pair: Pair }> => {
    const user = await world.user(['problem.read']);
    const key = await world.key(user.session);
    const pair = await oauth.pair(key.text);
    for (const door of doors) expect(await door.statusOf(pair.access)).toBe(200);
    return { user, key, pair };
  };
  const demandDead = async ({ access, refresh }: Pair) => {
    for (const door of doors) {
      expect(await door.statusOf(access)).toBe(401);
      for (const token of [access, refresh]) expect((await door.introspect(token, verifier)).body).toEqual({ active: false });
      expect((await door.refresh(refresh)).body.error).toBe('invalid_grant');
    }
    expect((await world.admin.post('/api/v1/verify', { key: access, organisation: 'megacorp' })).body.valid).toBe(false);
  };
  const demandAlive = async ({ access }: Pair) => {
    for (const door of doors) expect(await door.statusOf(access)).toBe(200);
  };

  it('deactivating the key ends them; activating it brings the key back, not them', async () => {
    const { user, key, pair } = await begin();
    await expectStatus(user.session.post(world.path(`api-keys/${key.id}/deactivate`)), 200);
    await demandDead(pair);
    await expectStatus(user.session.post(world.path(`api-keys/${key.id}/activate`)), 200);
    expect((await key.client.get('/api/v1/me')).status).toBe(200);
    await demandDead(pair);
    await demandAlive(await oauth.pair(key.text));
  });

  it('revoking and deleting the key end them', async () => {
    for (const end of ['revoke', 'delete']) {
      const { user, key, pair } = await begin();
      const path = world.path(`api-keys/${key.id}`);
      await expectStatus(end === 'revoke' ? user.session.post(`${path}/revoke`, {}) : user.session.delete(path), 200);
      await demandDead(pair);
    }
  });

  it('rotating the key without overlap ends them', async () => {
    const { user, key, pair } = await begin();
    const { body } = await expectStatus(user.session.post(world.path(`api-keys/${key.id}/rotate`), {}), 200);
    await demandDead(pair);
    expect((await oauth.exchange(key.text)).body.error).toBe('invalid_request');
    await demandAlive(await oauth.pair(body.key));
  });

  it('rotating it with overlap ends them when the overlap ends, and not those got with the new text', async () => {
    const { user, key, pair } = await begin();
    const refreshed = await oauth.next((await oauth.pair(key.text)).refresh);
    const { body } = await expectStatus(user.session.post(world.path(`api-keys/${key.id}/rotate`), { overlapSeconds: 60 }), 200);
    const during = [await oauth.pair(key.text), await oauth.next(refreshed.refresh)];
    const after = await oauth.pair(body.key);
    for (const each of [pair, ...during, after]) await demandAlive(each);
    server.clock.advance({ seconds: 61 });
    for (const door of doors) expect((await door.exchange(key.text)).body.error).toBe('invalid_request');
    for (const each of [pair, refreshed, ...during]) await demandDead(each);
    await demandAlive(after);
    await demandAlive(await oauth.next(after.refresh));
  });

  it('disabling the membership ends them; enabling it brings the key back, not them', async () => {
    const { user, key, pair } = await begin();
    const path = world.path(`users/${user.id}`);
    await expectStatus(world.admin.patch(path, { state: 'disabled' }), 200);
    await demandDead(pair);
    expect((await oauth.exchange(key.text)).body.error).toBe('invalid_request');
    await expectStatus(world.admin.patch(path, { state: 'active' }), 200);
    expect((await key.client.get('/api/v1/me')).status).toBe(200);
    await demandDead(pair);
  });

  it('disabling the account ends them; enabling it brings the key back, not them', async () => {
    const { user, key, pair } = await begin();
    const path = `/api/v1/accounts/${user.accountId}`;
    await expectStatus(world.admin.patch(path, { state: 'disabled' }), 200);
    await demandDead(pair);
    await expectStatus(world.admin.patch(path, { state: 'active' }), 200);
    expect((await key.client.get('/api/v1/me')).status).toBe(200);
    await demandDead(pair);
  });

  it('disabling the organisation stops them', async () => {
    const other = await world.otherOrganisation();
    const key = await other.key(other.admin);
    const pair = await oauth.pair(key.text);
    await expectStatus(world.admin.patch(`/api/v1/organisations/${other.slug}`, { state: 'disabled' }), 200);
    for (const door of doors) {
      expect(await door.statusOf(pair.access)).toBe(401);
      expect((await door.refresh(pair.refresh)).body.error).toBe('invalid_grant');
      expect((await door.exchange(key.text)).body.error).toBe('invalid_request');
    }
  });

  it('deactivating the key that a key was made with ends the tokens of both for good', async () => {
    const { user, key } = await begin();
    const child = await world.key(key.client, { permissions: ['problem.read'] });
    const pair = await oauth.pair(child.text);
    await demandAlive(pair);
    await expectStatus(user.session.post(world.path(`api-keys/${key.id}/deactivate`)), 200);
    await demandDead(pair);
    await expectStatus(user.session.post(world.path(`api-keys/${key.id}/activate`)), 200);
    expect((await child.client.get('/api/v1/me')).status).toBe(200);
    await demandDead(pair);
  });

  it('taking a role away narrows a token at once, on every node, and giving it back widens it', async () => {
    const user = await world.user();
    const assignment = await world.grant({ userId: user.id }, ['problem.read']);
    const key = await world.key(user.session);
    const { access } = await oauth.pair(key.text);
    const statuses = async () => Promise.all(doors.map(async (door) => (await door.client(access).get(world.path('problems'))).status));
    expect(await statuses()).toEqual([200, 200]);
    await expectStatus(world.admin.delete(world.path(`role-assignments/${assignment}`)), 200);
    expect(await statuses()).toEqual([403, 403]);
    await world.grant({ userId: user.id }, ['problem.read']);
    expect(await statuses()).toEqual([200, 200]);
  });

  it('narrowing the key narrows its tokens at once, on every node', async () => {
    const { user, key, pair } = await begin();
    await expectStatus(user.session.patch(world.path(`api-keys/${key.id}`), { permissions: [] }), 200);
    for (const door of doors) expect((await door.client(pair.access).get(world.path('problems'))).status).toBe(403);
  });

  it('changing the role narrows the tokens of a service key at once, on every node', async () => {
    const roleId = await world.role(['problem.read'], 'organisation');
    const key = await world.key(world.admin, { kind: 'service', workspaceRoleIds: [await world.workspaceRole(roleId)] });
    const access = await oauth.accessToken(key);
    const statuses = async () => Promise.all(doors.map(async (door) => (await door.client(access).get(world.path('problems'))).status));
    expect(await statuses()).toEqual([200, 200]);
    await expectStatus(world.admin.patch(world.path(`roles/${roleId}`), { permissions: [] }), 200);
    expect(await statuses()).toEqual([403, 403]);
  });

  it('an access token lives ten minutes to the second', async () => {
    const { pair } = await begin();
    const { exp } = JSON.parse(Buffer.from(pair.access.split('.')[1] as string, 'base64url').toString());
    server.clock.advance({ seconds: (exp * 1000 - server.clock.now()) / 1000 - 0.2 });
    expect(await oauth.statusOf(pair.access)).toBe(200);
    server.clock.advance({ seconds: 0.2 });
    for (const door of doors) expect(await door.statusOf(pair.access)).toBe(401);
  });
});
