import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Authenticator, expectInvalid, expectStatus, onEachDatabase, TestServer, type TestUser, World } from '../../harness/index.js';

onEachDatabase('the list of users and their second factors', (database) => {
  let server: TestServer;
  let world: World;
  let having: TestUser;
  let lacking: TestUser;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    having = await world.user(['problem.read']);
    lacking = await world.user(['problem.read']);
    await Authenticator.enrol(having.session, having.password, server.clock);
    // Begun and not confirmed is none.
    await expectStatus(lacking.session.post('/api/v1/me/second-factor/begin', { password: lacking.password }), 200);
  });
  afterAll(() => server?.stop());

  const list = async (query: string, where = world) => (await expectStatus(where.admin.get(where.path(`users?limit=200&${query}`)), 200)).body.items as { id: string; login: string; secondFactor: boolean }[];
  const logins = async (query: string, where = world) => (await list(query, where)).map(({ login }) => login);

  it('say who has one, and can be narrowed to those who have one or have none', async () => {
    const said = new Map((await list('')).map(({ login, secondFactor }) => [login, secondFactor]));
    expect([said.get(having.login), said.get(lacking.login), said.get('ada')]).toEqual([true, false, false]);
    expect(await logins('secondFactor=true')).toEqual([having.login]);
    expect(await logins('secondFactor=false&sort=login')).toEqual(['ada', lacking.login]);
    expect(await logins(`secondFactor=false&state=active&search=${lacking.login}`)).toEqual([lacking.login]);
    expect(await logins('secondFactor=true&state=disabled')).toEqual([]);
    expect((await expectStatus(world.admin.get(world.path(`users/${having.id}`)), 200)).body.secondFactor).toBe(true);
  });

  it('goes on from page to page', async () => {
    const first = (await expectStatus(world.admin.get(world.path('users?secondFactor=false&limit=1&sort=-login')), 200)).body;
    const second = (await expectStatus(world.admin.get(world.path(`users?secondFactor=false&limit=1&sort=-login&cursor=${first.nextCursor}`)), 200)).body;
    expect([first, second].map(({ items }) => items[0].login)).toEqual([lacking.login, 'ada']);
    expect(second.nextCursor).toBeNull();
  });

  it('say nothing of an account whose person has not accepted', async () => {
    const other = await world.otherOrganisation();
    const invite = { login: having.login, email: 'somebody@elsewhere.example', displayName: 'Somebody' };
    expect((await expectStatus(other.admin.post(other.path('users'), invite), 201)).body).toMatchObject({ state: 'invited', secondFactor: false });
    expect(await logins('secondFactor=true', other)).toEqual([]);
    expect(await logins('secondFactor=false', other)).toContain(having.login);
    const [mail] = (await server.mailsTo(`${having.login}@megacorp.example`)).slice(-1);
    const token = /^\d+\.[\w-]{43}$/m.exec(mail?.text ?? '')?.[0];
    await expectStatus(server.client().post('/api/v1/invitations/accept', { token, password: having.password }), 200);
    expect(await logins('secondFactor=true', other)).toEqual([having.login]);
  });

  it('is for those who may see users, and takes nothing else for a filter', async () => {
    for (const wrong of ['maybe', '', '1', 'TRUE']) expectInvalid(await world.admin.get(world.path(`users?secondFactor=${wrong}`)), 'secondFactor');
    const { session } = await world.bystander();
    expect((await session.get(world.path('users?secondFactor=false'))).status).toBe(403);
  });
});
