import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { ExpiryNotices } from '../../../src/features/api-keys/index.js';
import { Jobs } from '../../../src/platform/jobs/index.js';
import { expectStatus, onEachDatabase, TestServer, type TestUser, World } from '../../harness/index.js';

const dayMs = 24 * 3_600_000;

onEachDatabase('keys that end soon', (kind) => {
  let server: TestServer;
  let world: World;
  let nodes: Awaited<ReturnType<TestServer['another']>>[];
  beforeAll(async () => {
    server = await TestServer.start(kind);
    nodes = [server.app, await server.another()];
  });
  // Sessions end while days go by.
  beforeEach(async () => (world = await World.of(server)));
  afterAll(() => server?.stop());

  const inDays = (days: number) => new Date(server.clock.now() + days * dayMs).toISOString();
  /** The next hour, on every node at once. */
  const nextHour = async () => {
    server.clock.advance({ hours: 1 });
    await Promise.all(nodes.map((app) => app.get(Jobs, { strict: false }).runIfDue(app.get(ExpiryNotices, { strict: false }).job)));
  };
  const told = async ({ login }: TestUser) => (await server.mailsTo(`${login}@megacorp.example`)).map(({ subject }) => subject);

  it('are told to their owner once, in the last seven days, and once more when the end is moved', async () => {
    const owner = await world.user();
    const { id } = await world.key(owner.session, { name: 'Nightly', expiresAt: inDays(9) });
    await nextHour();
    expect(await told(owner)).toEqual([]);
    server.clock.advance({ days: 3 });
    await nextHour();
    await nextHour();
    expect(await told(owner)).toEqual([expect.stringContaining('The API key Nightly ends on')]);
    const again = await server.signIn(owner.login, owner.password);
    await expectStatus(again.patch(world.path(`api-keys/${id}`), { expiresAt: inDays(6) }), 200);
    await nextHour();
    await nextHour();
    expect(await told(owner)).toHaveLength(2);
  });

  it('name the page where something can be done, and never the key', async () => {
    const owner = await world.user();
    const { id, text } = await world.key(owner.session, { expiresAt: inDays(2) });
    await nextHour();
    const [mail] = await server.mailsTo(`${owner.login}@megacorp.example`);
    expect(mail?.text).toContain(`/org/megacorp/organisation/api-key/${id}/`);
    expect(mail?.text).not.toContain(text.slice(0, 8));
  });

  it('that are deactivated, or whose owner is disabled, are told to nobody', async () => {
    const [owner, disabled] = [await world.user(), await world.user()];
    const key = await world.key(owner.session, { expiresAt: inDays(2) });
    await expectStatus(owner.session.post(world.path(`api-keys/${key.id}/deactivate`)), 200);
    await world.key(disabled.session, { expiresAt: inDays(2) });
    const admin = await server.signIn();
    await expectStatus(admin.patch(world.path(`users/${disabled.id}`), { state: 'disabled' }), 200);
    await nextHour();
    expect([await told(owner), await told(disabled)]).toEqual([[], []]);
  });
});
