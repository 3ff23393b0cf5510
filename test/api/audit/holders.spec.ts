import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { expectStatus, onEachDatabase, TestServer, World } from '../../harness/index.js';

interface Told {
  readonly id: string;
  readonly action: string;
}

onEachDatabase('the audit of who holds something', (database) => {
  let server: TestServer;
  let world: World;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
  });
  afterAll(() => server?.stop());

  const page = async (filter: string, of = world) => (await expectStatus(of.admin.get(of.path(`audit-events?${filter}`)), 200)).body;
  const actions = async (filter: string, of = world): Promise<string[]> => (await page(filter, of)).items.map(({ action }: Told) => action);

  /** A user, a group and a service key, each of which got a role and lost it; the user was in the group as well. */
  async function holders() {
    const [user, group, role] = [await world.user(), await world.group(), await world.role(['problem.read'])];
    const workspaceRoleId = await world.workspaceRole(role, '1001');
    const key = await world.key(world.admin, { kind: 'service', workspaceRoleIds: [workspaceRoleId] });
    await world.addToGroup(group, user.id);
    for (const holder of [{ userId: user.id }, { groupId: group }]) {
      const { body } = await expectStatus(world.admin.post(world.path('role-assignments'), { workspaceRoleId, ...holder }), 201);
      await expectStatus(world.admin.delete(world.path(`role-assignments/${body.id}`)), 200);
    }
    await expectStatus(world.admin.delete(world.path(`groups/${group}/members/${user.id}`)), 200);
    await expectStatus(world.admin.with({ accept: 'application/json' }).post(`/org/${world.slug}/organisation/api-access/${key.id}/update/`, { workspaceRoleIds: [] }), 200);
    return { user: user.id, group, 'api-key': key.id };
  }

  it('holds the roles that were given to it and taken from it, and the groups it joined and left', async () => {
    const of = await holders();
    const audit = (kind: keyof typeof of, more = '') => actions(`subjectKind=${kind}&subjectId=${of[kind]}${more}`);
    expect(await audit('user')).toEqual(['group.remove-member', 'role.unassign', 'role.assign', 'group.add-member', 'user.create']);
    expect(await audit('group')).toEqual(['group.remove-member', 'role.unassign', 'role.assign', 'group.add-member', 'group.create']);
    expect((await audit('api-key')).toSorted()).toEqual(['api-key.create', 'api-key.update', 'role.assign', 'role.unassign']);
    for (const kind of ['user', 'group', 'api-key'] as const) expect(await audit(kind, '&action=role.')).toEqual(['role.unassign', 'role.assign']);
    // Alone, each says what it always did: things of a kind, things with an id.
    expect(new Set((await page(`subjectKind=api-key`)).items.map(({ subject }: { subject: { kind: string } }) => subject.kind))).toEqual(new Set(['api-key']));
    expect(new Set((await page(`subjectId=${of['api-key']}`)).items.map(({ subject }: { subject: { id: string } }) => subject.id))).toEqual(new Set([of['api-key']]));
    const { text } = await expectStatus(world.admin.get(world.path(`audit-events/export?format=json-lines&subjectKind=user&subjectId=${of.user}`)), 200);
    expect(text.trimEnd().split('\n').map((line) => (JSON.parse(line) as Told).action)).toEqual(await audit('user'));
  });

  it('holds what was lost when a group, a role or a workspace was deleted, for each who lost it', async () => {
    const [user, member, other, bystander] = [await world.user(), await world.user(), await world.group(), await world.user(['role.read'])];
    const [group, role, place] = [await world.group(), await world.role(['problem.read']), await world.workspace('doomed')];
    const give = async (workspaceRoleId: string, to: object) => (await expectStatus(world.admin.post(world.path('role-assignments'), { workspaceRoleId, ...to }), 201)).body.id as string;
    for (const { id } of [user, member]) await world.addToGroup(group, id);
    const whole = await world.workspaceRole(role);
    const [held, heldByGroup] = [await give(whole, { userId: user.id }), await give(whole, { groupId: other })];
    await give(await world.workspaceRole(role, '1001'), { groupId: group });
    const inPlace = await give(await world.workspaceRole('1007', place), { userId: user.id });
    const key = await world.key(world.admin, { kind: 'service', workspaceRoleIds: [whole] });
    const newest = async (kind: string, id: string, many: number) => (await page(`subjectKind=${kind}&subjectId=${id}&limit=${many}`)).items.map(({ action, subject, details }: Told & { subject: object; details: object }) => ({ action, subject, details }));
    const unassigned = (assignment: unknown, because: string) => ({ action: 'role.unassign', subject: { kind: 'role-assignment', id: assignment }, details: { because } });
    const before = await page('limit=200');

    await expectStatus(world.admin.delete(world.path(`groups/${group}`)), 200);
    for (const { id } of [user, member]) expect(await newest('user', id, 1)).toMatchObject([{ action: 'group.remove-member', subject: { kind: 'group', id: group }, details: { userId: id, because: 'group.delete' } }]);
    expect(await newest('group', group, 4)).toMatchObject([{ action: 'group.delete' }, { action: 'group.remove-member' }, { action: 'group.remove-member' }, unassigned(expect.any(String), 'group.delete')]);

    await expectStatus(world.admin.delete(world.path(`workspaces/${place}`)), 200);
    expect(await newest('user', user.id, 1)).toMatchObject([unassigned(inPlace, 'workspace.delete')]);

    await expectStatus(world.admin.delete(world.path(`roles/${role}`)), 200);
    expect(await newest('user', user.id, 2)).toMatchObject([unassigned(held, 'role.delete'), unassigned(inPlace, 'workspace.delete')]);
    expect(await newest('group', other, 1)).toMatchObject([unassigned(heldByGroup, 'role.delete')]);
    expect(await newest('api-key', key.id, 1)).toMatchObject([unassigned(expect.any(String), 'role.delete')]);
    // Nobody else lost anything, and nothing is told twice: three deletions, and what was lost by them.
    expect((await page(`subjectKind=user&subjectId=${bystander.id}`)).items.map(({ action }: Told) => action)).not.toContain('role.unassign');
    const after = (await page('limit=200')).items;
    expect(after.findIndex(({ id }: Told) => id === before.items[0].id)).toBe(3 + 3 + 1 + 3);
  });

  it('comes in pages that leave nothing out and show nothing twice, by time as well', async () => {
    const { user } = await holders();
    const filter = `subjectKind=user&subjectId=${user}`;
    const whole: Told[] = (await page(filter)).items;
    for (const [since, limit] of [['', 1], ['', 2], ['&since=2020-01-01T00:00:00Z', 1], ['&since=2020-01-01T00:00:00Z', 4]] as const) {
      const seen: Told[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const { items, nextCursor }: { items: Told[]; nextCursor: string | null } = await page(`${filter}${since}&limit=${limit}${cursor && `&cursor=${cursor}`}`);
        seen.push(...items);
        cursor = nextCursor;
      }
      expect([since, limit, seen]).toEqual([since, limit, whole]);
    }
  });

  it('tells nothing to another organisation', async () => {
    const of = await holders();
    const other = await world.otherOrganisation();
    for (const [kind, id] of Object.entries(of)) expect(await actions(`subjectKind=${kind}&subjectId=${id}`, other)).toEqual([]);
  });

  it('holds what happened before events said whom they are about', async () => {
    const of = await holders();
    const filter = `subjectKind=user&subjectId=${of.user}`;
    const before = await page(filter);
    const dataSource = server.app.get(DataSource);
    for (let last = ''; last !== 'AuditOfHolders1700000000021'; ) {
      const [done] = await dataSource.query<{ name: string }[]>('SELECT name FROM migrations ORDER BY id DESC LIMIT 1');
      last = done?.name ?? '';
      await dataSource.undoLastMigration();
    }
    await dataSource.runMigrations();
    expect(await page(filter)).toEqual(before);
    expect((await actions(`subjectKind=api-key&subjectId=${of['api-key']}`)).length).toBe(4);
  });
});
