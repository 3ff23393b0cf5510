import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTables, dropTables, id, instant, ref, type TableSpec, text } from '../schema.js';

const tables: TableSpec[] = [
  {
    name: 'key_right',
    columns: { id, organisationId: ref, subjectKind: text(16), subjectId: ref, createdAt: instant },
    unique: [['subjectKind', 'subjectId']],
    index: [['organisationId', 'id']],
  },
];

export class KeyRights1700000000005 implements MigrationInterface {
  up(runner: QueryRunner): Promise<void> {
    return createTables(runner, tables);
  }

  down(runner: QueryRunner): Promise<void> {
    return dropTables(runner, tables);
  }
}
