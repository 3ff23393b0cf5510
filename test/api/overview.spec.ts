import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { UsageRecorder } from '../../src/features/key-usage/index.js';
import { expectStatus, onEachDatabase, TestServer, World } from '../harness/index.js';

onEachDatabase('the overview of an organisation', (database) => {
  let server: TestServer;
  let world: World;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
  });
  afterAll(() => server?.stop());

  const overview = async (by = world.admin) => (await expectStatus(by.get(world.path('overview')), 200)).body;
  const inDays = (days: number) => new Date(server.clock.now() + days * 86_400_000).toISOString();
  const attention = async () => Object.fromEntries(((await overview()).attention as { kind: string; count: number }[]).map(({ kind, count }) => [kind, count]));

  it('counts keys by state, tells which end soon, which need attention, what was refused and what was done', async () => {
    expect(await overview()).toMatchObject({ keys: [{ state: 'active', count: 0 }, { state: 'deactivated', count: 0 }, { state: 'revoked', count: 0 }], attention: [], lastUsed: [], refused: { count: 0, days: [] } });
    const leaver = await world.user(['problem.read']);
    const soon = await world.key(world.admin, { permissions: ['problem.read'], expiresAt: inDays(20) });
    const sooner = await world.key(world.admin, { permissions: [], expiresAt: inDays(10) });
    await world.key(world.admin, { permissions: ['problem.read'], expiresAt: inDays(100) });
    const endless = await world.key(leaver.session);
    const gone = await world.key(world.admin);
    await expectStatus(world.admin.post(world.path(`api-keys/${gone.id}/revoke`)), 200);
    const deleted = await world.key(world.admin);
    await expectStatus(world.admin.delete(world.path(`api-keys/${deleted.id}`)), 200);
    const paused = await world.key(world.admin);
    await expectStatus(world.admin.post(world.path(`api-keys/${paused.id}/deactivate`)), 200);
    await expectStatus(sooner.client.get(world.path('problems')), 403);
    await expectStatus(gone.client.get(world.path('problems')), 401);
    await expectStatus(soon.client.get(world.path('problems')), 200);
    await server.app.get(UsageRecorder, { strict: false }).flush();

    const now = await overview();
    expect(now.keys).toEqual([{ state: 'active', count: 4, atLeast: false }, { state: 'deactivated', count: 1, atLeast: false }, { state: 'revoked', count: 1, atLeast: false }]);
    expect(now.endingSoon).toMatchObject({ count: 2, atLeast: false, first: [{ id: sooner.id }, { id: soon.id }] });
    expect(now.lastUsed.map(({ id }: { id: string }) => id).sort()).toEqual([soon.id, sooner.id, gone.id].sort());
    expect(now.refused).toEqual({ count: 2, atLeast: false, days: [{ day: inDays(0).slice(0, 10), permissionMissing: 1, credentialRefused: 1 }] });
    expect(now.audit).toHaveLength(8);
    expect(now.audit[0].action).toBe('api-key.deactivate');
    expect(await attention()).toEqual({ 'without-expiry': 1, unbounded: 1 });

    await expectStatus(world.admin.patch(world.path(`users/${leaver.id}`), { state: 'disabled' }), 200);
    server.clock.advance({ days: 8 });
    world = await World.of(server);
    expect(await attention()).toEqual({ 'never-used': 2, 'without-expiry': 1, unbounded: 1, 'owner-gone': 1 });
    await expectStatus(world.admin.post(world.path(`api-keys/${endless.id}/revoke`)), 200);
    expect(await attention()).toEqual({ 'never-used': 1 });
    server.clock.advance({ days: 13 });
    world = await World.of(server);
    expect((await overview()).refused.count).toBe(0);
  });

  it('shows each only what it may read, and nothing of another organisation', async () => {
    const nothing = { keys: null, endingSoon: null, lastUsed: null, attention: null, refused: null, audit: null };
    expect(await overview((await world.bystander()).session)).toEqual(nothing);
    expect(await overview((await world.user(['decision.read'])).session)).toEqual({ ...nothing, refused: expect.objectContaining({ days: [] }) });
    const auditor = await overview((await world.user(['audit.read'])).session);
    expect(auditor).toEqual({ ...nothing, audit: expect.any(Array) });
    const other = await world.otherOrganisation();
    const there = (await expectStatus(other.admin.get(other.path('overview')), 200)).body;
    expect(there.keys.map(({ count }: { count: number }) => count)).toEqual([0, 0, 0]);
    expect([there.lastUsed, there.attention, there.endingSoon.count]).toEqual([[], [], 0]);
    expect((await (await world.bystander()).session.get(other.path('overview'))).status).toBe(404);
  });
});
