import type { EntityTarget, ObjectLiteral, QueryRunner } from 'typeorm';

/** Rows of one statement: SQLite takes 32,766 parameters. */
const BATCH = 500;

/**
 * Writes rows, ids included, as the product's own columns hold them: many in one statement, and the table's indices
 * afterwards, from what they are made of.
 */
export async function writeTable<Row extends ObjectLiteral>(runner: QueryRunner, entity: EntityTarget<Row>, rows: Iterable<Row>): Promise<void> {
  const { tableName, columns } = runner.connection.getMetadata(entity);
  // A copy: dropping takes them out of the list that TypeORM keeps.
  const indices = [...((await runner.getTable(tableName))?.indices ?? [])];
  if (indices.length > 0) await runner.dropIndices(tableName, [...indices]);
  const names = columns.map(({ databaseName }) => runner.connection.driver.escape(databaseName)).join(', ');
  const places = `(${columns.map(() => '?').join(', ')})`;
  const write = async (batch: readonly Row[]): Promise<void> => {
    const values = batch.flatMap((row) => columns.map(({ propertyName, type }) => stored(row[propertyName], type)));
    await runner.query(`INSERT INTO ${tableName} (${names}) VALUES ${batch.map(() => places).join(', ')}`, values);
  };
  await runner.startTransaction();
  let batch: Row[] = [];
  for (const row of rows) {
    if (batch.push(row) < BATCH) continue;
    await write(batch);
    batch = [];
  }
  if (batch.length > 0) await write(batch);
  await runner.commitTransaction();
  if (indices.length > 0) await runner.createIndices(tableName, indices);
}

function stored(value: unknown, type: unknown): unknown {
  if (value === undefined) throw new Error('A row lacks a column.');
  if (value === null) return null;
  if (type === 'simple-json') return JSON.stringify(value);
  return typeof value === 'boolean' ? Number(value) : value;
}
