import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, dropColumn } from '../schema.js';

/** Keys made before have none: their makers can say it later. */
export class KeyPurpose1700000000013 implements MigrationInterface {
  up(runner: QueryRunner): Promise<void> {
    return addColumn(runner, 'api_key', 'purpose', 'varchar(300)');
  }

  down(runner: QueryRunner): Promise<void> {
    return dropColumn(runner, 'api_key', 'purpose');
  }
}
