import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { type Client, expectStatus, onEachDatabase, TestServer, type TestUser, World } from '../harness/index.js';

onEachDatabase('a profile key', (database) => {
  let server: TestServer;
  let world: World;
  let user: TestUser;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
  });
  afterAll(() => server?.stop());
  beforeEach(async () => {
    await settings({ keyCreation: 'everyone', profileKeys: 'open' });
    user = await world.user(['problem.read']);
  });

  const settings = (values: object) => expectStatus(world.admin.patch('/api/v1/organisations/megacorp', values), 200);
  const issue = (by: Client = user.session) => by.post(world.path('profile-key'));
  const works = async (key: string) => (await server.withKey(key).get(world.path('problems'))).status;
  const exchange = (key: string) =>
    server
      .client({ 'content-type': 'application/x-www-form-urlencoded' })
      .post('/oauth/token', `grant_type=urn:ietf:params:oauth:grant-type:token-exchange&subject_token=${key}&subject_token_type=urn:ietf:params:oauth:token-type:access_token`);

  it('is made once and then renewed: the text before and its tokens die at once', async () => {
    const made = await expectStatus(issue(), 201);
    expect(made.body).toMatchObject({ profile: true, revealable: true, kind: 'personal', ownerUserId: user.id, permissions: null, expiresAt: null });
    const { access_token, refresh_token } = (await expectStatus(exchange(made.body.key), 200)).body;
    const withToken = () => server.client({ authorization: `Bearer ${access_token}` }).get('/api/v1/me');
    expect((await withToken()).status).toBe(200);
    const renewed = await expectStatus(issue(), 200);
    expect(renewed.body).toMatchObject({ id: made.body.id, profile: true, freshness: { nodes: 1 } });
    expect(renewed.body.key).not.toBe(made.body.key);
    expect([await works(made.body.key), await works(renewed.body.key)]).toEqual([401, 200]);
    expect((await withToken()).status).toBe(401);
    const form = server.client({ 'content-type': 'application/x-www-form-urlencoded' });
    expect((await form.post('/oauth/token', `grant_type=refresh_token&refresh_token=${refresh_token}`)).status).toBe(400);
    expect((await user.session.get(world.path('api-keys'))).body.items).toHaveLength(1);
  });

  it('is one for each person, also when asked for many times at once', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => issue()));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 201]);
    const { items } = (await user.session.get(world.path('api-keys'))).body;
    expect(items).toHaveLength(1);
    const alive = (await Promise.all(answers.map(({ body }) => works(body.key)))).filter((status) => status === 200);
    expect(alive).toHaveLength(1);
    const other = await world.user();
    expect((await expectStatus(issue(other.session), 201)).body.id).not.toBe(items[0].id);
  });

  it('is not made or renewed while frozen, by rotating either; the one that exists goes on', async () => {
    const { id, key } = (await expectStatus(issue(), 201)).body;
    await settings({ profileKeys: 'frozen' });
    for (const answer of [await issue(), await issue((await world.user()).session), await user.session.post(world.path(`api-keys/${id}/rotate`))]) {
      expect(answer).toMatchObject({ status: 409, body: { code: 'profile-key.frozen' } });
    }
    expect(await works(key)).toBe(200);
    expect((await user.session.post(world.path(`api-keys/${id}/reveal`))).body.key).toBe(key);
    await world.key(user.session);
  });

  it('needs the right to make keys', async () => {
    const { key } = (await expectStatus(issue(), 201)).body;
    await settings({ keyCreation: 'enabled' });
    expect((await issue()).body.code).toBe('key-right.missing');
    expect(await works(key)).toBe(200);
    await expectStatus(world.admin.put(world.path('key-rights'), { userIds: [user.id], enabled: true }), 200);
    await expectStatus(issue(), 200);
    await expectStatus(issue(world.admin), 201);
  });

  it('is for signed-in people: no key gets itself one that does more and never expires', async () => {
    const narrow = await world.key(user.session, { permissions: ['problem.read'] });
    const whole = await world.key(user.session);
    const service = await world.key(world.admin, { kind: 'service' });
    for (const { client } of [narrow, whole, service]) expect(await issue(client)).toMatchObject({ status: 403, body: { code: 'access.session-only' } });
    expect((await server.client().post(world.path('profile-key'), { userId: user.id })).status).toBe(401);
    expect((await user.session.get(world.path('api-keys'))).body.items).toHaveLength(2);
  });

  it('that was deactivated is not activated by renewing; one that was revoked is followed by a new one', async () => {
    const { id, key } = (await expectStatus(issue(), 201)).body;
    await expectStatus(world.admin.post(world.path(`api-keys/${id}/deactivate`)), 200);
    expect(await issue()).toMatchObject({ status: 409, body: { code: 'api-key.not-active' } });
    expect(await works(key)).toBe(401);
    await expectStatus(user.session.post(world.path(`api-keys/${id}/revoke`)), 200);
    expect((await expectStatus(issue(), 201)).body.id).not.toBe(id);
    expect(await works(key)).toBe(401);
  });
});

onEachDatabase('a key that can be revealed', (database) => {
  let server: TestServer;
  let world: World;
  let user: TestUser;
  let id: string;
  let text: string;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    user = await world.user();
    ({ id, text } = await world.key(user.session, { revealable: true }));
  });
  afterAll(() => server?.stop());

  const reveal = (by: Client, keyId = id) => by.post(world.path(`api-keys/${keyId}/reveal`));

  it('is shown to its owner, told in the audit trail, and kept by nobody on the way', async () => {
    const shown = await expectStatus(reveal(user.session), 200);
    expect(shown.body).toEqual({ id, key: text });
    expect(shown.headers['cache-control']).toBe('no-store');
    const { items } = (await world.admin.get(world.path(`audit-events?action=api-key.reveal&subjectId=${id}`))).body;
    expect(items).toHaveLength(1);
    expect(server.logged.join('')).not.toContain(text);
  });

  it('is shown to nobody else, and to no key or token', async () => {
    const key = await world.key(user.session);
    expect((await reveal(key.client)).body.code).toBe('access.session-only');
    expect((await reveal(server.withKey(text))).body.code).toBe('access.session-only');
    expect((await reveal(world.admin)).body.code).toBe('api-key.owner-only');
    expect((await reveal((await world.user()).session)).body.code).toBe('api-key.not-found');
    expect((await reveal(server.client())).status).toBe(401);
    const { items } = (await world.admin.get(world.path(`audit-events?action=api-key.reveal&subjectId=${id}`))).body;
    expect(items).toHaveLength(1);
  });

  it('is shown with its newest text after it was rotated', async () => {
    const { key } = (await expectStatus(user.session.post(world.path(`api-keys/${id}/rotate`), { overlapSeconds: 60 }), 200)).body;
    expect((await reveal(user.session)).body.key).toBe(key);
  });

  it('is the only kind that is shown, and not once it is revoked', async () => {
    const plain = await world.key(user.session);
    expect((await reveal(user.session, plain.id)).body.code).toBe('api-key.not-revealable');
    const gone = await world.key(user.session, { revealable: true });
    await expectStatus(user.session.delete(world.path(`api-keys/${gone.id}`)), 200);
    expect((await reveal(user.session, gone.id)).body.code).toBe('api-key.revoked');
  });

  it('is not shown when the sign-in is older than 5 minutes', async () => {
    server.clock.advance({ minutes: 5, seconds: 1 });
    expect(await reveal(user.session)).toMatchObject({ status: 403, body: { code: 'api-key.sign-in-too-old' } });
    expect((await reveal(await server.signIn(user.login, user.password))).status).toBe(200);
  });
});
