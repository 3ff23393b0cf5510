import { DataSource } from 'typeorm';
import type { TestServer } from '../harness/index.js';

export type Row = Record<string, unknown>;

export const dataSourceOf = (server: TestServer): DataSource => server.app.get(DataSource, { strict: false });

/** Every table there is, the migrations' own included. */
export async function tablesOf(dataSource: DataSource): Promise<string[]> {
  const sqlite = dataSource.options.type !== 'mariadb';
  const sql = sqlite
    ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    : 'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()';
  return ((await dataSource.query(sql)) as { name: string }[]).map(({ name }) => name).sort();
}

/** Moves by itself: nodes renew their leases. */
const movingTables: ReadonlySet<string> = new Set(['node']);

/** All rows of all tables, as the driver gives them, but for those that move by themselves. */
export async function dump(dataSource: DataSource): Promise<Map<string, Row[]>> {
  const tables = new Map<string, Row[]>();
  for (const table of (await tablesOf(dataSource)).filter((name) => !movingTables.has(name))) tables.set(table, (await dataSource.query(`SELECT * FROM ${table} ORDER BY 1`)) as Row[]);
  return tables;
}

/** Written a few seconds after the request: when that is, no test knows. */
const writtenLater: ReadonlySet<string> = new Set(['session_last_use']);

/** How many rows each table has, but for those that are written after the request. */
export async function countRows(dataSource: DataSource): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const [table, rows] of await dump(dataSource)) if (!writtenLater.has(table)) counts[table] = rows.length;
  return counts;
}
