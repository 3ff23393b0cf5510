import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { onEachDatabase, TestServer } from '../harness/index.js';

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
