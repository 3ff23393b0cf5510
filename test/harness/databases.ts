import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from '@jest/globals';
import mysql from 'mysql2/promise';

/** An empty database of one test; `drop` leaves nothing behind. */
export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

export interface DatabaseKind {
  readonly name: string;
  create(): Promise<TestDatabase>;
}

const mariadbUrl = process.env['TEST_MARIADB_URL'];

export const sqlite: DatabaseKind = {
  name: 'SQLite',
  async create() {
    const folder = mkdtempSync(join(tmpdir(), 'latchkey-test-'));
    return { url: `sqlite:${join(folder, 'latchkey.sqlite')}`, drop: async () => rmSync(folder, { recursive: true, force: true }) };
  },
};

export const mariadb: DatabaseKind = {
  name: 'MariaDB',
  async create() {
    const name = `latchkey_${randomBytes(6).toString('hex')}`;
    await administer(`CREATE DATABASE ${name}`);
    return { url: `${mariadbUrl}/${name}`, drop: () => administer(`DROP DATABASE ${name}`) };
  },
};

async function administer(sql: string): Promise<void> {
  const connection = await mysql.createConnection({ uri: mariadbUrl });
  try {
    await connection.query(sql);
  } finally {
    await connection.end();
  }
}

/** The same promises on both databases. Without MariaDB its half is skipped, saying why. */
export function onEachDatabase(promise: string, tests: (database: DatabaseKind) => void): void {
  describe(`${promise} on SQLite`, () => tests(sqlite));
  const missing = process.env['TEST_MARIADB_MISSING'] ?? 'start the tests with npm test';
  if (mariadbUrl) describe(`${promise} on MariaDB`, () => tests(mariadb));
  else describe.skip(`${promise} on MariaDB (skipped: ${missing})`, () => tests(mariadb));
}
