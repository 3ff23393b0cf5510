import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addIndex, dropIndex } from '../schema.js';

const indexes = [
  ['organisationId', 'actorName', 'id'],
  ['organisationId', 'action', 'id'],
  ['organisationId', 'occurredAt', 'id'],
] as const;

export class AuditSearches1700000000015 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const columns of indexes) await addIndex(runner, 'audit_event', columns);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const columns of indexes.toReversed()) await dropIndex(runner, 'audit_event', columns);
  }
}
