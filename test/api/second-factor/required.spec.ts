import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { administrator, type Answer, Authenticator, type Client, expectHidden, expectProblem, expectStatus, expectUnchanged, onEachDatabase, TestServer, type TestUser, World } from '../../harness/index.js';
import { OAuth } from '../../tokens/oauth.js';
import { expectAudit } from '../contract/operations.js';

onEachDatabase('a second factor that an organisation requires', (database) => {
  let server: TestServer;
  let megacorp: World;
  let world: World;
  let at: string;
  let user: TestUser;
  let count = 0;

  beforeAll(async () => {
    server = await TestServer.start(database);
    megacorp = await World.of(server);
    await Authenticator.enrol(megacorp.admin, administrator.password, server.clock);
  });
  afterAll(() => server?.stop());
  beforeEach(async () => {
    world = await megacorp.otherOrganisation(`corp-${++count}`);
    at = `/api/v1/organisations/${world.slug}`;
    user = await world.user(['problem.read', 'organisation.update', 'credential.verify']);
  });

  const require = (by: Client = world.admin, requireSecondFactor = true) => by.patch(at, { requireSecondFactor });
  const enrol = (who: TestUser) => Authenticator.enrol(who.session, who.password, server.clock);
  const reads = (client: Client) => client.get(world.path('problems'));
  const refused = (answer: Answer) => expectProblem(answer, 403, 'second-factor.required');
  const cookieOf = async ({ login, password }: TestUser) => String((await server.client().post('/api/v1/sessions', { login, password })).headers['set-cookie']).split(';')[0] as string;

  it('is asked of people from their next request on, in sessions that were there before, and until they have one', async () => {
    await expectStatus(reads(user.session), 200);
    const { body } = await expectStatus(require(), 200);
    expect(body.requireSecondFactor).toBe(true);
    expect(refused(await expectUnchanged(server, () => reads(user.session))).body.detail).toContain(`${world.slug} requires a second factor`);
    refused(await reads(await server.signIn(user.login, user.password)));
    await expectStatus(reads(world.admin), 200);
    await user.session.post('/api/v1/me/second-factor/begin', { password: user.password });
    refused(await reads(user.session));
    await enrol(user);
    await expectStatus(reads(user.session), 200);
  });

  it('stands before every door of the organisation, by whatever name, and nothing happens behind it', async () => {
    const cookie = await cookieOf(user);
    await expectStatus(require(), 200);
    const { id } = (await expectStatus(world.admin.get(at), 200)).body;
    const browser = server.client({ cookie, 'sec-fetch-site': 'same-origin', referer: 'http://localhost:3000/api' });
    const calls: [string, string, unknown?][] = [
      ['GET', at],
      ['GET', `/api/v1/organisations/${id}`],
      ['PATCH', at, { requireSecondFactor: false }],
      ['GET', world.path('own-tokens')],
      ['POST', world.path('api-keys'), { name: 'way round' }],
      ['GET', `/api/v1/me?organisation=${world.slug}`],
      ['POST', '/api/v1/verify', { key: 'x', organisation: world.slug }],
      ['POST', '/api/v1/verify', { key: 'x' }],
      ['GET', `/auth/forward?organisation=${world.slug}`],
      ['GET', '/auth/forward'],
    ];
    for (const [method, path, body] of calls) {
      const answer = await expectUnchanged(server, () => browser.send(method, path, body));
      expect([method, path, answer.status, answer.body.code]).toEqual([method, path, 403, 'second-factor.required']);
    }
    const program = browser.with({ accept: 'application/json' });
    for (const path of ['', '/problem', '/organisation/user', '/organisation/api-key', '/profile', '/profile/security', '/profile/second-factor']) {
      const answer = await program.get(`/org/${world.slug}${path}/`);
      expect([path, answer.status, answer.body.detail]).toEqual([path, 403, expect.stringContaining('requires a second factor')]);
    }
    const made = await expectUnchanged(server, () => program.post(`/org/${world.slug}/organisation/api-key/create/`, { Name: 'way round' }));
    expect(made.status).toBe(403);
    const octane = await browser.get(`/api/shared_spaces/${id}/roles?limit=1`);
    expect([octane.status, octane.body.error_code]).toEqual([403, 'platform.not_authorized']);
    const token = cookie.split('=')[1];
    const verified = await expectStatus(world.admin.post('/api/v1/verify', { key: token, organisation: world.slug }), 200);
    expect(verified.body.valid).toBe(false);
  });

  it('leaves open what is about the person alone, and says there who requires it', async () => {
    await expectStatus(require(), 200);
    const { body } = await expectStatus(user.session.get('/api/v1/me/second-factor'), 200);
    expect(body).toMatchObject({ enabled: false, requiredBy: [{ id: expect.any(String), slug: world.slug, name: world.slug }] });
    expect((await expectStatus(user.session.get('/api/v1/me'), 200)).body).toMatchObject({ organisation: null, permissions: [] });
    await expectStatus(user.session.get('/api/v1/me/sessions'), 200);
    await expectStatus(user.session.with({ accept: 'application/json' }).get('/account/second-factor/'), 200);
    await expectStatus(user.session.delete('/api/v1/sessions/current'), 200);
    expect((await user.session.get('/api/v1/me')).status).toBe(401);
  });

  it('is not asked of machines', async () => {
    const own = await world.key(user.session);
    const service = await world.key(world.admin, { kind: 'service', workspaceRoleIds: [await world.workspaceRole(await world.role(['problem.read']))] });
    const { access } = await new OAuth(server).pair(own.text);
    await expectStatus(require(), 200);
    refused(await reads(user.session));
    await expectStatus(reads(own.client), 200);
    await expectStatus(reads(service.client), 200);
    await expectStatus(reads(server.client({ authorization: `Bearer ${access}` })), 200);
    expect((await expectStatus(world.admin.post('/api/v1/verify', { key: own.text, organisation: world.slug }), 200)).body.valid).toBe(true);
  });

  it('is required only by somebody who has one', async () => {
    const own = await world.key(user.session);
    const service = await world.key(world.admin, { kind: 'service', workspaceRoleIds: [await world.workspaceRole(await world.role(['organisation.update'], 'organisation'))] });
    for (const by of [user.session, own.client, service.client]) {
      expectProblem(await expectUnchanged(server, () => require(by)), 409, 'second-factor.missing');
      await expectStatus(require(by, false), 200);
    }
    await enrol(user);
    await expectStatus(require(own.client), 200);
    await expectStatus(reads(user.session), 200);
    // What is so already asks for nothing.
    await expectStatus(require(service.client), 200);
  });

  it('lets everybody in again once it is not required, and each change is told of', async () => {
    await expectStatus(require(), 200);
    const details = (now: boolean) => ({ action: 'organisation.update', actor: { kind: 'user', name: 'ada' }, details: { requireSecondFactor: now, before: { requireSecondFactor: !now } } });
    await expectAudit(world, details(true));
    refused(await reads(user.session));
    await expectStatus(require(world.admin, false), 200);
    await expectAudit(world, details(false));
    await expectStatus(reads(user.session), 200);
  });

  it('cannot be switched off by its person while it is required', async () => {
    const app = await enrol(user);
    await expectStatus(require(), 200);
    const disable = () => user.session.post('/api/v1/me/second-factor/disable', { password: user.password, totp: app.fresh() });
    const answer = expectProblem(await expectUnchanged(server, disable), 409, 'second-factor.still-required');
    expect(answer.body.detail).toContain(world.slug);
    expect((await user.session.get('/api/v1/me/second-factor')).body.enabled).toBe(true);
    await expectStatus(require(world.admin, false), 200);
    await expectStatus(disable(), 200);
  });

  it('is no longer required of whoever is no member any more', async () => {
    const app = await enrol(user);
    await expectStatus(require(), 200);
    await expectStatus(world.admin.patch(world.path(`users/${user.id}`), { state: 'disabled' }), 200);
    expect((await user.session.get('/api/v1/me/second-factor')).body.requiredBy).toEqual([]);
    await expectStatus(user.session.post('/api/v1/me/second-factor/disable', { password: user.password, totp: app.fresh() }), 200);
  });

  it('reset by an operator is asked for again before anything else', async () => {
    await enrol(user);
    await expectStatus(require(), 200);
    await expectStatus(megacorp.admin.patch(`/api/v1/accounts/${user.accountId}`, { secondFactor: 'none' }), 200);
    const session = await server.signIn(user.login, user.password);
    refused(await reads(session));
    await Authenticator.enrol(session, user.password, server.clock);
    await expectStatus(reads(session), 200);
  });

  it('holds for the organisation that requires it alone, and no other leads into it', async () => {
    const other = await megacorp.otherOrganisation(`beside-${count}`);
    const mailTo = `${user.login}@megacorp.example`;
    await expectStatus(other.admin.post(other.path('users'), { login: user.login, email: mailTo, displayName: 'x' }), 201);
    const token = /#(\S+)/.exec((await server.mailsTo(mailTo)).at(-1)?.text ?? '')?.[1];
    await expectStatus(server.client().post('/api/v1/invitations/accept', { token, password: user.password }), 200);
    await expectStatus(require(), 200);
    await expectStatus(user.session.get(`/api/v1/me?organisation=${other.slug}`), 200);
    const page = user.session.with({ accept: 'application/json' });
    await expectStatus(page.get(`/org/${other.slug}/`), 200);
    // The address says which organisation a call is about, whatever else names one.
    expect((await page.get(`/org/${other.slug}/?organisation=${world.slug}`)).body.Slug ?? other.slug).toBe(other.slug);
    refused(await user.session.get(`/api/v1/organisations/${world.slug}/problems?organisation=${other.slug}`));
    const mine = await expectStatus(user.session.get('/api/v1/me'), 200);
    expect(mine.body).toMatchObject({ organisation: null, permissions: [] });
  });

  it('is asked of operators as well, and tells strangers nothing', async () => {
    const stranger = await megacorp.user();
    await expectStatus(require(), 200);
    const unknown = await stranger.session.get('/api/v1/organisations/nowhere/problems');
    expectProblem(unknown, 404);
    expectHidden(await reads(stranger.session), unknown);
    await server.app.get(DataSource).query('UPDATE account SET operator = ? WHERE id = ?', [1, Number(stranger.accountId)]);
    refused(await expectUnchanged(server, () => stranger.session.patch(at, { state: 'disabled' })));
    await enrol(stranger);
    await expectStatus(stranger.session.patch(at, { state: 'disabled' }), 200);
  });
});
