import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn } from '../schema.js';

/** Invitations sent before keep showing the address of the account: which one was given for them is not known. */
export class InvitedAddresses1700000000010 implements MigrationInterface {
  up(runner: QueryRunner): Promise<void> {
    return addColumn(runner, 'membership', 'invitedEmail', 'varchar(190)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE membership DROP COLUMN invitedEmail');
  }
}
