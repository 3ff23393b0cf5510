import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { expectProblem, expectReceipt, expectStatus, expectUnchanged, onEachDatabase, TestServer, World } from '../../harness/index.js';
import { expectAudit, pages, refusesBodies, refusesStrangers } from '../contract/operations.js';

const good = { name: 'billing:invoice.pay', description: 'Pay invoices' };

onEachDatabase('the permission catalogue', (database) => {
  let server: TestServer;
  let world: World;
  let other: World;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    other = await world.otherOrganisation();
    await world.bystander();
  });
  afterAll(() => server?.stop());

  refusesStrangers(() => world, {
    list: () => ({ method: 'GET', path: world.path('permissions'), permission: 'permission.read' }),
    register: () => ({ method: 'POST', path: world.path('permissions'), body: good, permission: 'permission.create' }),
  });
  describe('register', () =>
    refusesBodies(() => world, () => ({ method: 'POST', path: world.path('permissions') }), [
      ['no name', { description: 'x' }, 'name'],
      ...['problem.read', 'problem.destroy', 'billing:invoice', 'Billing:invoice.pay', 'billing:invoice.pay ', 'a:b.c.d', 'a:b:c.d', `a:b.${'c'.repeat(100)}`, '*', null, ['a:b.c'], {}].map(
        (name) => [`the name ${JSON.stringify(name).slice(0, 30)}`, { ...good, name }, 'name'] as const,
      ),
      ['no description', { name: good.name }, 'description'],
      ['a description of 201 characters', { ...good, description: 'd'.repeat(201) }, 'description'],
      ['a description that looks shorter than it is', { ...good, description: 'd\ufe0f'.repeat(200) }, 'description'],
      ['a member nobody knows', { ...good, builtIn: true }, 'builtIn'],
    ]));
  describe('list', () => pages(() => world.admin, () => world.path('permissions'), 28));

  it('holds the built-in permissions and, once registered, those of the organisation and of no other', async () => {
    const made = await expectStatus(world.admin.post(world.path('permissions'), good), 201);
    expect(made.body).toMatchObject({ ...good, builtIn: false });
    expectReceipt(made);
    await expectAudit(world, { action: 'permission.create', actor: { kind: 'user', id: '1001', name: 'ada' }, subject: { kind: 'permission', id: made.body.id } });
    const again = () => world.admin.post(world.path('permissions'), good);
    expectProblem(await expectUnchanged(server, again), 409, 'permission.exists');
    const names = async (of: World) => (await of.admin.get(of.path('permissions?limit=200'))).body.items.map(({ name }: { name: string }) => name);
    expect(await names(world)).toContain(good.name);
    expect(await names(world)).toContain('problem.read');
    expect(await names(other)).not.toContain(good.name);
    expectProblem(await other.admin.post(other.path('roles'), { name: 'x', level: 'workspace', permissions: [good.name] }), 400);
    await expectStatus(other.admin.post(other.path('permissions'), good), 201);
  });

  it('lets a registered permission be held and asked for like any other', async () => {
    const name = 'billing:invoice.read';
    await expectStatus(world.admin.post(world.path('permissions'), { ...good, name }), 201);
    const user = await world.user([name]);
    const key = await world.key(user.session, { permissions: [name] });
    const ask = (permission: string) => world.admin.post('/api/v1/verify', { key: key.text, permissions: [permission], organisation: 'megacorp' });
    expect((await ask(name)).body).toMatchObject({ valid: true, code: 'valid' });
    expect((await ask('billing:invoice.pay')).body).toMatchObject({ valid: false, code: 'permission-missing', missingPermissions: ['billing:invoice.pay'] });
  });
});
