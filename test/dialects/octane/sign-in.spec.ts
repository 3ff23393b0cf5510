import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { UsageRecorder } from '../../../src/features/key-usage/index.js';
import { administrator, expectStatus, onEachDatabase, TestServer, World } from '../../harness/index.js';
import { type Access, api, basic, cookiesOf, firstSecret, makeAccess, scopeOf, secondSecret, signIn } from './door.js';

onEachDatabase('the sign-in of the octane door', (database) => {
  let server: TestServer;
  let world: World;
  let admin: string;
  let access: Access;
  const roles = `${api}/roles?limit=1`;
  const post = (body: unknown, headers = {}) => server.client(headers).post('/authentication/sign_in', body);

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    admin = await scopeOf(world, 'role.shared.space.admin');
    access = await makeAccess(world.admin, [admin]);
  });
  afterAll(() => server?.stop());

  it('takes either pair of names for a key and for a person', async () => {
    const pairs = [
      { client_id: access.clientId, client_secret: firstSecret },
      { user: access.clientId, password: firstSecret },
      { client_id: administrator.login, client_secret: administrator.password },
      { user: administrator.login, password: administrator.password },
    ];
    for (const pair of pairs) expect((await (await signIn(server, pair)).get(roles)).status).toBe(200);
  });

  it('counts as a use of the key; a wrong secret does not', async () => {
    const key = await makeAccess(world.admin, [admin]);
    const lastUse = async () => {
      await server.app.get(UsageRecorder, { strict: false }).flush();
      return (await expectStatus(world.admin.get(world.path(`api-keys/${key.id}/usage`)), 200)).body.lastUse;
    };
    expect((await post({ client_id: key.clientId, client_secret: secondSecret })).status).toBe(401);
    expect(await lastUse()).toBeNull();
    await expectStatus(post({ client_id: key.clientId, client_secret: firstSecret }), 200);
    expect(await lastUse()).toMatchObject({ result: 'allowed', address: '127.0.0.1' });
  });

  it('takes people whose login holds an underscore, or looks like a client id', async () => {
    for (const login of ['grace_hopper', `pipeline_${'b'.repeat(25)}`]) {
      const person = await world.user(['role.read'], undefined, login);
      const client = await signIn(server, { user: login, password: person.password });
      expect((await client.get('/api/v1/me')).body.account).toMatchObject({ login });
      expect((await post({ user: login, password: 'not the password' })).status).toBe(401);
    }
  });

  it('lets nobody take the place of a service key by choosing its client id as login', async () => {
    const key = await makeAccess(world.admin, [admin]);
    const person = await world.user(['role.read'], undefined, key.clientId);
    const client = await signIn(server, { client_id: key.clientId, client_secret: firstSecret });
    expect((await client.get('/api/v1/me')).body.credential).toMatchObject({ kind: 'api-key', keyId: key.id });
    expect((await post({ client_id: key.clientId, client_secret: person.password })).status).toBe(401);
    await expectStatus(world.admin.delete(world.path(`api-keys/${key.id}`)), 200);
    expect((await post({ client_id: key.clientId, client_secret: person.password })).status).toBe(401);
  });

  it('answers an empty body and the session cookie first, with an attribute after its value', async () => {
    const answer = await post({ user: access.clientId, password: firstSecret });
    const [session, user] = cookiesOf(answer);
    expect([answer.status, answer.text]).toEqual([200, '']);
    expect(session).toMatch(/^LWSSO_COOKIE_KEY=[^;]+;Path=\/;HttpOnly;SameSite=Lax;Max-Age=\d+$/);
    expect(user).toMatch(new RegExp(`^OCTANE_USER=${access.clientId};`));
  });

  it('answers 401 alike for an unknown name, a wrong secret and a wrong password, and sets no cookie', async () => {
    const answers = [
      await post({ client_id: `nobody_${'a'.repeat(25)}`, client_secret: firstSecret }),
      await post({ client_id: access.clientId, client_secret: 'Wrong@83sd!f1042' }),
      await post({ user: administrator.login, password: 'not the password' }),
      await post({ user: 'nobody', password: 'not the password' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401]);
    for (const answer of answers) {
      expect(cookiesOf(answer)).toEqual([]);
      expect(answer.headers['www-authenticate']).toBeDefined();
      expect(answer.body).toMatchObject({ error_code: 'platform.not_authenticated', correlation_id: expect.stringMatching(/^[0-9a-z]{25}$/) });
    }
  });

  it('refuses anything but one whole pair of texts', async () => {
    const bodies = [{}, { client_id: access.clientId }, { client_id: ['a_b'], client_secret: firstSecret }, { user: { a: 1 }, password: 'x' }, { user: 'a', password: 'b', client_id: 'c_d', client_secret: 'e' }];
    for (const body of bodies) expect((await post(body)).status).toBe(400);
    expect((await post('[]')).status).toBe(400);
  });

  it('ignores cookies that are there already, good or bad', async () => {
    expect((await post({ user: access.clientId, password: firstSecret }, { cookie: 'LWSSO_COOKIE_KEY=k1.bad;OCTANE_USER=x' })).status).toBe(200);
  });

  it('refuses what another site makes a browser send, with the cookie or for it, and does nothing', async () => {
    const client = await signIn(server, { user: access.clientId, password: firstSecret });
    const foreign = client.with({ 'sec-fetch-site': 'cross-site' });
    const before = (await client.get(`${api}/api_accesses`)).body.total_count;
    const made = await foreign.post(`${api}/api_accesses`, { data: [{ name: 'forged', client_secret: firstSecret }] });
    expect(made.status).toBe(403);
    expect((await client.with({ origin: 'https://evil.example' }).delete(`${api}/api_accesses?query="(id GE 1)"`)).status).toBe(403);
    expect((await foreign.post('/authentication/sign_in', { user: access.clientId, password: firstSecret })).status).toBe(403);
    expect((await foreign.post('/authentication/sign_out')).status).toBe(403);
    expect((await client.get(`${api}/api_accesses`)).body.total_count).toBe(before);
  });

  it('refuses two different cookies', async () => {
    const client = server.client({ cookie: 'LWSSO_COOKIE_KEY=a; LWSSO_COOKIE_KEY=b' });
    expect((await client.get(roles)).status).toBe(400);
  });

  it('signs out for good, this sign-in alone, and a second time is no error', async () => {
    for (const pair of [{ user: access.clientId, password: firstSecret }, { user: administrator.login, password: administrator.password }]) {
      const client = await signIn(server, pair);
      const other = await signIn(server, pair);
      const out = await expectStatus(client.post('/authentication/sign_out'), 200);
      expect(cookiesOf(out)[0]).toMatch(/^LWSSO_COOKIE_KEY=;Path=\/;.*Max-Age=0$/);
      expect((await client.get(roles)).status).toBe(401);
      expect((await other.get(roles)).status).toBe(200);
      expect((await client.post('/authentication/sign_out')).status).toBe(200);
    }
  });

  it('takes no cookie cut short or changed in one character', async () => {
    const cookie = cookiesOf(await post({ user: access.clientId, password: firstSecret }))[0]?.split(';')[0] as string;
    const changed = [cookie.slice(0, -1), `${cookie.slice(0, -1)}${cookie.endsWith('A') ? 'B' : 'A'}`, `${cookie}A`, cookie.replace('=k', '=')];
    for (const value of changed) expect((await server.client({ cookie: value }).get(roles)).status).toBe(401);
  });

  it('works on every route, and dies with what the key is', async () => {
    const mortal = await makeAccess(world.admin, [admin]);
    const client = await signIn(server, { client_id: mortal.clientId, client_secret: firstSecret });
    expect((await client.get('/api/v1/me')).body.credential).toMatchObject({ kind: 'api-key' });
    await expectStatus(world.admin.post(world.path(`api-keys/${mortal.id}/deactivate`)), 200);
    expect((await client.get(roles)).status).toBe(401);
    await expectStatus(world.admin.post(world.path(`api-keys/${mortal.id}/activate`)), 200);
    expect((await basic(server, mortal.clientId, firstSecret).get(roles)).status).toBe(200);
    expect((await client.get(roles)).status).toBe(401);
  });

  it('does not revive a cookie when the key is regenerated', async () => {
    const key = await makeAccess(world.admin, [admin]);
    const client = await signIn(server, { client_id: key.clientId, client_secret: firstSecret });
    await expectStatus(world.admin.put(`${api}/api_accesses/${key.id}`, { is_valid: false }), 200);
    expect((await client.get(roles)).status).toBe(401);
    await expectStatus(world.admin.put(`${api}/api_accesses/${key.id}`, { is_valid: true, client_secret: secondSecret }), 200);
    expect((await client.get(roles)).status).toBe(401);
    expect((await (await signIn(server, { client_id: key.clientId, client_secret: secondSecret })).get(roles)).status).toBe(200);
  });

  it('ends the cookie with the secret it was got with, when that has drained', async () => {
    const key = await makeAccess(world.admin, [admin]);
    const client = await signIn(server, { client_id: key.clientId, client_secret: firstSecret });
    await expectStatus(world.admin.post(world.path(`api-keys/${key.id}/rotate`), { overlapSeconds: 60 }), 200);
    expect((await client.get(roles)).status).toBe(200);
    server.clock.advance({ seconds: 61 });
    expect((await client.get(roles)).status).toBe(401);
  });

  it('keeps secrets and cookies out of the log', () => {
    const log = server.logged.join('\n');
    expect(log).not.toContain(firstSecret);
    expect(log).not.toContain(secondSecret);
    expect(log).not.toMatch(/LWSSO_COOKIE_KEY=k\d/);
  });

  it('brings a fresh cookie when the old one is an hour old, for a day after the sign-in at most', async () => {
    const key = await makeAccess(world.admin, [admin]);
    let client = await signIn(server, { client_id: key.clientId, client_secret: firstSecret });
    expect(cookiesOf(await client.get(roles))).toEqual([]);
    const idle = client;
    for (let hours = 2; hours <= 22; hours += 2) {
      server.clock.advance({ hours: 2 });
      const [fresh] = cookiesOf(await expectStatus(client.get(roles), 200));
      expect(fresh).toMatch(/^LWSSO_COOKIE_KEY=k/);
      client = server.client({ cookie: fresh?.split(';')[0] as string });
    }
    expect((await idle.get(roles)).status).toBe(401);
    server.clock.advance({ minutes: 119 });
    expect((await client.get(roles)).status).toBe(200);
    server.clock.advance({ minutes: 2 });
    expect((await client.get(roles)).status).toBe(401);
  });

  it('takes no key after its end, by cookie or anew', async () => {
    const key = await makeAccess(await server.signIn(), [admin], { expiration: new Date(server.clock.now() + 60_000).toISOString() });
    const client = await signIn(server, { client_id: key.clientId, client_secret: firstSecret });
    server.clock.advance({ minutes: 2 });
    expect((await client.get(roles)).status).toBe(401);
    expect((await basic(server, key.clientId, firstSecret).get(roles)).status).toBe(401);
    expect((await post({ client_id: key.clientId, client_secret: firstSecret })).status).toBe(401);
  });
});
