import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addIndex, dropIndex } from '../schema.js';

/** Lists of one kind of key, in each order, and what has ended, which is swept every hour. */
const indexes = [
  ['api_key', ['organisationId', 'kind', 'id']],
  ['api_key', ['organisationId', 'kind', 'nameLower', 'id']],
  ['api_key', ['organisationId', 'kind', 'expiresAt', 'id']],
  ['session', ['expiresAt']],
  ['session_last_use', ['usedAt']],
  ['key_session', ['expiresAt']],
  ['token_family', ['expiresAt']],
  ['revoked_token', ['expiresAt']],
  ['key_expiry_notice', ['expiresAt']],
  ['attempt_bucket', ['windowEndsAt']],
] as const;

export class ListsAtSize1700000000018 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of indexes) await addIndex(runner, table, columns);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of indexes.toReversed()) await dropIndex(runner, table, columns);
  }
}
