import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type Client,
  expectForbidden,
  expectHidden,
  expectInvalid,
  expectProblem,
  expectReceipt,
  expectStatus,
  expectUnauthenticated,
  expectUnchanged,
  onEachDatabase,
  type TestKey,
  TestServer,
  type TestUser,
  World,
} from '../../harness/index.js';
import { badNames, expectAudit, hidesOthers, pages, refusesBodies } from '../contract/operations.js';

const past = '2020-01-31T12:00:00Z';
const future = '2099-01-31T12:00:00.000Z';
const shared: (readonly [string, unknown, string])[] = [
  ['an unknown permission', { permissions: ['problem.destroy'] }, 'permissions'],
  ['a permission twice', { permissions: ['problem.read', 'problem.read'] }, 'permissions'],
  ['permissions in no list', { permissions: 'problem.read' }, 'permissions'],
  ['an unknown workspace', { workspaceIds: ['999999999'] }, 'workspaceIds'],
  ['a workspace that is a number', { workspaceIds: [1001] }, 'workspaceIds'],
  ['a workspace twice', { workspaceIds: ['1001', '1001'] }, 'workspaceIds'],
  ['an expiry in the past', { expiresAt: past }, 'expiresAt'],
  ['an expiry without zone', { expiresAt: '2099-01-31T12:00:00' }, 'expiresAt'],
  ['an expiry on no day', { expiresAt: '2099-02-30T12:00:00Z' }, 'expiresAt'],
  ['an expiry that is a number', { expiresAt: 4_000_000_000_000 }, 'expiresAt'],
  ['an expiry beyond all years', { expiresAt: '+275760-09-13T00:00:00Z' }, 'expiresAt'],
  ...['id', 'state', 'ownerUserId', 'userId', 'organisationId', 'clientId', 'parentKeyId', 'generation', 'revokedAt', 'prefix', 'digest'].map(
    (member) => [`${member}, which only the server writes`, { [member]: '1001' }, member] as const,
  ),
];

onEachDatabase('API keys', (database) => {
  let server: TestServer;
  let world: World;
  let owner: TestUser;
  let stranger: TestUser;
  let id: string;
  let foreign: string;
  const at = (key: string, action = '') => world.path(`api-keys/${key}${action && `/${action}`}`);

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    owner = await world.user(['problem.read', 'problem.create']);
    stranger = await world.user(['problem.read']);
    id = (await world.key(world.admin)).id;
    await world.key(world.admin);
    const other = await world.otherOrganisation();
    foreign = (await other.key(other.admin)).id;
  });
  afterAll(() => server?.stop());

  hidesOthers(() => world, () => foreign, {
    get: (key) => ({ method: 'GET', path: at(key) }),
    update: (key) => ({ method: 'PATCH', path: at(key), body: { name: 'x' } }),
    delete: (key) => ({ method: 'DELETE', path: at(key) }),
    ...Object.fromEntries(['activate', 'deactivate', 'revoke', 'rotate'].map((action) => [action, (key: string) => ({ method: 'POST', path: at(key, action) })])),
  });
  describe('create', () =>
    refusesBodies(() => world, () => ({ method: 'POST', path: world.path('api-keys') }), [
      ...badNames(),
      ...shared.map(([wrong, body, field]) => [wrong, { name: 'k', ...(body as object) }, field] as const),
      ['an unknown kind', { name: 'k', kind: 'root' }, 'kind'],
      ['roles for a personal key', { name: 'k', workspaceRoleIds: ['1001'] }, 'workspaceRoleIds'],
      ['an unknown role', { name: 'k', kind: 'service', workspaceRoleIds: ['999999999'] }, 'workspaceRoleIds'],
      ['a role twice', { name: 'k', kind: 'service', workspaceRoleIds: ['1001', '1001'] }, 'workspaceRoleIds'],
      ['a chosen secret for a personal key', { name: 'k', clientSecret: 'Abcdef-12345' }, 'clientSecret'],
      ...['Abcdef-12', 'Abcdef-123456789012345678901234', 'abcdefghij-', 'Abcdef 12345', 'Abcdef\u00e912345', '', null, ['Abcdef-12345']].map(
        (clientSecret) => [`the chosen secret ${JSON.stringify(clientSecret)}`, { name: 'k', kind: 'service', clientSecret }, 'clientSecret'] as const,
      ),
      ['a revealable service key', { name: 'k', kind: 'service', revealable: true }, 'revealable'],
      ['revealable in words', { name: 'k', revealable: 'true' }, 'revealable'],
    ]));
  describe('update', () => refusesBodies(() => world, () => ({ method: 'PATCH', path: at(id) }), [...shared, ['a null name', { name: null }, 'name']]));
  describe('rotate', () =>
    refusesBodies(() => world, () => ({ method: 'POST', path: at(id, 'rotate') }), [
      ['a negative overlap', { overlapSeconds: -1 }, 'overlapSeconds'],
      ['an overlap of more than 30 days', { overlapSeconds: 2_592_001 }, 'overlapSeconds'],
      ['an overlap in words', { overlapSeconds: '60' }, 'overlapSeconds'],
      ['half a second', { overlapSeconds: 0.5 }, 'overlapSeconds'],
    ]));
  describe('revoke', () =>
    refusesBodies(() => world, () => ({ method: 'POST', path: at(id, 'revoke') }), [
      ['a reason of 201 characters', { reason: 'r'.repeat(201) }, 'reason'],
      ['a reason that looks shorter than it is', { reason: 'r\ufe0f'.repeat(200) }, 'reason'],
      ['a reason that is a list', { reason: ['r'] }, 'reason'],
    ]));
  describe('list', () => pages(() => world.admin, () => world.path('api-keys')));
  describe('list of all', () => pages(() => world.admin, () => world.path('api-keys?owner=all')));

  it('is shown once: the answer that makes it holds the text, no later one does', async () => {
    const made = await expectStatus(owner.session.post(world.path('api-keys'), { name: 'CI', permissions: ['problem.read'], workspaceIds: ['1001'], expiresAt: future }), 201);
    expect(made.body).toMatchObject({ name: 'CI', kind: 'personal', ownerUserId: owner.id, makerUserId: owner.id, clientId: null, parentKeyId: null, expiresAt: future });
    expect(made.body).toMatchObject({ permissions: ['problem.read'], workspaceIds: ['1001'], state: 'active', prefix: made.body.key.slice(0, 8) });
    expectReceipt(made);
    const subject = { kind: 'api-key', id: made.body.id };
    await expectAudit(world, { action: 'api-key.create', actor: { kind: 'user', id: owner.id, name: owner.login }, subject, details: { permissions: ['problem.read'], workspaceIds: [1001], expiresAt: future } });
    const { key, freshness, ...rest } = made.body;
    expect(freshness).toBeDefined();
    const later = await owner.session.get(at(made.body.id));
    expect(later.body).toEqual({ ...rest, drainingSecrets: [] });
    for (const { text } of [later, await owner.session.get(world.path('api-keys')), await world.admin.get(world.path('audit-events?limit=200'))]) {
      expect(text).not.toContain(key.slice(9));
    }
  });

  it('is listed to its owner, and to others only with the permission', async () => {
    const mine = await world.key(owner.session);
    const ids = (body: { items: { id: string }[] }) => body.items.map((item) => item.id);
    expect(ids((await owner.session.get(world.path('api-keys?limit=200'))).body)).toContain(mine.id);
    expect(ids((await stranger.session.get(world.path('api-keys?limit=200'))).body)).toEqual([]);
    for (const whose of ['all', owner.id]) expectForbidden(await stranger.session.get(world.path(`api-keys?owner=${whose}`)), ['api-key.read-all']);
    const reader = await world.user(['api-key.read-all']);
    expect(ids((await reader.session.get(world.path(`api-keys?owner=${owner.id}`))).body)).toContain(mine.id);
    expect(ids((await reader.session.get(world.path('api-keys?owner=all&limit=200'))).body)).toEqual(expect.arrayContaining([mine.id, id]));
    expect(ids((await reader.session.get(world.path('api-keys'))).body)).toEqual([]);
    for (const wrong of ['owner=ALL', 'owner=0', 'owner=all&owner=all', 'kind=root', 'state=gone', 'kind[]=personal']) {
      expectProblem(await reader.session.get(world.path(`api-keys?${wrong}`)), 400, 'request.invalid');
    }
  });

  it("is nobody else's: unknown to members without the permission, in every operation", async () => {
    const key = await world.key(owner.session);
    const calls = (client: Client, of: string) => [
      () => client.get(at(of)),
      () => client.patch(at(of), { name: 'x' }),
      () => client.delete(at(of)),
      ...['activate', 'deactivate', 'revoke', 'rotate'].map((action) => () => client.post(at(of, action))),
    ];
    const unknown = calls(stranger.session, '999999999');
    for (const [index, call] of calls(stranger.session, key.id).entries()) {
      expectHidden(await expectUnchanged(server, call), await (unknown[index] as (typeof unknown)[number])());
    }
    const reader = await world.user(['api-key.read-all']);
    expect((await reader.session.get(at(key.id))).status).toBe(200);
    for (const call of calls(reader.session, key.id).slice(1)) expectForbidden(await expectUnchanged(server, call), ['api-key.manage-all']);
  });

  it('can be ended by who manages all keys, but its text is had by its owner alone', async () => {
    const key = await world.key(owner.session);
    const manager = await world.user(['api-key.manage-all', 'problem.read', 'problem.create']);
    expectProblem(await expectUnchanged(server, () => manager.session.post(at(key.id, 'rotate'))), 403, 'api-key.owner-only');
    expectProblem(await expectUnchanged(server, () => world.admin.post(at(key.id, 'rotate'))), 403, 'api-key.owner-only');
    await expectStatus(manager.session.post(at(key.id, 'revoke'), { reason: 'leaked' }), 200);
    await expectAudit(world, { action: 'api-key.revoke', actor: { kind: 'user', id: manager.id, name: manager.login }, details: { reason: 'leaked' } });
    expectUnauthenticated(await key.client.get(world.path('problems')));
  });

  it('changes what it may do at once', async () => {
    const key = await world.key(owner.session, { permissions: [] });
    const problems = () => key.client.get(world.path('problems'));
    expectForbidden(await problems(), ['problem.read']);
    const wider = await expectStatus(owner.session.patch(at(key.id), { permissions: ['problem.read'] }), 200);
    expectReceipt(wider);
    expect(wider.body).not.toHaveProperty('key');
    await expectAudit(world, { action: 'api-key.update', subject: { kind: 'api-key', id: key.id } });
    expect((await problems()).status).toBe(200);
    await expectStatus(owner.session.patch(at(key.id), { workspaceIds: [] }), 200);
    expectForbidden(await problems(), ['problem.read']);
    await expectStatus(owner.session.patch(at(key.id), { permissions: null, workspaceIds: null, name: 'free' }), 200);
    expect((await problems()).status).toBe(200);
    expect((await owner.session.patch(at(key.id), {})).body).toMatchObject({ name: 'free', permissions: null, workspaceIds: null });
  });

  it('ends when it expires, says so to its holder alone, and lives again when that is put off', async () => {
    const expiresAt = new Date(server.clock.now() + 60_000).toISOString();
    const key = await world.key(owner.session, { expiresAt });
    expect((await key.client.get(world.path('problems'))).status).toBe(200);
    server.clock.advance({ minutes: 1 });
    const refused = await key.client.get(world.path('problems'));
    expectUnauthenticated(refused);
    expect(refused.body.detail).toMatch(/expired/);
    expect((await owner.session.get(at(key.id))).body).toMatchObject({ state: 'active', expiresAt });
    expectProblem(await expectUnchanged(server, () => owner.session.post(at(key.id, 'rotate'))), 409, 'api-key.not-active');
    await expectStatus(owner.session.patch(at(key.id), { expiresAt: null }), 200);
    expect((await key.client.get(world.path('problems'))).status).toBe(200);
  });

  it('keeps its state when the same is asked twice, and nothing brings back a revoked one', async () => {
    const key = await world.key(owner.session);
    const ask = async (action: string) => (await expectStatus(owner.session.post(at(key.id, action)), 200)).body.state;
    expect([await ask('deactivate'), await ask('deactivate')]).toEqual(['deactivated', 'deactivated']);
    expectProblem(await expectUnchanged(server, () => owner.session.post(at(key.id, 'rotate'))), 409, 'api-key.not-active');
    expect([await ask('activate'), await ask('activate')]).toEqual(['active', 'active']);
    const first = await expectStatus(owner.session.post(at(key.id, 'revoke'), { reason: 'first' }), 200);
    const second = await expectStatus(owner.session.post(at(key.id, 'revoke'), { reason: 'second' }), 200);
    expect(second.body).toMatchObject({ state: 'revoked', revokeReason: 'first', revokedAt: first.body.revokedAt });
    for (const action of ['activate', 'deactivate', 'rotate']) {
      expectProblem(await expectUnchanged(server, () => owner.session.post(at(key.id, action))), 409, 'api-key.revoked');
    }
    expectProblem(await expectUnchanged(server, () => owner.session.patch(at(key.id), { expiresAt: null })), 409, 'api-key.revoked');
    expectUnauthenticated(await key.client.get(world.path('problems')));
  });

  it('is revoked and hidden when deleted; its audit stays', async () => {
    const key = await world.key(owner.session);
    const ids = async (query: string) => (await owner.session.get(world.path(`api-keys?limit=200${query}`))).body.items.map((item: { id: string }) => item.id);
    const deleted = await expectStatus(owner.session.delete(at(key.id)), 200);
    expect(deleted.body).toMatchObject({ state: 'revoked', deletedAt: expect.any(String) });
    expectUnauthenticated(await key.client.get(world.path('problems')));
    expect(await ids('')).not.toContain(key.id);
    expect(await ids('&state=deleted')).toContain(key.id);
    const again = await expectStatus(owner.session.delete(at(key.id)), 200);
    expect(again.body.deletedAt).toBe(deleted.body.deletedAt);
    const { items } = (await world.admin.get(world.path(`audit-events?subjectKind=api-key&subjectId=${key.id}`))).body;
    expect(items.map(({ action }: { action: string }) => action)).toEqual(expect.arrayContaining(['api-key.create', 'api-key.delete']));
  });

  it('takes the old text for as long as asked after a rotation, and no longer', async () => {
    const key = await world.key(owner.session);
    const rotated = await expectStatus(owner.session.post(at(key.id, 'rotate'), { overlapSeconds: 60 }), 200);
    expect(rotated.body.key).not.toBe(key.text);
    expect(rotated.body.prefix).toBe(rotated.body.key.slice(0, 8));
    const ask = async (text: string) => (await server.withKey(text).get(world.path('problems'))).status;
    expect([await ask(key.text), await ask(rotated.body.key)]).toEqual([200, 200]);
    server.clock.advance({ seconds: 61 });
    expect([await ask(key.text), await ask(rotated.body.key)]).toEqual([401, 200]);
    const next = await expectStatus(owner.session.post(at(key.id, 'rotate')), 200);
    expect([await ask(key.text), await ask(rotated.body.key), await ask(next.body.key)]).toEqual([401, 401, 200]);
    await expectAudit(world, { action: 'api-key.rotate', subject: { kind: 'api-key', id: key.id } });
  });

  it('rotate gives a service key a secret of one\'s own, and never to a personal one', async () => {
    const service = await world.key(world.admin, { kind: 'service', workspaceRoleIds: [await world.workspaceRole(await world.role(['problem.read']))] });
    const clientSecret = 'kj@s$dfS124GDd35';
    const as = async (secret: string) => (await server.client().with({ authorization: `Basic ${Buffer.from(`${service.clientId}:${secret}`).toString('base64')}` }).get('/api/v1/me')).status;
    const { body } = await expectStatus(world.admin.post(at(service.id, 'rotate'), { clientSecret }), 200);
    expect([body.key, body.prefix, await as(clientSecret), await as(service.text)]).toEqual([undefined, null, 200, 401]);
    const personal = await world.key(world.admin);
    for (const [id, secret] of [[service.id, 'aaaaaaaaaaaaaa'], [personal.id, clientSecret]] as const) {
      expectInvalid(await expectUnchanged(server, () => world.admin.post(at(id, 'rotate'), { clientSecret: secret })), 'clientSecret');
    }
    for (let secrets = 2; secrets <= 5; secrets++) await expectStatus(world.admin.post(at(service.id, 'rotate'), { clientSecret: `${clientSecret}${secrets}`, overlapSeconds: 60 }), 200);
    expectProblem(await expectUnchanged(server, () => world.admin.post(at(service.id, 'rotate'), { clientSecret: `${clientSecret}6`, overlapSeconds: 60 })), 409, 'api-key.too-many-secrets');
  });

  it('has one good text after ten rotations at once', async () => {
    const key = await world.key(owner.session);
    const answers = await Promise.all(Array.from({ length: 10 }, () => owner.session.post(at(key.id, 'rotate'))));
    expect(answers.map(({ status }) => status)).toEqual(Array<number>(10).fill(200));
    const good = await Promise.all(answers.map(async ({ body }) => (await server.withKey(body.key).get(world.path('problems'))).status));
    expect(good.filter((status) => status === 200)).toHaveLength(1);
  });

  describe('of a service', () => {
    let service: TestKey;
    beforeAll(async () => {
      const scope = await world.workspaceRole(await world.role(['problem.read', 'api-key.create-service']));
      service = await world.key(world.admin, { kind: 'service', name: 'CI server #1', workspaceRoleIds: [scope] });
      await world.key(service.client, { kind: 'service', workspaceRoleIds: [] });
      await world.key(service.client, { kind: 'service', workspaceRoleIds: [] });
    });

    it('has a client id made of its name', () => expect(service.clientId).toMatch(/^CI_server__1_[a-z0-9]{25}$/));

    it('cannot make a personal key', async () => {
      expectInvalid(await expectUnchanged(server, () => service.client.post(world.path('api-keys'), { name: 'x' })), 'kind');
    });

    it('with a chosen secret is told no key', async () => {
      const made = await world.admin.post(world.path('api-keys'), { name: 'k', kind: 'service', clientSecret: 'Abcdef-12345' });
      expect(made.status).toBe(201);
      expect(made.body).not.toHaveProperty('key');
      expect(made.body.prefix).toBeNull();
      expect(made.text).not.toContain('Abcdef-12345');
    });

    describe('sees itself and what it made', () => pages(() => service.client, () => world.path('api-keys'), 3));
  });
});
