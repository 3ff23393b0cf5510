import type { MigrationInterface, QueryRunner } from 'typeorm';
import { fillColumn } from '../fill-column.js';
import { addColumn, addIndex, createTables, dropColumn, dropIndex, dropTables, id, instant, integer, optional, ref, type TableSpec, text } from '../schema.js';

const tables: TableSpec[] = [
  {
    name: 'password_reset',
    columns: { id, accountId: ref, accountGeneration: integer, digest: text(64), pepperId: ref, createdAt: instant, expiresAt: instant, endedAt: optional(instant) },
    index: [['accountId'], ['expiresAt']],
  },
];

/** Accounts are found by their address, whatever its case. */
export class PasswordResets1700000000019 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, tables);
    await addColumn(runner, 'account', 'emailLower', 'varchar(190)');
    await fillColumn(runner, 'account', 'email', 'emailLower', (email) => email.toLowerCase());
    await addIndex(runner, 'account', ['emailLower']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndex(runner, 'account', ['emailLower']);
    await dropColumn(runner, 'account', 'emailLower');
    await dropTables(runner, tables);
  }
}
