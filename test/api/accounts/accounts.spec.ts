import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { expectProblem, expectReceipt, expectStatus, expectUnauthenticated, expectUnchanged, onEachDatabase, TestServer, World } from '../../harness/index.js';
import { expectAudit, pages, refusesBodies } from '../contract/operations.js';

onEachDatabase('accounts', (database) => {
  let server: TestServer;
  let world: World;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    await world.bystander();
  });
  afterAll(() => server?.stop());

  it('are for instance operators, signed in as a person', async () => {
    const { session, accountId } = await world.bystander();
    const key = await world.key(world.admin);
    for (const [method, path] of [['GET', '/api/v1/accounts'], ['GET', `/api/v1/accounts/${accountId}`], ['PATCH', `/api/v1/accounts/${accountId}`]] as const) {
      const body = method === 'PATCH' ? { state: 'disabled' } : undefined;
      expectUnauthenticated(await expectUnchanged(server, () => server.client().send(method, path, body)));
      expectProblem(await expectUnchanged(server, () => session.send(method, path, body)), 403, 'access.operator-only');
      expectProblem(await expectUnchanged(server, () => key.client.send(method, path, body)), 403, 'access.session-only');
    }
  });

  describe('update', () =>
    refusesBodies(() => world, () => ({ method: 'PATCH', path: '/api/v1/accounts/1002' }), [
      ['no state', {}, 'state'],
      ['an unknown state', { state: 'gone' }, 'state'],
      ['a null state', { state: null }, 'state'],
      ['a password', { state: 'active', password: 'lighthouse-pepper-sonata' }, 'password'],
      ['a new operator', { state: 'active', operator: true }, 'operator'],
    ]));
  describe('list', () => pages(() => world.admin, () => '/api/v1/accounts'));

  it('are invited until their person has chosen a password, and can be disabled before', async () => {
    const { accountId } = (await expectStatus(world.admin.post(world.path('users'), { login: 'awaited', email: 'awaited@megacorp.example', displayName: 'A' }), 201)).body;
    const at = `/api/v1/accounts/${accountId}`;
    const state = async () => [(await world.admin.get(at)).body.state, (await world.admin.get('/api/v1/accounts?search=awaited')).body.items[0].state];
    expect(await state()).toEqual(['invited', 'invited']);
    expectProblem(await expectUnchanged(server, () => world.admin.patch(at, { state: 'invited' })), 400);
    await expectStatus(world.admin.patch(at, { state: 'disabled' }), 200);
    expect(await state()).toEqual(['disabled', 'disabled']);
    expect((await expectStatus(world.admin.patch(at, { state: 'active' }), 200)).body.state).toBe('invited');
    const token = /^\d+\.[\w-]{43}$/m.exec((await server.mailsTo('awaited@megacorp.example'))[0]?.text ?? '')?.[0];
    await expectStatus(server.client().post('/api/v1/invitations/accept', { token, password: 'orchard-velvet-compass' }), 200);
    expect(await state()).toEqual(['active', 'active']);
  });

  it('are 404 when nobody has them', async () => {
    expectProblem(await world.admin.get('/api/v1/accounts/999999999'), 404, 'account.not-found');
    expectProblem(await expectUnchanged(server, () => world.admin.patch('/api/v1/accounts/999999999', { state: 'disabled' })), 404, 'account.not-found');
    expectProblem(await world.admin.get('/api/v1/accounts/abc'), 400);
  });

  it('once disabled are let in nowhere with anything, and with nothing old when enabled again but their keys', async () => {
    const user = await world.user(['problem.read']);
    const key = await world.key(user.session);
    const disabled = await expectStatus(world.admin.patch(`/api/v1/accounts/${user.accountId}`, { state: 'disabled' }), 200);
    expect(disabled.body).toMatchObject({ id: user.accountId, state: 'disabled' });
    expect(disabled.text).not.toMatch(/argon|passwordHash/);
    expectReceipt(disabled);
    await expectAudit(world, { action: 'account.disable', subject: { kind: 'account', id: user.accountId } });
    expectUnauthenticated(await user.session.get('/api/v1/me'));
    expectUnauthenticated(await key.client.get(world.path('problems')));
    expect((await server.client().post('/api/v1/sessions', { login: user.login, password: user.password })).status).toBe(401);
    await expectStatus(world.admin.patch(`/api/v1/accounts/${user.accountId}`, { state: 'active' }), 200);
    expectUnauthenticated(await user.session.get('/api/v1/me'));
    expect((await key.client.get(world.path('problems'))).status).toBe(200);
    await server.signIn(user.login, user.password);
  });
});
