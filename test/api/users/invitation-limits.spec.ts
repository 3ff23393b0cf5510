import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { type Client, expectProblem, expectStatus, expectUnchanged, onEachDatabase, TestServer, type TestUser, World } from '../../harness/index.js';

let count = 0;

onEachDatabase('invitations', (database) => {
  let server: TestServer;
  let world: World;
  let inviter: TestUser;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
  });
  afterAll(() => server?.stop());
  beforeEach(async () => {
    server.clock.advance({ minutes: 16 });
    inviter = await world.user(['user.create', 'user.read', 'problem.read']);
  });

  const someone = () => `stranger${++count}`;
  const invite = (by: Client, login = someone(), within: World = world) => by.post(within.path('users'), { login, email: `${login}@strangers.example`, displayName: 'S' });
  const inviteMany = async (by: Client, many: number) => {
    for (let i = 0; i < many; i++) await expectStatus(invite(by), 201);
  };

  it('of one person are limited, with the keys of that person; others go on inviting, and everybody does later', async () => {
    const { client } = await world.key(inviter.session);
    await inviteMany(inviter.session, 25);
    await inviteMany(client, 25);
    const login = someone();
    for (const by of [inviter.session, client]) {
      const refused = await expectUnchanged(server, () => invite(by, login));
      expectProblem(refused, 429, 'request.too-many');
      expect(refused.body.detail).toBe('So many invitations were sent that no more goes out now; try again later');
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    }
    expect(await server.mailsTo(`${login}@strangers.example`)).toEqual([]);
    // What sends no mail is not held up.
    await expectStatus(inviter.session.post(world.path('users'), { login: someone(), email: 'with@strangers.example', displayName: 'S', password: 'velvet-orchard-compass' }), 201);
    await expectStatus(invite(world.admin), 201);
    server.clock.advance({ minutes: 16 });
    await expectStatus(invite(inviter.session, login), 201);
  });

  it('to one stranger are limited, also when they are withdrawn in between', async () => {
    const login = someone();
    const { id } = (await expectStatus(invite(inviter.session, login), 201)).body;
    const again = () => inviter.session.post(world.path(`users/${id}/invite`));
    for (let i = 0; i < 3; i++) await expectStatus(again(), 200);
    await expectStatus(inviter.session.post(world.path(`users/${id}/withdraw-invitation`)), 200);
    await expectStatus(invite(inviter.session, login), 201);
    expectProblem(await expectUnchanged(server, again), 429, 'request.too-many');
    expect(await server.mailsTo(`${login}@strangers.example`)).toHaveLength(5);
    await expectStatus(invite(inviter.session), 201);
  });

  it('that are refused count for nothing', async () => {
    const login = someone();
    await expectStatus(invite(inviter.session, login), 201);
    for (let i = 0; i < 60; i++) expect((await invite(inviter.session, login)).status).toBe(409);
    await expectStatus(invite(inviter.session), 201);
  });

  it('of one organisation are limited, whoever sends them; another organisation is not held up', async () => {
    const inviters = [inviter];
    for (let i = 0; i < 4; i++) inviters.push(await world.user(['user.create', 'user.read']));
    for (const { session } of inviters.slice(0, 4)) await inviteMany(session, 50);
    expectProblem(await expectUnchanged(server, () => invite((inviters[4] as TestUser).session)), 429, 'request.too-many');
    const other = await world.otherOrganisation(`calm-${++count}`);
    await expectStatus(invite(other.admin, someone(), other), 201);
  });
});
