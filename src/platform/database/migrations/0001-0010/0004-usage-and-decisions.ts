import type { MigrationInterface, QueryRunner } from 'typeorm';
import { counter, createTables, dropTables, id, instant, integer, longText, optional, primary, ref, type TableSpec, text } from '../schema.js';

const tables: TableSpec[] = [
  {
    name: 'key_last_use',
    columns: {
      apiKeyId: primary(integer),
      organisationId: ref,
      usedAt: instant,
      address: text(64),
      userAgent: text(200),
      permission: optional(text(100)),
      result: text(16),
    },
  },
  {
    name: 'key_usage',
    columns: { id, organisationId: ref, apiKeyId: ref, period: text(8), startsAt: instant, allowed: counter, refused: counter },
    unique: [['apiKeyId', 'period', 'startsAt']],
    index: [['period', 'startsAt']],
  },
  {
    name: 'decision',
    columns: {
      id,
      decisionId: text(32),
      organisationId: ref,
      occurredAt: instant,
      code: text(32),
      credentialKind: text(16),
      apiKeyId: optional(ref),
      userId: optional(ref),
      permissions: longText,
      workspaceId: optional(ref),
      checks: longText,
      address: text(64),
      userAgent: text(200),
      requestId: text(64),
    },
    unique: [['decisionId']],
    index: [['occurredAt']],
  },
];

export class UsageAndDecisions1700000000004 implements MigrationInterface {
  up(runner: QueryRunner): Promise<void> {
    return createTables(runner, tables);
  }

  down(runner: QueryRunner): Promise<void> {
    return dropTables(runner, tables);
  }
}
