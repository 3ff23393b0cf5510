import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { expectForbidden, expectProblem, expectReceipt, expectStatus, expectUnauthenticated, expectUnchanged, onEachDatabase, TestServer, World } from '../../harness/index.js';
import { badNames, expectAudit, pages, refusesBodies, refusesStrangers } from '../contract/operations.js';

const organisations = '/api/v1/organisations';

onEachDatabase('organisations', (database) => {
  let server: TestServer;
  let world: World;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    await world.otherOrganisation();
    await world.bystander();
  });
  afterAll(() => server?.stop());

  refusesStrangers(() => world, {
    get: () => ({ method: 'GET', path: `${organisations}/megacorp`, permission: 'organisation.read' }),
    update: () => ({ method: 'PATCH', path: `${organisations}/megacorp`, body: { name: 'x' }, permission: 'organisation.update' }),
  });
  describe('create', () =>
    refusesBodies(() => world, () => ({ method: 'POST', path: organisations }), [
      ...badNames({ slug: 'fine' }).map(([wrong, body, field]) => [wrong, body, field === 'organisationId' ? 'organisationId' : field] as const),
      ...['', 'a', 'A-corp', '1corp', 'corp-', '-corp', 'a_b', 'a.b', 'a/b', 'a b', 'c\u00f6rp', 'c'.repeat(64), null, 1001, ['corp']].map(
        (slug) => [`the slug ${JSON.stringify(slug)}`, { name: 'x', slug }, 'slug'] as const,
      ),
      ['an id', { slug: 'fine', name: 'x', id: '7' }, 'id'],
    ]));
  describe('update', () =>
    refusesBodies(() => world, () => ({ method: 'PATCH', path: `${organisations}/megacorp` }), [
      ...badNames().filter(([wrong]) => wrong !== 'no name'),
      ['another slug', { slug: 'other' }, 'slug'],
      ['an unknown way to make keys', { keyCreation: 'nobody' }, 'keyCreation'],
      ['a switch in words', { queryCredential: 'false' }, 'queryCredential'],
      ['a requirement in words', { requireSecondFactor: 'true' }, 'requireSecondFactor'],
      ['no requirement at all', { requireSecondFactor: null }, 'requireSecondFactor'],
      ['an unknown state', { state: 'deleted' }, 'state'],
      ['a null state', { state: null }, 'state'],
    ]));
  describe('list', () => pages(() => world.admin, () => organisations));

  it('is made whole by an operator, who becomes its super user', async () => {
    const made = await expectStatus(world.admin.post(organisations, { slug: 'newcorp', name: 'Newcorp' }), 201);
    expect(made.body).toMatchObject({ slug: 'newcorp', name: 'Newcorp', state: 'active', keyCreation: 'everyone', queryCredential: true, requireSecondFactor: false });
    expectReceipt(made);
    const at = (rest: string) => world.admin.get(`${organisations}/newcorp/${rest}`);
    expect((await at('workspaces')).body.items.map(({ name }: { name: string }) => name)).toEqual(['default']);
    expect((await at('roles')).body.items).toHaveLength(6);
    expect((await at('users')).body.items).toHaveLength(1);
    expect((await at('audit-events')).body.items.map(({ action }: { action: string }) => action)).toEqual(expect.arrayContaining(['organisation.create']));
    const again = () => world.admin.post(organisations, { slug: 'newcorp', name: 'Again' });
    expectProblem(await expectUnchanged(server, again), 409, 'organisation.slug-taken');
  });

  it('is made once when five ask at once', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => world.admin.post(organisations, { slug: 'racecorp', name: 'x' })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
    expect((await world.admin.get(`${organisations}/racecorp/users`)).body.items).toHaveLength(1);
  });

  it('is not made by members or keys, an operator’s key included', async () => {
    const { session } = await world.bystander();
    const key = await world.key(world.admin);
    const body = { slug: 'mine', name: 'x' };
    expectProblem(await expectUnchanged(server, () => session.post(organisations, body)), 403, 'access.operator-only');
    expectProblem(await expectUnchanged(server, () => key.client.post(organisations, body)), 403, 'access.session-only');
    expectUnauthenticated(await expectUnchanged(server, () => server.client().post(organisations, body)));
  });

  it('has one address by slug and one by id, and no other', async () => {
    const { id } = (await world.admin.get(`${organisations}/megacorp`)).body;
    expect((await world.admin.get(`${organisations}/${id}`)).body.slug).toBe('megacorp');
    const others = ['MEGACORP', 'megacorp%20', 'megacorp%00', `0${id}`, `${id}.0`, `${id}e0`, `${id}%20`, '%20megacorp', 'meg%C3%A0corp', '1e3', '1001x', "megacorp'--", '99999999999999999999'];
    const statuses = await Promise.all(others.map(async (other) => [other, (await world.admin.get(`${organisations}/${other}`)).status]));
    expect(statuses.filter(([, status]) => status !== 404)).toEqual([]);
  });

  it('is listed to its members, to operators, and to a key only its own', async () => {
    const { session } = await world.bystander();
    const slugs = (body: { items: { slug: string }[] }) => body.items.map(({ slug }) => slug);
    expect(slugs((await session.get(organisations)).body)).toEqual(['megacorp']);
    expect(slugs((await (await world.key(world.admin)).client.get(organisations)).body)).toEqual(['megacorp']);
    expect(slugs((await world.admin.get(organisations)).body)).toEqual(expect.arrayContaining(['megacorp', 'othercorp']));
  });

  it('changes its settings, told of', async () => {
    const changed = await expectStatus(world.admin.patch(`${organisations}/megacorp`, { name: 'Mega', keyCreation: 'enabled' }), 200);
    expect(changed.body).toMatchObject({ name: 'Mega', keyCreation: 'enabled', slug: 'megacorp' });
    expectReceipt(changed);
    await expectAudit(world, { action: 'organisation.update', actor: { kind: 'user', id: '1001', name: 'ada' }, details: { name: 'Mega', keyCreation: 'enabled', before: { name: expect.any(String), keyCreation: 'everyone' } } });
    await expectStatus(world.admin.patch(`${organisations}/megacorp`, { keyCreation: 'everyone' }), 200);
  });

  it('is disabled by operators only, and then lets nobody in until it is enabled', async () => {
    const realm = await world.otherOrganisation('stopcorp');
    const member = await realm.user(['problem.read', 'organisation.update']);
    const key = await realm.key(member.session);
    const byMember = () => member.session.patch(`${organisations}/stopcorp`, { state: 'disabled' });
    expectProblem(await expectUnchanged(server, byMember), 403, 'access.operator-only');
    const byKey = () => key.client.patch(`${organisations}/stopcorp`, { state: 'disabled' });
    expectProblem(await expectUnchanged(server, byKey), 403, 'access.operator-only');
    await expectStatus(world.admin.patch(`${organisations}/stopcorp`, { state: 'disabled' }), 200);
    expectUnauthenticated(await key.client.get(realm.path('problems')));
    expect((await member.session.get(realm.path('problems'))).status).toBe(403);
    expect((await world.admin.get(realm.path('problems'))).status).toBe(403);
    await expectStatus(world.admin.patch(`${organisations}/stopcorp`, { state: 'active' }), 200);
    expect((await key.client.get(realm.path('problems'))).status).toBe(200);
    expect((await member.session.get(realm.path('problems'))).status).toBe(200);
  });

  it('is not changed by an operator who holds no right in it, but for its state', async () => {
    const realm = await world.otherOrganisation('distantcorp');
    const successor = await realm.user();
    const { items } = (await realm.admin.get(realm.path('roles?limit=1'))).body;
    const workspaceRoleId = await realm.workspaceRole(items[0].id);
    await expectStatus(realm.admin.post(realm.path('role-assignments'), { workspaceRoleId, userId: successor.id }), 201);
    const mine = (await realm.admin.get(realm.path('role-assignments?limit=1'))).body.items[0].id;
    await expectStatus(successor.session.delete(realm.path(`role-assignments/${mine}`)), 200);
    for (const change of [{ name: 'taken' }, { queryCredential: false }, { keyCreation: 'enabled' }, { name: 'taken', state: 'active' }]) {
      const answer = await expectUnchanged(server, () => world.admin.patch(`${organisations}/distantcorp`, change));
      expectForbidden(answer, ['organisation.update']);
    }
    await expectStatus(world.admin.patch(`${organisations}/distantcorp`, { state: 'active' }), 200);
  });
});
