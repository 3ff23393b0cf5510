import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, dropColumn } from '../schema.js';

/** Whether an organisation lets in only people who have a second factor. */
export class RequiredSecondFactor1700000000024 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'organisation', 'requireSecondFactor', 'boolean');
    await runner.query('UPDATE organisation SET requireSecondFactor = 0');
  }

  down(runner: QueryRunner): Promise<void> {
    return dropColumn(runner, 'organisation', 'requireSecondFactor');
  }
}
