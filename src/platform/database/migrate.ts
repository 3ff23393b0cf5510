import type { DataSource } from 'typeorm';

const lockName = 'latchkey.migrate';
const lockSeconds = 60;

/** Brings the schema up to date. Of several processes that start at once, one does it and the others wait. */
export async function migrate(dataSource: DataSource): Promise<DataSource> {
  if (dataSource.options.type !== 'mariadb') return migrateSqlite(dataSource);
  const lock = dataSource.createQueryRunner();
  try {
    await lock.query('SELECT GET_LOCK(?, ?)', [lockName, lockSeconds]);
    await dataSource.runMigrations();
  } finally {
    await lock.query('SELECT RELEASE_LOCK(?)', [lockName]).catch(() => undefined);
    await lock.release();
  }
  return dataSource;
}

/**
 * SQLite has no named locks, and what is pending is read before a migration takes the write lock: by then another
 * process may have done that one. Then it is not pending any more, and the rest is tried again.
 */
async function migrateSqlite(dataSource: DataSource): Promise<DataSource> {
  for (;;) {
    const before = await countDone(dataSource);
    try {
      await dataSource.runMigrations();
      return dataSource;
    } catch (error) {
      if ((await countDone(dataSource)) <= before) throw error;
    }
  }
}

/** How many migrations have been done; -1 before their table is there. */
async function countDone(dataSource: DataSource): Promise<number> {
  const [table] = await dataSource.query<object[]>("SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'migrations'");
  if (!table) return -1;
  const [row] = await dataSource.query<{ count: number }[]>('SELECT COUNT(*) AS count FROM migrations');
  return row?.count ?? 0;
}
