import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, counter, createTables, dropColumn, dropTables, primary, type TableSpec, text } from '../schema.js';

const tables: TableSpec[] = [{ name: 'node', columns: { id: primary(text(32)), begun: counter, applied: counter } }];
const named = [
  ['shard_epoch', 'lastChange'],
  ['fact_change', 'name'],
] as const;

export class Nodes1700000000017 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, column] of named) await addColumn(runner, table, column, 'varchar(32)');
    await createTables(runner, tables);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, tables);
    for (const [table, column] of named) await dropColumn(runner, table, column);
  }
}
