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
