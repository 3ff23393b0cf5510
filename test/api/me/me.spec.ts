import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { expectInvalid, expectProblem, expectStatus, expectUnauthenticated, onEachDatabase, TestServer, type TestUser, World } from '../../harness/index.js';

onEachDatabase('who am I', (database) => {
  let server: TestServer;
  let world: World;
  let other: World;
  let user: TestUser;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    other = await world.otherOrganisation();
    user = await world.user(['problem.read']);
    await world.grant({ userId: user.id }, ['problem.create'], '1001');
  });
  afterAll(() => server?.stop());

  it('is told to nobody', async () => expectUnauthenticated(await server.client().get('/api/v1/me')));

  it('tells a person the memberships and what is held where', async () => {
    const { body, text } = await expectStatus(user.session.get('/api/v1/me'), 200);
    expect(body).toMatchObject({
      account: { id: user.accountId, login: user.login },
      memberships: [{ organisation: { id: '1001', slug: 'megacorp' }, userId: user.id }],
      credential: { kind: 'session' },
    });
    expect(body.permissions).toEqual(
      expect.arrayContaining([
        { permission: 'problem.read', workspaceIds: 'all' },
        { permission: 'problem.create', workspaceIds: ['1001'] },
      ]),
    );
    expect(body.permissions).toHaveLength(2);
    expect(text).not.toMatch(/argon|digest|email/);
  });

  it('tells a key only what it can do and where', async () => {
    const key = await world.key(user.session, { permissions: ['problem.read'], workspaceIds: ['1001'], expiresAt: '2099-01-31T12:00:00.000Z' });
    const { body } = await expectStatus(key.client.get('/api/v1/me'), 200);
    expect(body.credential).toMatchObject({ kind: 'api-key', keyId: key.id });
    expect(body.permissions).toEqual([{ permission: 'problem.read', workspaceIds: ['1001'] }]);
  });

  it('tells a service key that there is no person', async () => {
    const service = await world.key(world.admin, { kind: 'service' });
    const { body } = await expectStatus(service.client.get('/api/v1/me'), 200);
    expect(body).not.toHaveProperty('account');
    expect(body).toMatchObject({ memberships: [{ organisation: { slug: 'megacorp' }, userId: null }], permissions: [] });
  });

  it('tells a key nothing of the other organisations of its owner', async () => {
    const key = await world.key(world.admin);
    const { body, text } = await expectStatus(key.client.get('/api/v1/me'), 200);
    expect(body.memberships).toHaveLength(1);
    expect(text).not.toContain('othercorp');
    expectProblem(await key.client.get('/api/v1/me?organisation=othercorp'), 404, 'organisation.not-found');
  });

  it('tells a member of several organisations about the one that is named', async () => {
    const { memberships } = (await expectStatus(world.admin.get('/api/v1/me'), 200)).body;
    expect(memberships.map((item: { organisation: { slug: string } }) => item.organisation.slug).sort()).toEqual(['megacorp', 'othercorp']);
    const there = (await expectStatus(world.admin.get('/api/v1/me?organisation=othercorp'), 200)).body;
    expect(there.organisation.slug).toBe('othercorp');
    expect(there.permissions.length).toBeGreaterThan(20);
    expectProblem(await user.session.get('/api/v1/me?organisation=othercorp'), 404, 'organisation.not-found');
    expectProblem(await user.session.get('/api/v1/me?organisation=nowhere'), 404, 'organisation.not-found');
    expectInvalid(await user.session.get('/api/v1/me?organisation=megacorp&organisation=megacorp'), 'organisation');
    expectInvalid(await user.session.get('/api/v1/me?userId=1001'), 'userId');
    expect(other.slug).toBe('othercorp');
  });
});
