import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { expectInvalid, expectStatus, onEachDatabase, type TestKey, TestServer, type TestUser, World } from '../../harness/index.js';
import { pages, refusesStrangers } from '../contract/operations.js';

onEachDatabase('the audit trail', (database) => {
  let server: TestServer;
  let world: World;
  let other: World;
  let user: TestUser;
  let service: TestKey;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    other = await world.otherOrganisation();
    user = await world.user(['group.create']);
    const scope = await world.workspaceRole(await world.role(['group.create']));
    service = await world.key(world.admin, { kind: 'service', workspaceRoleIds: [scope] });
    await world.bystander();
  });
  afterAll(() => server?.stop());

  const events = async (filter: string, of = world) => (await expectStatus(of.admin.get(of.path(`audit-events?limit=200&${filter}`)), 200)).body.items;

  refusesStrangers(() => world, { list: () => ({ method: 'GET', path: world.path('audit-events'), permission: 'audit.read' }) });
  // Another organisation's trail stands still while it is read.
  describe('list', () => pages(() => other.admin, () => other.path('audit-events'), 3));

  it.each(['action=api key', 'action=API-KEY.REVOKE', 'action=a.b.c', 'actorId=x', 'subjectId=0', 'subjectKind=Key', 'since=yesterday', 'until=2030-02-30T00:00:00Z', 'since=2030-01-01', 'action=a.b&action=c.d', 'result=done'])(
    'refuses the filter %s',
    async (filter) => {
      expectInvalid(await world.admin.get(world.path(`audit-events?${filter}`)), filter.split('=')[0] as string);
    },
  );

  it('tells who did what with which credential, from where, the newest first', async () => {
    const key = await world.key(user.session);
    const client = key.client.with({ 'user-agent': `curl/8${'x'.repeat(300)}` });
    const made = await expectStatus(client.post(world.path('groups'), { name: 'Ops' }), 201);
    const [event] = await events('action=group.create');
    expect(event).toMatchObject({
      action: 'group.create',
      result: 'done',
      actor: { kind: 'user', id: user.id, name: user.login },
      credential: { kind: 'api-key', id: key.id },
      subject: { kind: 'group', id: made.body.id },
      address: '127.0.0.1',
      userAgent: expect.stringMatching(/^curl\/8x+$/),
      requestId: made.headers['x-request-id'],
      details: { name: 'Ops' },
    });
    expect(Math.abs(Date.parse(event.occurredAt) - Date.now())).toBeLessThan(60_000);
    const ids = (await events('')).map(({ id }: { id: string }) => Number(id));
    expect(ids).toEqual([...ids].sort((a, b) => b - a));
  });

  it('names a service key as itself', async () => {
    await expectStatus(service.client.post(world.path('groups'), { name: 'By service' }), 201);
    expect((await events('action=group.create'))[0]).toMatchObject({ actor: { kind: 'service-key', id: service.id }, credential: { kind: 'api-key', id: service.id } });
  });

  it('is filtered by action, actor, subject and time', async () => {
    const before = new Date(server.clock.now()).toISOString();
    server.clock.advance({ seconds: 10 });
    const group = await world.group();
    const after = new Date(server.clock.now() + 1).toISOString();
    expect(await events(`subjectKind=group&subjectId=${group}`)).toHaveLength(1);
    expect((await events(`since=${before}&until=${after}&action=group.create`)).map(({ subject }: { subject: object }) => subject)).toEqual([{ kind: 'group', id: group, name: expect.stringMatching(/^group-/) }]);
    expect(await events(`until=${before}&subjectKind=group&subjectId=${group}`)).toEqual([]);
    expect(await events('action=nothing.such')).toEqual([]);
    for (const { actor } of await events(`actorId=${user.id}`)) expect(actor.id).toBe(user.id);
  });

  it('tells of one actor only when asked for one: ids are counted apart for each kind', async () => {
    for (const kind of ['user', 'account', 'service-key']) {
      const found = await events(`actorKind=${kind}&actorId=1001`);
      expect(found.length).toBeGreaterThan(0);
      expect(new Set(found.map(({ actor }: { actor: { kind: string; id: string } }) => `${actor.kind} ${actor.id}`))).toEqual(new Set([`${kind} 1001`]));
    }
    expectInvalid(await world.admin.get(world.path('audit-events?actorKind=robot')), 'actorKind');
  });

  it('holds sign-ins and refused ones, and nothing of another organisation', async () => {
    await server.client().post('/api/v1/sessions', { login: user.login, password: 'not-the-password' });
    const [refused] = await events('action=session.create');
    expect(refused).toMatchObject({ result: 'refused', actor: { kind: 'account', id: user.accountId, name: user.login }, credential: null });
    const theirs = JSON.stringify(await events('', other));
    expect(theirs).not.toContain(user.login);
    expect(theirs).not.toContain('Ops');
  });
});
