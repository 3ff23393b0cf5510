import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTables, dropTables, id, instant, optional, ref, type TableSpec, text } from '../schema.js';

const tables: TableSpec[] = [
  {
    name: 'key_session',
    columns: {
      id,
      organisationId: ref,
      apiKeyId: ref,
      secretId: ref,
      generations: text(190),
      digest: text(64),
      pepperId: ref,
      firstId: optional(ref),
      signedInAt: instant,
      createdAt: instant,
      expiresAt: instant,
      endedAt: optional(instant),
    },
    index: [['apiKeyId'], ['firstId']],
  },
];

export class KeySessions1700000000007 implements MigrationInterface {
  up(runner: QueryRunner): Promise<void> {
    return createTables(runner, tables);
  }

  down(runner: QueryRunner): Promise<void> {
    return dropTables(runner, tables);
  }
}
