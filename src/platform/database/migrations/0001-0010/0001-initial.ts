import type { MigrationInterface, QueryRunner } from 'typeorm';
import { organisationTables } from './initial/organisation-tables.js';
import { credentialTables } from './initial/credential-tables.js';
import { platformTables } from './initial/platform-tables.js';
import { createTables, dropTables } from '../schema.js';

const tables = [...platformTables, ...organisationTables, ...credentialTables];

export class Initial1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await compareBytes(runner);
    await createTables(runner, tables);
    await runner.query('INSERT INTO shard_epoch (shard, epoch) VALUES (0, 1)');
  }

  down(runner: QueryRunner): Promise<void> {
    return dropTables(runner, tables);
  }
}

/**
 * On MySQL the usual collations take `jose`, `José` and `jose ` as one. Names, logins and prefixes must compare as
 * they do on SQLite: byte by byte.
 */
async function compareBytes(runner: QueryRunner): Promise<void> {
  if (runner.dataSource.options.type !== 'mariadb') return;
  const [{ version, name }] = (await runner.query('SELECT VERSION() AS version, DATABASE() AS name')) as [{ version: string; name: string }];
  const collation = /mariadb/i.test(version) ? 'utf8mb4_nopad_bin' : 'utf8mb4_0900_bin';
  await runner.query(`ALTER DATABASE \`${name.replaceAll('`', '``')}\` CHARACTER SET utf8mb4 COLLATE ${collation}`);
}
