import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { expectStatus, onEachDatabase, TestServer, World } from '../harness/index.js';
import { asProgram, keys, org } from './door.js';

onEachDatabase('the home of an organisation', (database) => {
  let server: TestServer;
  let world: World;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
  });
  afterAll(() => server?.stop());

  it('says what goes on, and each number leads to the list that shows it', async () => {
    const key = await world.key(world.admin, { name: 'Boundless <key>' });
    await expectStatus((await world.key(world.admin, { permissions: [] })).client.get(world.path('audit-events')), 403);
    const { body } = await expectStatus(asProgram(world.admin).get(`${org}/`), 200);
    expect(body.Overview.keys[0]).toEqual({ state: 'active', count: 2, atLeast: false });
    const itemsAt = async (way: string) => (await expectStatus(asProgram(world.admin).get(body._links[way].href), 200)).body.items as { Name: string }[];
    expect(await itemsAt('active')).toHaveLength(2);
    for (const way of ['deactivated', 'revoked', 'ending-soon', 'never-used', 'owner-gone']) expect([way, await itemsAt(way)]).toEqual([way, []]);
    expect((await itemsAt('unbounded')).map(({ Name }) => Name)).toEqual(['Boundless <key>']);
    expect(await itemsAt('without-expiry')).toHaveLength(2);
    expect(await itemsAt('refusals')).toHaveLength(1);
    expect((await itemsAt('audit')).length).toBeGreaterThan(1);
    const page = await expectStatus(world.admin.get(`${org}/`), 200);
    for (const text of ['Needs attention', 'Refused calls', 'Last used', body._links.unbounded.href, 'role="img"']) expect(page.text).toContain(text);
    const list = await expectStatus(world.admin.get(`${org}/attention/unbounded/`), 200);
    expect(list.text).toContain(`href="${keys}/${key.id}/">Boundless &lt;key></a>`);
  });

  it('goes on page by page where many need attention', async () => {
    for (let i = 0; i < 3; i++) await world.key(world.admin);
    const seen: string[] = [];
    for (let path = `${org}/attention/unbounded/?limit=2`; path; ) {
      const { body } = await expectStatus(asProgram(world.admin).get(path), 200);
      seen.push(...body.items.map(({ id }: { id: string }) => id));
      path = body._links.next?.href ?? '';
    }
    expect([seen.length, new Set(seen).size]).toEqual([4, 4]);
  });

  it('shows those who may read nothing where they can go, and nobody else\'s keys', async () => {
    const { session } = await world.bystander();
    const page = await expectStatus(session.get(`${org}/`), 200);
    expect([page.text.includes('class="cards"'), page.text.includes('Needs attention'), page.text.includes('Refused calls')]).toEqual([true, false, false]);
    expect((await asProgram(session).get(`${org}/attention/unbounded/`)).status).toBe(403);
    expect((await asProgram(world.admin).get(`${org}/attention/ugly/`)).status).toBe(400);
  });
});
