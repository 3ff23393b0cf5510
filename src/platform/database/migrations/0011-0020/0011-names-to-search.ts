import type { MigrationInterface, QueryRunner } from 'typeorm';
import { searchable } from '../../searchable.js';
import { fillColumn } from '../fill-column.js';
import { addColumn, addIndex, dropColumn, dropIndex } from '../schema.js';

/** Names that are searched and sorted by: where they stand, and the column beside it. */
const names = [
  { table: 'api_key', name: 'name', lower: 'nameLower' },
  { table: 'role', name: 'name', lower: 'nameLower' },
  { table: 'user_group', name: 'name', lower: 'nameLower' },
  { table: 'membership', name: 'displayName', lower: 'displayNameLower' },
];

const indexes: (readonly [table: string, columns: readonly string[]])[] = [
  ...names.map(({ table, lower }) => [table, ['organisationId', lower, 'id']] as const),
  ['membership', ['organisationId', 'loginLower', 'id']],
  ['api_key', ['organisationId', 'expiresAt', 'id']],
];

export class NamesToSearch1700000000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const { table, name, lower } of names) {
      await addColumn(runner, table, lower, 'varchar(100)');
      await fillColumn(runner, table, name, lower, searchable);
    }
    await addColumn(runner, 'membership', 'loginLower', 'varchar(100)');
    await runner.query('UPDATE membership SET loginLower = (SELECT loginLower FROM account WHERE account.id = membership.accountId)');
    for (const [table, columns] of indexes) await addIndex(runner, table, columns);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of indexes.toReversed()) await dropIndex(runner, table, columns);
    await dropColumn(runner, 'membership', 'loginLower');
    for (const { table, lower } of names.toReversed()) await dropColumn(runner, table, lower);
  }
}
