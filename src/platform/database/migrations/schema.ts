import { type QueryRunner, Table, type TableColumnOptions, TableIndex } from 'typeorm';

// The vocabulary of migrations: what `columns.ts` says for entities, for both databases alike.

type ColumnSpec = Omit<TableColumnOptions, 'name'>;

export const id: ColumnSpec = { type: 'integer', isPrimary: true, isGenerated: true, generationStrategy: 'increment' };
export const ref: ColumnSpec = { type: 'integer' };
export const integer: ColumnSpec = { type: 'integer' };
export const flag: ColumnSpec = { type: 'boolean' };
export const instant: ColumnSpec = { type: 'bigint' };
export const counter: ColumnSpec = { type: 'bigint' };
export const longText: ColumnSpec = { type: 'text' };
export const text = (length: number): ColumnSpec => ({ type: 'varchar', length: String(length) });
export const optional = (spec: ColumnSpec): ColumnSpec => ({ ...spec, isNullable: true });
export const primary = (spec: ColumnSpec): ColumnSpec => ({ ...spec, isPrimary: true });

export interface TableSpec {
  name: string;
  columns: Record<string, ColumnSpec>;
  /** Columns of each index; the name is made from them. */
  unique?: string[][];
  index?: string[][];
}

/** The name of an index, the same in entities and migrations. */
export const indexName = (kind: 'uq' | 'ix', table: string, columns: readonly string[]) => `${kind}_${table}_${columns.join('_')}`;

/**
 * Makes the tables, ids beginning at 1001. MySQL commits each statement at once, so when one fails those already
 * made are dropped again: a half schema would stop every later try.
 */
export async function createTables(runner: QueryRunner, tables: readonly TableSpec[]): Promise<void> {
  const made: string[] = [];
  try {
    for (const spec of tables) {
      await runner.createTable(toTable(spec));
      made.push(spec.name);
      if (Object.values(spec.columns).some((column) => column.isGenerated)) await beginAt1001(runner, spec.name);
    }
  } catch (error) {
    for (const name of made.reverse()) await runner.dropTable(name).catch(() => undefined);
    throw error;
  }
}

/**
 * Adds a column that may be null. Not by TypeORM's own `addColumn`: on SQLite that makes the table anew, and its ids
 * begin at 1 again.
 */
export async function addColumn(runner: QueryRunner, table: string, name: string, type: 'bigint' | 'boolean' | 'integer' | 'text' | `varchar(${number})`): Promise<void> {
  await runner.query(`ALTER TABLE ${table} ADD COLUMN ${name} ${type} NULL`);
}

export async function dropColumn(runner: QueryRunner, table: string, name: string): Promise<void> {
  await runner.query(`ALTER TABLE ${table} DROP COLUMN ${name}`);
}

export async function addIndex(runner: QueryRunner, table: string, columns: readonly string[]): Promise<void> {
  await runner.query(`CREATE INDEX ${indexName('ix', table, columns)} ON ${table} (${columns.join(', ')})`);
}

export async function dropIndex(runner: QueryRunner, table: string, columns: readonly string[]): Promise<void> {
  const of = runner.dataSource.options.type === 'mariadb' ? ` ON ${table}` : '';
  await runner.query(`DROP INDEX ${indexName('ix', table, columns)}${of}`);
}

export async function dropTables(runner: QueryRunner, tables: readonly TableSpec[]): Promise<void> {
  for (const { name } of tables.toReversed()) await runner.dropTable(name);
}

function toTable({ name, columns, unique = [], index = [] }: TableSpec): Table {
  const indices = [
    ...unique.map((columnNames) => new TableIndex({ name: indexName('uq', name, columnNames), columnNames, isUnique: true })),
    ...index.map((columnNames) => new TableIndex({ name: indexName('ix', name, columnNames), columnNames })),
  ];
  return new Table({ name, columns: Object.entries(columns).map(([column, spec]) => ({ ...spec, name: column })), indices });
}

async function beginAt1001(runner: QueryRunner, table: string): Promise<void> {
  if (runner.dataSource.options.type === 'mariadb') await runner.query(`ALTER TABLE ${table} AUTO_INCREMENT = 1001`);
  else await runner.query('INSERT INTO sqlite_sequence (name, seq) VALUES (?, 1000)', [table]);
}
