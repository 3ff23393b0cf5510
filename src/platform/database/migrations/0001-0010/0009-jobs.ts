import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';
import { createTables, dropTables, indexName, instant, primary, ref, type TableSpec, text } from '../schema.js';

const tables: TableSpec[] = [
  { name: 'job', columns: { name: primary(text(64)), begunAt: instant } },
  { name: 'key_expiry_notice', columns: { apiKeyId: primary(ref), expiresAt: primary(instant), noticedAt: instant } },
];

/** For those who are told that a key ends soon. */
const ending = indexName('ix', 'api_key', ['expiresAt']);

export class Jobs1700000000009 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, tables);
    await runner.createIndex('api_key', new TableIndex({ name: ending, columnNames: ['expiresAt'] }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('api_key', ending);
    await dropTables(runner, tables);
  }
}
