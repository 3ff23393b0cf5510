import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTables, dropTables, flag, id, instant, integer, longText, optional, ref, type TableSpec, text } from '../schema.js';

const tables: TableSpec[] = [
  {
    name: 'signing_key',
    columns: {
      id,
      kid: text(64),
      state: text(16),
      slot: optional(text(16)),
      publicJwk: longText,
      sealed: longText,
      sealId: ref,
      createdAt: instant,
      activatedAt: optional(instant),
      retiredAt: optional(instant),
    },
    unique: [['kid'], ['slot']],
  },
  {
    name: 'token_family',
    columns: {
      id,
      organisationId: ref,
      apiKeyId: ref,
      secretId: ref,
      generations: text(190),
      nonce: text(64),
      dataKeyId: ref,
      step: integer,
      state: text(16),
      paired: flag,
      audience: text(190),
      scope: optional(text(2000)),
      accessSeconds: integer,
      refreshSeconds: integer,
      createdAt: instant,
      usedAt: longText,
      idleUntil: instant,
      expiresAt: instant,
    },
    index: [['apiKeyId']],
  },
  { name: 'revoked_token', columns: { id, organisationId: ref, jti: text(32), expiresAt: instant }, unique: [['jti']] },
];

export class Tokens1700000000002 implements MigrationInterface {
  up(runner: QueryRunner): Promise<void> {
    return createTables(runner, tables);
  }

  down(runner: QueryRunner): Promise<void> {
    return dropTables(runner, tables);
  }
}
