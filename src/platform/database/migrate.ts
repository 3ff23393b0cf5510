import type { DataSource } from 'typeorm';

const lockName = 'latchkey.migrate';
const lockSeconds = 60;

/** Brings the schema up to date. Of several processes that start at once, one does it and the others wait. */
export async function migrate(dataSource: DataSource): Promise<DataSource> {
  if (dataSource.options.type !== 'mariadb') {
    await dataSource.runMigrations();
    return dataSource;
  }
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
