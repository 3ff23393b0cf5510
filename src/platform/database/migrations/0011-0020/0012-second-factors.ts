import type { MigrationInterface, QueryRunner } from 'typeorm';
import { counter, createTables, dropTables, id, instant, optional, ref, type TableSpec, text } from '../schema.js';

const tables: TableSpec[] = [
  {
    name: 'second_factor',
    columns: { id, accountId: ref, sealed: text(190), sealId: ref, lastStep: counter, createdAt: instant, confirmedAt: optional(instant) },
    unique: [['accountId']],
  },
  {
    name: 'recovery_code',
    columns: { id, accountId: ref, digest: text(64), pepperId: ref, createdAt: instant, usedAt: optional(instant) },
    index: [['accountId']],
  },
];

export class SecondFactors1700000000012 implements MigrationInterface {
  up(runner: QueryRunner): Promise<void> {
    return createTables(runner, tables);
  }

  down(runner: QueryRunner): Promise<void> {
    return dropTables(runner, tables);
  }
}
