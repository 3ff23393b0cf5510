import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTables, dropTables, instant, primary, ref, type TableSpec, text } from '../schema.js';

const tables: TableSpec[] = [{ name: 'session_last_use', columns: { sessionId: primary(ref), usedAt: instant, address: text(64) } }];

export class SessionUse1700000000008 implements MigrationInterface {
  up(runner: QueryRunner): Promise<void> {
    return createTables(runner, tables);
  }

  down(runner: QueryRunner): Promise<void> {
    return dropTables(runner, tables);
  }
}
