import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, addIndex, createTables, dropColumn, dropIndex, dropTables, id, instant, integer, optional, ref, type TableSpec, text } from './schema.js';

const tables: TableSpec[] = [
  {
    name: 'password_reset',
    columns: { id, accountId: ref, accountGeneration: integer, digest: text(64), pepperId: ref, createdAt: instant, expiresAt: instant, endedAt: optional(instant) },
    index: [['accountId'], ['expiresAt']],
  },
];

/** Rows written by one statement. */
const batch = 400;

/** Accounts are found by their address, whatever its case. */
export class PasswordResets1700000000019 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, tables);
    await addColumn(runner, 'account', 'emailLower', 'varchar(190)');
    await lowerAddresses(runner);
    await addIndex(runner, 'account', ['emailLower']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndex(runner, 'account', ['emailLower']);
    await dropColumn(runner, 'account', 'emailLower');
    await dropTables(runner, tables);
  }
}

async function lowerAddresses(runner: QueryRunner): Promise<void> {
  for (let after = 0; ; ) {
    const rows = (await runner.query(`SELECT id, email FROM account WHERE id > ? ORDER BY id LIMIT ${batch}`, [after])) as { id: number; email: string }[];
    const last = rows.at(-1);
    if (!last) return;
    const cases = rows.map(() => 'WHEN ? THEN ?').join(' ');
    const values = rows.flatMap((row) => [row.id, row.email.toLowerCase()]);
    await runner.query(`UPDATE account SET emailLower = CASE id ${cases} END WHERE id > ? AND id <= ?`, [...values, after, last.id]);
    after = last.id;
  }
}
