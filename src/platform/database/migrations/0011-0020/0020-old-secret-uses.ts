import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, counter, createTables, dropColumn, dropTables, instant, integer, optional, primary, ref, type TableSpec, text } from '../schema.js';

const tables: TableSpec[] = [
  {
    name: 'old_secret_use',
    columns: {
      secretId: primary(integer),
      organisationId: ref,
      apiKeyId: ref,
      uses: counter,
      usedAt: instant,
      address: text(64),
      userAgent: text(200),
      permission: optional(text(100)),
      result: text(16),
    },
    index: [['apiKeyId'], ['usedAt']],
  },
];

/** What is old already stays without `drainsSince`: what it was used for until now is not known. */
export class OldSecretUses1700000000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, tables);
    await addColumn(runner, 'api_key_secret', 'drainsSince', 'bigint');
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropColumn(runner, 'api_key_secret', 'drainsSince');
    await dropTables(runner, tables);
  }
}
