import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTables, dropTables, id, instant, longText, optional, ref, type TableSpec, text } from '../schema.js';

const tables: TableSpec[] = [
  {
    name: 'idempotency_record',
    columns: { id, owner: text(64), name: text(190), requestDigest: text(64), sealed: optional(longText), sealId: optional(ref), createdAt: instant },
    unique: [['owner', 'name']],
    index: [['createdAt']],
  },
];

export class Idempotency1700000000003 implements MigrationInterface {
  up(runner: QueryRunner): Promise<void> {
    return createTables(runner, tables);
  }

  down(runner: QueryRunner): Promise<void> {
    return dropTables(runner, tables);
  }
}
