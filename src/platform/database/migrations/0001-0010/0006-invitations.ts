import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, createTables, dropTables, id, instant, optional, ref, type TableSpec, text } from '../schema.js';

const tables: TableSpec[] = [
  {
    name: 'invitation',
    columns: { id, organisationId: ref, userId: ref, digest: text(64), pepperId: ref, createdAt: instant, expiresAt: instant, endedAt: optional(instant) },
    index: [['organisationId', 'userId']],
  },
];

export class Invitations1700000000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, tables);
    await addColumn(runner, 'membership', 'acceptedAt', 'bigint');
    await runner.query("UPDATE membership SET acceptedAt = createdAt WHERE state <> 'invited'");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE membership DROP COLUMN acceptedAt');
    await dropTables(runner, tables);
  }
}
