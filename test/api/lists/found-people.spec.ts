import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Client, expectInvalid, expectStatus, onEachDatabase, TestServer, type TestUser, World } from '../../harness/index.js';

const password = 'orchard-velvet-compass';
const forms = 'organisation/user/key-generation/all';

onEachDatabase('people and places that are looked for', (database) => {
  let server: TestServer;
  let world: World;
  let other: World;
  let reader: TestUser;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    other = await world.otherOrganisation();
    reader = await world.user(['user.read'], undefined, 'reader');
    const grace = { login: 'gh', displayName: 'Grace Hopper', email: 'Amazing.Grace+Navy@Yale.example', password };
    await expectStatus(world.admin.post(world.path('users'), grace), 201);
    await expectStatus(world.admin.post(world.path('users'), { ...grace, login: 'alan', displayName: 'Alan Turing', email: 'alan@bletchley.example' }), 201);
  });
  afterAll(() => server?.stop());

  const find = async (search: string, of = world, by: Client = of.admin): Promise<string[]> =>
    (await expectStatus(by.get(of.path(`users?search=${encodeURIComponent(search)}`)), 200)).body.items.map(({ login }: { login: string }) => login);

  it('are users by any part of their address, in capitals or not, of one organisation', async () => {
    for (const text of ['grace+navy@', 'AMAZING.', 'yale.example', 'Yale']) expect([text, await find(text, world, reader.session)]).toEqual([text, ['gh']]);
    // Whose name, login and address have it is found once.
    expect([await find('alan'), await find('%@%'), await find('yale_example'), await find('yale', other)]).toEqual([['alan'], [], [], []]);
    for (const sort of ['name', '-name', 'login', '-login', '-id']) expect((await expectStatus(world.admin.get(world.path(`users?search=grace&sort=${sort}`)), 200)).body.items).toHaveLength(1);
    const { body } = await expectStatus(world.admin.get(world.path('users?search=.example&limit=2')), 200);
    const rest = (await expectStatus(world.admin.get(world.path(`users?search=.example&limit=200&cursor=${body.nextCursor}`)), 200)).body.items;
    expect(new Set([...body.items, ...rest].map(({ login }: { login: string }) => login)).size).toBe(2 + rest.length);
    const { Total } = (await expectStatus(world.admin.with({ accept: 'application/json' }).get(`/org/${world.slug}/${forms}/?search=YALE.ex`), 200)).body;
    expect(Total).toBe(1);
  });

  it('are no users to whoever may not list them, nor by their address in the audit trail', async () => {
    const auditor = await world.user(['audit.read']);
    expect((await auditor.session.get(world.path('users?search=yale'))).status).toBe(403);
    await expectStatus((await server.signIn('gh', password)).get('/api/v1/me'), 200);
    const seen = async (who: string) => (await expectStatus(auditor.session.get(world.path(`audit-events?who=${who}`)), 200)).body.items.length;
    expect([await seen('hopper') > 0, await seen('yale'), await seen('amazing')]).toEqual([true, 0, 0]);
  });

  it('are the invited by the address that was given for them, and by that of their account once they have accepted', async () => {
    const own = { login: 'zoe', displayName: 'Zoë', email: 'zoe@home.example' };
    await expectStatus(other.admin.post(other.path('users'), { ...own, password }), 201);
    await expectStatus(world.admin.post(world.path('users'), { ...own, email: 'Z.Smith@Work.example' }), 201);
    expect([await find('@work.ex'), await find('@home.ex'), await find('@home.ex', other), await find('@work.ex', other)]).toEqual([['zoe'], [], ['zoe'], []]);
    const text = (await server.mailsTo(own.email)).at(-1)?.text ?? '';
    await expectStatus(server.client().post('/api/v1/invitations/accept', { token: /^\d+\.[\w-]{43}$/m.exec(text)?.[0], password }), 200);
    expect([await find('@work.ex'), await find('@home.ex')]).toEqual([[], ['zoe']]);
  });

  it('are accounts by any part of login or address, for operators', async () => {
    const accounts = async (query: string) => (await expectStatus(world.admin.get(`/api/v1/accounts?${query}`), 200)).body.items.map(({ login }: { login: string }) => login);
    expect([await accounts('search=YALE'), await accounts('search=eade'), await accounts('search=nobody-such'), await accounts('search=%25')]).toEqual([['gh'], ['reader'], [], []]);
    const { body } = await expectStatus(world.admin.get('/api/v1/accounts?search=a&limit=1'), 200);
    expect((await accounts(`search=a&limit=200&cursor=${body.nextCursor}`)).length).toBe((await accounts('search=a&limit=200')).length - 1);
    expect((await reader.session.get('/api/v1/accounts?search=a')).status).toBe(403);
    expectInvalid(await world.admin.get('/api/v1/accounts?search=%20'), 'search');
  });

  it('are workspaces by any part of their name, in order, and no others than one may see', async () => {
    const ids = new Map<string, string>();
    for (const name of ['Staging EU', 'production', 'Staging US']) ids.set(name, await world.workspace(name));
    const found = async (query: string, by = world.admin, of = world) => (await expectStatus(by.get(of.path(`workspaces?${query}`)), 200)).body.items.map(({ name }: { name: string }) => name);
    expect([await found('search=GING'), await found('search=ging&sort=-name'), await found('search=g%25'), await found('search=ging', world.admin, other)]).toEqual([['Staging EU', 'Staging US'], ['Staging US', 'Staging EU'], [], []]);
    const some = await world.user(['workspace.read'], ids.get('Staging US'));
    expect([await found('search=stag', some.session), await found('search=prod', some.session)]).toEqual([['Staging US'], []]);
    await expectStatus(world.admin.patch(world.path(`workspaces/${ids.get('production')}`), { name: 'Stage one' }), 200);
    expect([await found('search=prod'), await found('search=stage'), await found('search=stag&limit=1')]).toEqual([[], ['Stage one'], ['Stage one']]);
    await expectStatus(world.admin.delete(world.path(`workspaces/${ids.get('Staging EU')}`)), 200);
    expect(await found('search=stag&sort=name')).toEqual(['Stage one', 'Staging US']);
    for (const bad of ['search=%20x', 'sort=size', 'sort=name&cursor=MTIz']) expectInvalid(await world.admin.get(world.path(`workspaces?${bad}`)), bad.includes('cursor') ? 'cursor' : (bad.split('=')[0] as string));
  });
});
