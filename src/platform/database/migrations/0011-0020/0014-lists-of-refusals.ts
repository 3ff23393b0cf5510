import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addIndex, dropIndex } from '../schema.js';

const indexes = [
  ['organisationId', 'id'],
  ['organisationId', 'apiKeyId', 'id'],
  ['organisationId', 'userId', 'id'],
] as const;

export class ListsOfRefusals1700000000014 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const columns of indexes) await addIndex(runner, 'decision', columns);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const columns of indexes.toReversed()) await dropIndex(runner, 'decision', columns);
  }
}
