import type { MigrationInterface, QueryRunner } from 'typeorm';
import { searchable } from '../../searchable.js';
import { fillColumn } from '../fill-column.js';
import { addColumn, addIndex, dropColumn, dropIndex } from '../schema.js';

const index = ['organisationId', 'nameLower', 'id'];

/** Users are found by their address as well, and workspaces by their name. */
export class MoreToSearch1700000000022 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'membership', 'emailLower', 'varchar(190)');
    await runner.query('UPDATE membership SET emailLower = (SELECT account.emailLower FROM account WHERE account.id = membership.accountId)');
    // Whoever has not accepted goes by the address that was given for the invitation.
    await fillColumn(runner, 'membership', 'CASE WHEN acceptedAt IS NULL THEN invitedEmail END', 'emailLower', (email) => email.toLowerCase());
    await addColumn(runner, 'workspace', 'nameLower', 'varchar(100)');
    await fillColumn(runner, 'workspace', 'name', 'nameLower', searchable);
    await addIndex(runner, 'workspace', index);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndex(runner, 'workspace', index);
    await dropColumn(runner, 'workspace', 'nameLower');
    await dropColumn(runner, 'membership', 'emailLower');
  }
}
