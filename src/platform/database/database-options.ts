import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DataSourceOptions } from 'typeorm';
import type { DatabaseConfig } from '../config/index.js';

/** What TypeORM needs to know, apart from the entities and migrations. */
export function databaseOptions(database: DatabaseConfig): DataSourceOptions {
  const common = { synchronize: false, migrationsTransactionMode: 'each' as const, logging: false };
  if (database.kind === 'mysql') {
    return {
      ...common,
      type: 'mariadb',
      url: database.url,
      // The connection's own; tables compare as the migrations say (nopad_bin), which mysql2 knows no name for.
      charset: 'utf8mb4_bin',
      timezone: 'Z',
      // Our counters and instants stay below 2^53; as text they would compare as text.
      supportBigNumbers: true,
      bigNumberStrings: false,
      poolSize: 10,
      connectTimeout: 5_000,
    };
  }
  mkdirSync(dirname(database.file), { recursive: true });
  return { ...common, type: 'better-sqlite3', database: database.file, enableWAL: true, timeout: 1, prepareDatabase: prepare };
}

function prepare(connection: { pragma(text: string): unknown }): void {
  // An acknowledged write survives a power cut, not only a crash of the process.
  connection.pragma('synchronous = FULL');
}
