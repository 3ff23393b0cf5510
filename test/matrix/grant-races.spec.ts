import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { PermissionsService } from '../../src/features/permissions/index.js';
import { expectStatus, onEachDatabase, TestServer, World } from '../harness/index.js';

onEachDatabase('a change between the check and the write', (database) => {
  let server: TestServer;
  let world: World;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
  });
  afterAll(() => server?.stop());

  /**
   * Begins `change` once, right after it has been checked that the caller holds what it gives. Where check and write
   * are one step the change has to wait for it: then it comes after.
   */
  function between(change: () => Promise<unknown>): { done(): Promise<unknown> } {
    const permissions = server.app.get(PermissionsService, { strict: false });
    const checks = permissions.demandHeld.bind(permissions);
    // Another request knows nothing of the transaction of this one.
    const outside = AsyncLocalStorage.snapshot();
    let changed: Promise<unknown> = Promise.resolve();
    const spy = jest.spyOn(permissions, 'demandHeld').mockImplementation(async (...parameters) => {
      await checks(...parameters);
      spy.mockRestore();
      changed = outside(change);
      await Promise.race([changed, sleep(500)]);
    });
    return { done: () => changed };
  }

  const narrow = (role: string) => between(() => expectStatus(world.admin.patch(world.path(`roles/${role}`), { permissions: ['problem.read'] }), 200));
  const widen = (role: string) =>
    between(() => expectStatus(world.admin.patch(world.path(`roles/${role}`), { permissions: ['problem.read', 'user.create'] }), 200));

  /** What was given was given before the role was widened, or not at all. */
  async function expectGivenBefore(): Promise<void> {
    const { items } = (await world.admin.get(world.path('audit-events?limit=2'))).body;
    const actions: string[] = items.map(({ action }: { action: string }) => action);
    expect(actions[0]).toBe('role.update');
  }

  it('does not bring back a permission that was taken out of a role meanwhile', async () => {
    const role = await world.role(['problem.read', 'problem.create']);
    const { session } = await world.user(['role.update', 'problem.read']);
    const narrowing = narrow(role);
    await session.patch(world.path(`roles/${role}`), { name: 'renamed once', permissions: ['problem.read', 'problem.create'] });
    await narrowing.done();
    expect((await world.admin.get(world.path(`roles/${role}`))).body.permissions).toEqual(['problem.read']);
  });

  it('does not bring it back either when only the name was to change', async () => {
    const role = await world.role(['problem.read', 'problem.create']);
    const { session } = await world.user(['role.update']);
    const narrowing = narrow(role);
    await session.patch(world.path(`roles/${role}`), { name: 'renamed twice' });
    await narrowing.done();
    expect((await world.admin.get(world.path(`roles/${role}`))).body.permissions).toEqual(['problem.read']);
  });

  it('does not give a role that holds more than its giver by now', async () => {
    const role = await world.role(['problem.read']);
    const workspaceRoleId = await world.workspaceRole(role);
    const { session } = await world.user(['role.assign', 'problem.read']);
    const friend = await world.user();
    const widening = widen(role);
    await session.post(world.path('role-assignments'), { workspaceRoleId, userId: friend.id });
    await widening.done();
    await expectGivenBefore();
  });

  it('does not make a service key with a role that holds more than its maker by now', async () => {
    const role = await world.role(['problem.read']);
    const workspaceRoleIds = [await world.workspaceRole(role)];
    const { session } = await world.user(['api-key.create-service', 'problem.read']);
    const widening = widen(role);
    await session.post(world.path('api-keys'), { name: 'k', kind: 'service', workspaceRoleIds });
    await widening.done();
    await expectGivenBefore();
  });
});
