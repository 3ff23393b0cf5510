import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { expectStatus, onEachDatabase, type TestKey, TestServer, type TestUser, World } from '../harness/index.js';
import { basic, claimsOf, OAuth, serviceKey } from './oauth.js';

onEachDatabase('a token has no more power than its scope', (database) => {
  let server: TestServer;
  let world: World;
  let oauth: OAuth;
  let user: TestUser;
  let key: TestKey;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    oauth = new OAuth(server);
    user = await world.user(['problem.read', 'problem.create']);
    key = await world.key(user.session);
  });
  afterAll(() => server?.stop());

  const problem = { name: 'Disk full', statement: 'No space' };

  it('may do what the scope names, and nothing else that its key may', async () => {
    const { body } = await expectStatus(oauth.exchange(key.text, { scope: 'problem.read' }), 200);
    expect(body.scope).toBe('problem.read');
    expect(claimsOf(body.access_token).scope).toBe('problem.read');
    const client = oauth.client(body.access_token);
    expect((await client.get(world.path('problems'))).status).toBe(200);
    const refused = await client.post(world.path('problems'), problem);
    expect([refused.status, refused.body.missingPermissions]).toEqual([403, ['problem.create']]);
    expect((await world.admin.get(world.path('problems'))).body.items).toEqual([]);
    expect((await key.client.post(world.path('problems'), problem)).status).toBe(201);
  });

  it('is refused what the key does not hold, and what there is not', async () => {
    const service = await serviceKey(world, ['problem.read']);
    for (const scope of ['problem.create', 'no.such', 'problem.read no.such', 'PROBLEM.READ', '*']) {
      for (const answer of [await oauth.credentials(basic(service.clientId as string, service.text), { scope }), await oauth.exchange(service.text, { scope })]) {
        expect([scope, answer.status, answer.body.error]).toEqual([scope, 400, 'invalid_scope']);
        expect(answer.body).not.toHaveProperty('access_token');
      }
    }
  });

  it('is refused what there is not also to who holds every permission', async () => {
    const everything = await world.key(world.admin);
    for (const scope of ['problem.raed', 'problem.read *']) {
      const answer = await oauth.exchange(everything.text, { scope });
      expect([scope, answer.status, answer.body.error]).toEqual([scope, 400, 'invalid_scope']);
      expect(answer.body).not.toHaveProperty('access_token');
    }
    expect((await oauth.exchange(everything.text, { scope: 'problem.read' })).status).toBe(200);
  });

  it('can be narrowed when refreshed, and widened again up to the first scope', async () => {
    const { body } = await expectStatus(oauth.exchange(key.text, { scope: 'problem.read problem.create' }), 200);
    const narrow = await expectStatus(oauth.refresh(body.refresh_token, { scope: 'problem.read' }), 200);
    expect(narrow.body.scope).toBe('problem.read');
    expect((await oauth.client(narrow.body.access_token).post(world.path('problems'), problem)).status).toBe(403);
    const full = await expectStatus(oauth.refresh(narrow.body.refresh_token), 200);
    expect(full.body.scope).toBe('problem.read problem.create');
  });

  it('cannot be widened when refreshed; asking for it does not use the token up', async () => {
    const { body } = await expectStatus(oauth.exchange(key.text, { scope: 'problem.read' }), 200);
    for (const scope of ['problem.create', 'problem.read problem.create', 'no.such']) {
      const answer = await oauth.refresh(body.refresh_token, { scope });
      expect([answer.status, answer.body.error]).toEqual([400, 'invalid_scope']);
    }
    expect((await oauth.refresh(body.refresh_token)).body.refresh_token).toContain('-1-');
  });

  it('is refused an unknown scope when a family without scope is refreshed', async () => {
    const { refresh } = await oauth.pair(key.text);
    for (const scope of ['no.such', 'role.create']) {
      const answer = await oauth.refresh(refresh, { scope });
      expect([scope, answer.status, answer.body.error]).toEqual([scope, 400, 'invalid_scope']);
    }
    const narrow = await expectStatus(oauth.refresh(refresh, { scope: 'problem.read' }), 200);
    expect((await oauth.client(narrow.body.access_token).post(world.path('problems'), problem)).status).toBe(403);
  });

  it('makes no key that exceeds it', async () => {
    const { body } = await expectStatus(oauth.exchange(key.text, { scope: 'problem.read' }), 200);
    const narrow = oauth.client(body.access_token);
    const before = (await user.session.get(world.path('api-keys?limit=200'))).body.items.length;
    for (const permissions of [undefined, ['problem.create'], ['problem.read', 'problem.create']]) {
      const refused = await narrow.post(world.path('api-keys'), { name: 'child', ...(permissions && { permissions }) });
      expect([permissions, refused.status]).toEqual([permissions, 403]);
    }
    expect((await user.session.get(world.path('api-keys?limit=200'))).body.items).toHaveLength(before);
    const child = await world.key(narrow, { permissions: ['problem.read'] });
    expect((await child.client.get(world.path('problems'))).status).toBe(200);
    expect((await child.client.post(world.path('problems'), problem)).status).toBe(403);
  });

  it('widens no key that exists', async () => {
    const poor = await world.key(user.session, { permissions: ['problem.read'] });
    const { body } = await expectStatus(oauth.exchange(key.text, { scope: 'problem.read' }), 200);
    for (const permissions of [null, ['problem.read', 'problem.create']]) {
      expect((await oauth.client(body.access_token).patch(world.path(`api-keys/${poor.id}`), { permissions })).status).toBeGreaterThanOrEqual(400);
    }
    expect((await poor.client.post(world.path('problems'), problem)).status).toBe(403);
  });

  it('takes over no key that was made with its key and may do more', async () => {
    const child = await world.key(key.client, { permissions: ['problem.create'] });
    const { body } = await expectStatus(oauth.exchange(key.text, { scope: 'problem.read' }), 200);
    const rotated = await oauth.client(body.access_token).post(world.path(`api-keys/${child.id}/rotate`), {});
    expect([rotated.status, rotated.body.key]).toEqual([403, undefined]);
    expect((await child.client.get('/api/v1/me')).status).toBe(200);
  });

  it('does not get the whole key back by rotating it', async () => {
    const { body } = await expectStatus(oauth.exchange(key.text, { scope: 'problem.read' }), 200);
    const client = oauth.client(body.access_token);
    const rotated = await client.post(world.path(`api-keys/${key.id}/rotate`), {});
    expect(rotated.status).toBe(403);
    expect(rotated.body).not.toHaveProperty('key');
    expect((await key.client.get('/api/v1/me')).status).toBe(200);
  });
});

onEachDatabase('a token is good only for whom it is meant', (database) => {
  let server: TestServer;
  let world: World;
  let oauth: OAuth;
  let key: TestKey;
  const resource = 'https://billing.example/api';

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    oauth = new OAuth(server);
    key = await world.key(world.admin);
  });
  afterAll(() => server?.stop());

  it('is refused at our routes when meant for another, and good there by introspection', async () => {
    const { access } = await oauth.pair(key.text, { resource });
    expect(claimsOf(access).aud).toBe(resource);
    expect(await oauth.statusOf(access)).toBe(401);
    expect((await oauth.client(access).get(world.path('problems'))).status).toBe(401);
    expect((await world.admin.post('/api/v1/verify', { key: access, organisation: 'megacorp' })).body.valid).toBe(false);
    const { body } = await oauth.introspect(access, { authorization: `Api-Key ${key.text}` });
    expect(body).toMatchObject({ active: true, aud: resource });
  });

  it('keeps its audience when refreshed', async () => {
    const { refresh } = await oauth.pair(key.text, { resource });
    const next = await oauth.next(refresh);
    expect(claimsOf(next.access).aud).toBe(resource);
    expect(await oauth.statusOf(next.access)).toBe(401);
  });

  it('cannot be refreshed for us when it was meant for another', async () => {
    const { refresh } = await oauth.pair(key.text, { resource });
    const { status, body } = await oauth.refresh(refresh, { resource: 'http://localhost:3000' });
    if (status === 200) expect(claimsOf(body.access_token).aud).toBe(resource);
    else expect([status, body.error]).toEqual([400, 'invalid_target']);
  });

  it('is refused to a resource that is no absolute URI', async () => {
    for (const wrong of ['billing', '/api', 'https://billing.example/#part', 'https://']) {
      const { status, body } = await oauth.exchange(key.text, { resource: wrong });
      expect([wrong, status, body.error]).toEqual([wrong, 400, 'invalid_target']);
    }
  });

  it('is told apart from ours by every character of the audience', async () => {
    for (const near of ['http://localhost:3000/', 'http://localhost:30000', 'HTTP://localhost:3000', 'http://localhost']) {
      const { access } = await oauth.pair(key.text, { resource: near });
      expect([near, await oauth.statusOf(access)]).toEqual([near, 401]);
    }
  });
});
