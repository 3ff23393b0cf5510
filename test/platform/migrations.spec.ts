import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { DataSource } from 'typeorm';
import { expectStatus, onEachDatabase, TestServer, World } from '../harness/index.js';

onEachDatabase('the ids of each kind', (database) => {
  let server: TestServer;

  beforeAll(async () => {
    server = await TestServer.start(database, { bootstrap: false });
  });
  afterAll(() => server?.stop());

  it('begin at 1001 after all migrations: one that makes a table anew must not begin again', async () => {
    const dataSource = server.app.get(DataSource);
    const tables = dataSource.entityMetadatas.filter(({ generatedColumns }) => generatedColumns.length > 0).map(({ tableName }) => tableName);
    const isSqlite = dataSource.options.type === 'better-sqlite3';
    const next = async (table: string): Promise<number> => {
      const sql = isSqlite
        ? 'SELECT seq + 1 AS next FROM sqlite_sequence WHERE name = ?'
        : 'SELECT AUTO_INCREMENT AS next FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = ?';
      const [row] = await dataSource.query<{ next: number }[]>(sql, [table]);
      return Number(row?.next);
    };
    const starts = await Promise.all(tables.map(async (table) => ({ table, next: await next(table) })));
    expect(starts.length).toBeGreaterThan(15);
    expect(starts.filter((start) => !(start.next >= 1001))).toEqual([]);
  });
});

onEachDatabase('migrations', (database) => {
  let server: TestServer;
  afterEach(() => server?.stop());

  it('are all carried out: each file is one of those that have run', async () => {
    server = await TestServer.start(database, { bootstrap: false });
    const files = readdirSync('src/platform/database/migrations', { recursive: true, encoding: 'utf8' }).map((path) => basename(path));
    const numbers = files.flatMap((name) => /^(\d{4})-.*\.ts$/.exec(name)?.[1] ?? []).map(Number);
    const run = await server.app.get(DataSource).query<{ timestamp: unknown }[]>('SELECT timestamp FROM migrations ORDER BY timestamp');
    expect(run.map(({ timestamp }) => Number(timestamp) - 1_700_000_000_000)).toEqual(numbers.sort((a, b) => a - b));
  });

  it('take from people whose invitation was withdrawn what they were given with it, and from nobody else', async () => {
    server = await TestServer.start(database);
    const world = await World.of(server);
    const dataSource = server.app.get(DataSource);
    const invited = await expectStatus(world.admin.post(world.path('users'), { login: 'nobody', email: 'nobody@typo.example', displayName: 'No' }), 201);
    const group = await world.group();
    const member = await world.user();
    for (const userId of [invited.body.id, member.id]) {
      await world.addToGroup(group, userId);
      await world.grant({ userId }, ['problem.read']);
    }
    // As withdrawing left it before.
    await dataSource.query("UPDATE membership SET state = 'disabled' WHERE id IN (?, ?)", [invited.body.id, member.id]);
    const left = async () => {
      const assigned = await dataSource.query<{ id: unknown }[]>("SELECT subjectId AS id FROM role_assignment WHERE subjectKind = 'user' AND subjectId IN (?, ?)", [invited.body.id, member.id]);
      const grouped = await dataSource.query<{ id: unknown }[]>('SELECT userId AS id FROM group_member');
      return [assigned, grouped].map((rows) => rows.map(({ id }) => String(id)).sort());
    };
    const both = [invited.body.id, member.id].sort();
    expect(await left()).toEqual([both, both]);
    while ((await dataSource.query<unknown[]>('SELECT 1 FROM migrations WHERE timestamp >= 1700000000023')).length > 0) await dataSource.undoLastMigration();
    await dataSource.runMigrations();
    expect(await left()).toEqual([[member.id], [member.id]]);
  });
});
