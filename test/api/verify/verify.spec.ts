import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { expectForbidden, expectStatus, onEachDatabase, type TestKey, TestServer, type TestUser, World } from '../../harness/index.js';
import { refusesBodies, refusesStrangers } from '../contract/operations.js';

onEachDatabase('verify', (database) => {
  let server: TestServer;
  let world: World;
  let other: World;
  let owner: TestUser;
  let key: TestKey;
  let verifier: TestKey;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    other = await world.otherOrganisation();
    owner = await world.user(['problem.read']);
    await world.grant({ userId: owner.id }, ['problem.create'], '1001');
    key = await world.key(owner.session);
    const scope = await world.workspaceRole(await world.role(['credential.verify']));
    verifier = await world.key(world.admin, { kind: 'service', workspaceRoleIds: [scope] });
    await world.bystander();
  });
  afterAll(() => server?.stop());

  const ask = async (question: object) => (await expectStatus(verifier.client.post('/api/v1/verify', question), 200)).body;
  const code = async (text: string, rest: object = {}) => (await ask({ key: text, ...rest })).code;

  refusesStrangers(() => world, { verify: () => ({ method: 'POST', path: '/api/v1/verify', body: { key: key.text }, permission: 'credential.verify' }) });
  describe('asked', () =>
    refusesBodies(() => world, () => ({ method: 'POST', path: '/api/v1/verify' }), [
      ['no key', { organisation: 'megacorp' }, 'key'],
      ['an empty key', { organisation: 'megacorp', key: '' }, 'key'],
      ['a list of keys', { organisation: 'megacorp', key: ['x'] }, 'key'],
      ['a key of 8193 characters', { organisation: 'megacorp', key: 'x'.repeat(8193) }, 'key'],
      ['permissions in no list', { organisation: 'megacorp', key: 'x', permissions: 'problem.read' }, 'permissions'],
      ['51 permissions', { organisation: 'megacorp', key: 'x', permissions: Array<string>(51).fill('a.b') }, 'permissions'],
      ['a workspace that is a number', { organisation: 'megacorp', key: 'x', workspace: 1001 }, 'workspace'],
      ['an epoch that is a number', { organisation: 'megacorp', key: 'x', minEpoch: 1 }, 'minEpoch'],
      ['a member nobody knows', { organisation: 'megacorp', key: 'x', userId: '1001' }, 'userId'],
    ]));

  it('nobody holds what is no permission, not even who holds every one; once it is registered they do', async () => {
    const everything = await world.key(world.admin);
    const name = 'shop:orders.read';
    for (const unknown of ['problem.raed', name, '*', '']) {
      const answer = await ask({ key: everything.text, permissions: ['problem.read', unknown] });
      expect(answer).toMatchObject({ valid: false, code: 'permission-missing', missingPermissions: [unknown] });
      const { checks, wouldAllow } = (await expectStatus(world.admin.get(world.path(`decisions/${answer.decisionId}`)), 200)).body;
      expect(checks).toContainEqual({ check: 'permission', passed: false, permission: unknown });
      expect(wouldAllow).toEqual([]);
    }
    await expectStatus(world.admin.post(world.path('permissions'), { name, description: 'See orders' }), 201);
    expect(await ask({ key: everything.text, permissions: [name] })).toMatchObject({ valid: true });
    expect(await code(key.text, { permissions: [name] })).toBe('permission-missing');
    const elsewhere = await other.key(other.admin);
    const verifierThere = await other.key(other.admin);
    const there = await expectStatus(verifierThere.client.post('/api/v1/verify', { key: elsewhere.text, permissions: [name], organisation: other.slug }), 200);
    expect(there.body).toMatchObject({ valid: false, missingPermissions: [name] });
  });

  it('decides as the guard does', async () => {
    expect(await ask({ key: key.text })).toMatchObject({ valid: true, code: 'valid', key: { id: key.id, kind: 'personal' }, caller: { userId: owner.id, login: owner.login, organisationId: '1001' } });
    expect(await ask({ key: key.text, permissions: ['problem.read'] })).toMatchObject({ valid: true, code: 'valid' });
    expect(await ask({ key: key.text, permissions: ['problem.read', 'problem.create'] })).toMatchObject({
      valid: false,
      code: 'permission-missing',
      missingPermissions: ['problem.create'],
      decisionId: expect.any(String),
    });
    expect(await code(key.text, { permissions: ['problem.create'], workspace: '1001' })).toBe('valid');
    expect(await code(key.text, { permissions: ['problem.create'], workspace: await world.workspace() })).toBe('permission-missing');
    expect(await code(key.text, { permissions: ['no.such'] })).toBe('permission-missing');
  });

  it('says why a credential of the own organisation is not good', async () => {
    const after = async (change: (made: TestKey) => Promise<unknown>, input = {}) => {
      const made = await world.key(owner.session, input);
      await change(made);
      return code(made.text);
    };
    const move = (action: string) => (made: TestKey) => expectStatus(owner.session.post(world.path(`api-keys/${made.id}/${action}`)), 200);
    expect(await after(move('revoke'))).toBe('revoked');
    expect(await after(move('deactivate'))).toBe('deactivated');
    expect(await after(move('rotate'))).toBe('revoked');
    const expiresAt = new Date(server.clock.now() + 60_000).toISOString();
    expect(await after(async () => server.clock.advance({ minutes: 2 }), { expiresAt })).toBe('expired');
    const gone = await world.user();
    const orphan = await world.key(gone.session);
    await expectStatus(world.admin.patch(world.path(`users/${gone.id}`), { state: 'disabled' }), 200);
    expect(await code(orphan.text)).toBe('owner-inactive');
    expect(await code('nonsense')).toBe('unknown');
    expect(await code(key.text.slice(0, -1))).toBe('unknown');
  });

  it('answers for a key that expires some day', async () => {
    const expiresAt = '2099-01-31T12:00:00.000Z';
    const made = await world.key(owner.session, { expiresAt });
    expect(await ask({ key: made.text })).toMatchObject({ valid: true, key: { id: made.id, expiresAt } });
  });

  it('knows nothing of the credentials of other organisations, good or ended', async () => {
    const theirs = await other.key(other.admin);
    const ended = await other.key(other.admin);
    await expectStatus(other.admin.post(other.path(`api-keys/${ended.id}/revoke`)), 200);
    const unknown = await ask({ key: 'LK000000.00000000000000000000000000000000' });
    for (const text of [theirs.text, ended.text]) {
      expect({ ...(await ask({ key: text })), decisionId: '' }).toEqual({ ...unknown, decisionId: '' });
    }
    const { status } = await verifier.client.post('/api/v1/verify', { key: theirs.text, organisation: 'othercorp' });
    expect(status).toBe(404);
  });

  it('takes sessions, and client ids with secrets, as credentials too', async () => {
    const service = await world.key(world.admin, { kind: 'service', clientSecret: 'Abcdef-1:2+45' });
    expect(await code(`${service.clientId}:Abcdef-1:2+45`)).toBe('valid');
    expect(await code(`${service.clientId}:Abcdef-1:2+46`)).toBe('unknown');
    const { headers } = await server.client().post('/api/v1/sessions', { login: owner.login, password: owner.password });
    const token = String(headers['set-cookie']).split(/[=;]/)[1] as string;
    expect(await ask({ key: token, permissions: ['problem.read'] })).toMatchObject({ valid: true, caller: { userId: owner.id } });
    const stranger = await other.bystander();
    const foreign = await server.client().post('/api/v1/sessions', { login: stranger.login, password: stranger.password });
    expect(await code(String(foreign.headers['set-cookie']).split(/[=;]/)[1] as string)).toBe('unknown');
  });

  it('always answers 200, also when a secret has been guessed too often', async () => {
    const service = await world.key(world.admin, { kind: 'service', clientSecret: 'Abcdef-12345' });
    for (let n = 0; n < 12; n++) expect((await ask({ key: `${service.clientId}:wrong-${n}` })).valid).toBe(false);
  });

  it('never answers by older facts than asked for', async () => {
    const { body } = await expectStatus(owner.session.patch(world.path(`api-keys/${key.id}`), { name: 'renamed' }), 200);
    expect(await code(key.text, { minEpoch: body.freshness.epoch })).toBe('valid');
    for (const minEpoch of ['x', 'MTAwMS45OTk5OTk5OTk', '..', '0', 'AAAA'.repeat(50)]) {
      const answer = await verifier.client.post('/api/v1/verify', { key: key.text, minEpoch });
      expect({ minEpoch, status: [200, 400].includes(answer.status), valid: answer.body.valid === true }).toEqual({ minEpoch, status: true, valid: false });
    }
  });

  it('says that nothing is held in a workspace there is not: unknown, deleted, or of another organisation', async () => {
    const deleted = await world.workspace();
    const everywhere = await world.key(world.admin);
    const question = { key: everywhere.text, permissions: ['problem.read', 'role.read'], workspace: deleted };
    expect(await ask(question)).toMatchObject({ valid: true, code: 'valid' });
    await expectStatus(world.admin.delete(world.path(`workspaces/${deleted}`)), 200);
    for (const workspace of [deleted, await other.workspace(), '999999']) {
      const answer = await ask({ ...question, workspace });
      expect(answer).toMatchObject({ valid: false, code: 'permission-missing', missingPermissions: ['problem.read', 'role.read'], key: { id: everywhere.id } });
      expect(await ask({ key: everywhere.text, workspace })).toMatchObject({ valid: false, code: 'permission-missing', missingPermissions: [] });
      const { checks, wouldAllow } = (await expectStatus(world.admin.get(world.path(`decisions/${answer.decisionId}`)), 200)).body;
      expect(checks.filter(({ passed }: { passed: boolean }) => !passed)).toEqual([{ check: 'workspace', passed: false }]);
      expect(wouldAllow).toEqual([]);
      expect(await code(key.text, { permissions: ['problem.read'], workspace })).toBe('permission-missing');
    }
    expect(await code('nonsense', { workspace: deleted })).toBe('unknown');
  });

  it('is for a workspace asked by those who may verify there', async () => {
    const local = await world.user(['credential.verify'], '1001');
    const at = (workspace?: string) => local.session.post('/api/v1/verify', { key: key.text, ...(workspace && { workspace }) });
    expect((await at('1001')).status).toBe(200);
    expectForbidden(await at(), ['credential.verify']);
    expectForbidden(await at(await world.workspace()), ['credential.verify']);
  });
});
