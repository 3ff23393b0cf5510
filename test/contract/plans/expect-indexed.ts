import { expect } from '@jest/globals';
import type { DataSource } from 'typeorm';
import type { Recorded } from '../recorded.js';

/** Statements of a transaction, and rows that are written without looking anything up. */
const withoutPlan = /^(?:START|BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SET)\b|^INSERT INTO [^(]+\([^)]*\) VALUES/i;

/** Lists of values that came with the statement itself. */
const given = new Set(['batch', 'json_each']);

/** Begun with a value that a large part of all rows has. */
const hardlyNarrowed = /\((?:subjectKind|kind|state|period|scope)=\?\)/;

/** No table is gone through from its beginning to its end. */
export async function expectIndexed(dataSource: DataSource, { sql, parameters }: Recorded): Promise<void> {
  if (withoutPlan.test(sql.trim())) return;
  const scans = dataSource.options.type === 'mariadb' ? await scansOnMariadb(dataSource, sql, parameters) : await scansOnSqlite(dataSource, sql, parameters);
  expect({ sql, scans }).toEqual({ sql, scans: [] });
}

async function scansOnMariadb(dataSource: DataSource, sql: string, parameters: unknown[]): Promise<unknown[]> {
  const plan = (await dataSource.query(`EXPLAIN ${sql}`, parameters)) as { table: string | null; type: string | null; Extra: string | null }[];
  return plan.filter(({ type, table, Extra }) => (type === 'ALL' || type === 'index' || isCompared(Extra)) && table !== null && !table.startsWith('<') && !given.has(table));
}

/** Two indices are read to their ends and compared: all of an organisation for one page. */
const isCompared = (extra: string | null): boolean => extra?.includes('intersect(') === true;

async function scansOnSqlite(dataSource: DataSource, sql: string, parameters: unknown[]): Promise<string[]> {
  const plan = (await dataSource.query(`EXPLAIN QUERY PLAN ${sql}`, parameters)) as { detail: string }[];
  const details = plan.map(({ detail }) => detail);
  // What a part of the statement has answered is gone through; that part is looked at itself.
  const answered = new Set([...given, ...details.flatMap((detail) => /^(?:CO-ROUTINE|MATERIALIZE) (\w+)/.exec(detail)?.[1] ?? [])]);
  return details.filter((detail) => hardlyNarrowed.test(detail) || (/^SCAN (?!CONSTANT)/.test(detail) && !answered.has(/^SCAN (\w+)/.exec(detail)?.[1] ?? '')));
}
