import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { isLocked } from './database-errors.js';
import { migrate } from './migrate.js';
import { serializeSqlite } from './serialized-sqlite.js';
import { withSessionSettings } from './session-settings.js';

/** As long as a migration of another process may take. */
const patienceMs = 60_000;
const pauseMs = 20;

/** Connects, and brings the schema up to date. Others may do the same at this moment, and SQLite lets nobody in meanwhile. */
export async function openDatabase(dataSource: DataSource): Promise<DataSource> {
  const source = serializeSqlite(dataSource);
  await patiently(() => source.initialize());
  await patiently(() => migrate(withSessionSettings(source)));
  return source;
}

async function patiently(work: () => Promise<unknown>): Promise<void> {
  for (const deadline = performance.now() + patienceMs; ; await sleep(pauseMs)) {
    try {
      await work();
      return;
    } catch (error) {
      if (!isLocked(error) || performance.now() > deadline) throw error;
    }
  }
}
