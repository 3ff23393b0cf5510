import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { expectForbidden, expectStatus, onEachDatabase, TestServer, type TestUser, World } from '../harness/index.js';
import { committed, type OpenApi, operationsOf } from '../openapi/document.js';

onEachDatabase('API tokens', (database) => {
  let server: TestServer;
  let world: World;
  let owner: TestUser;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    owner = await world.user(['problem.read', 'problem.create', 'role.read']);
  });
  afterAll(() => server?.stop());

  const problems = () => world.path('problems');
  const byHeader = (token: string, scheme = 'apiToken') => server.client({ authorization: `${scheme} ${token}` });
  const inAddress = (path: string, token: string) => `${path}${path.includes('?') ? '&' : '?'}apiToken=${token}`;
  const at = (id: string, action = '') => world.path(`api-keys/${id}${action && `/${action}`}`);

  it('each have permissions of their own, several of them, and names that may repeat', async () => {
    const reader = await world.key(owner.session, { name: 'Nightly', permissions: ['problem.read', 'role.read'] });
    const writer = await world.key(owner.session, { name: 'Nightly', permissions: ['problem.create'] });
    const report = { name: 'Disk full', statement: 'No space.' };
    expect((await byHeader(reader.text).get(problems())).status).toBe(200);
    expect((await byHeader(reader.text).get(world.path('roles'))).status).toBe(200);
    expectForbidden(await byHeader(reader.text).post(problems(), report), ['problem.create']);
    expect((await byHeader(writer.text).post(problems(), report)).status).toBe(201);
    expectForbidden(await byHeader(writer.text).get(problems()), ['problem.read']);
  });

  it('are taken in the header, in whatever case its word is, and in the address; two different ones are none', async () => {
    const [one, other] = [await world.key(owner.session), await world.key(owner.session)];
    for (const scheme of ['apiToken', 'APITOKEN', 'apitoken']) expect((await byHeader(one.text, scheme).get(problems())).status).toBe(200);
    const open = await server.client().get(inAddress(problems(), one.text));
    expect([open.status, open.headers['cache-control'], open.headers['referrer-policy']]).toEqual([200, 'no-store', 'no-referrer']);
    expect((await byHeader(one.text).get(inAddress(problems(), one.text))).status).toBe(200);
    expect((await byHeader(one.text).get(inAddress(problems(), other.text))).status).toBe(400);
    expect(server.logged.join('')).not.toContain(one.text.slice(9));
  });

  it('are deactivated, activated and deleted by their owner, and at once', async () => {
    const token = await world.key(owner.session);
    const isTaken = async () => [(await byHeader(token.text).get(problems())).status, (await server.client().get(inAddress(problems(), token.text))).status];
    await expectStatus(owner.session.post(at(token.id, 'deactivate')), 200);
    expect(await isTaken()).toEqual([401, 401]);
    await expectStatus(owner.session.post(at(token.id, 'activate')), 200);
    expect(await isTaken()).toEqual([200, 200]);
    await expectStatus(owner.session.delete(at(token.id)), 200);
    expect(await isTaken()).toEqual([401, 401]);
  });

  it('of all users are seen and managed by those who may, and by nobody else', async () => {
    const token = await world.key(owner.session);
    const plain = await world.user();
    const manager = await world.user(['api-key.read-all', 'api-key.manage-all']);
    expectForbidden(await plain.session.get(world.path('api-keys?owner=all')), ['api-key.read-all']);
    for (const action of ['deactivate', 'activate']) expect((await plain.session.post(at(token.id, action))).status).toBe(404);
    const { items } = (await expectStatus(manager.session.get(world.path('api-keys?owner=all&limit=200')), 200)).body;
    expect(items.map(({ id }: { id: string }) => id)).toContain(token.id);
    await expectStatus(manager.session.post(at(token.id, 'deactivate')), 200);
    expect((await byHeader(token.text).get(problems())).status).toBe(401);
    await expectStatus(manager.session.post(at(token.id, 'activate')), 200);
    for (const action of ['reveal', 'rotate']) expect((await manager.session.post(at(token.id, action))).body.code).toBe('api-key.owner-only');
    await expectStatus(manager.session.delete(at(token.id)), 200);
    expect((await byHeader(token.text).get(problems())).status).toBe(401);
  });

  it('are shown again to their owner after a fresh sign-in, each time in the audit trail, and only when made so', async () => {
    const token = await world.key(owner.session, { revealable: true });
    const session = await server.signIn(owner.login, owner.password);
    for (let times = 0; times < 2; times++) expect((await expectStatus(session.post(at(token.id, 'reveal')), 200)).body).toEqual({ id: token.id, key: token.text });
    const { items } = (await world.admin.get(world.path(`audit-events?action=api-key.reveal&subjectId=${token.id}`))).body;
    expect(items).toHaveLength(2);
    expect((await byHeader(token.text).post(at(token.id, 'reveal'))).body.code).toBe('access.session-only');
    expect((await session.post(at((await world.key(owner.session)).id, 'reveal'))).body.code).toBe('api-key.not-revealable');
    server.clock.advance({ minutes: 6 });
    expect((await session.post(at(token.id, 'reveal'))).body.code).toBe('api-key.sign-in-too-old');
  });
});

it('the description of each operation states the permission it needs', () => {
  for (const name of ['latchkey', 'octane']) {
    for (const { operation, name: address } of operationsOf(JSON.parse(committed(name)) as OpenApi)) {
      const { description = '', 'x-required-permissions': permissions } = operation as typeof operation & { description?: string };
      for (const permission of permissions ?? []) expect({ address, description }).toEqual({ address, description: expect.stringContaining(permission) });
    }
  }
});
