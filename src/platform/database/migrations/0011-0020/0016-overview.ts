import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addIndex, dropIndex } from '../schema.js';

const indexes = [
  ['api_key', ['organisationId', 'state', 'deletedAt', 'id']],
  ['key_last_use', ['organisationId', 'usedAt']],
  ['decision', ['organisationId', 'occurredAt']],
] as const;

export class Overview1700000000016 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of indexes) await addIndex(runner, table, columns);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of indexes.toReversed()) await dropIndex(runner, table, columns);
  }
}
