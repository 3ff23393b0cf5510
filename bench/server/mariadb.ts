import { randomBytes } from 'node:crypto';
import mysql from 'mysql2/promise';
import { Unavailable } from './unavailable.js';

/** A MariaDB with one empty database. */
export interface Mariadb {
  /** For `DATABASE_URL`. */
  readonly url: string;
  /** Takes the database away; ends the server if it is ours. */
  stop(): Promise<void>;
}

interface Service {
  readonly value: string;
  stop(): Promise<void>;
}

/** Seen from the compiled file: what starts the servers for the tests is not compiled. */
const service = new URL('../../../scripts/services/mariadb.mjs', import.meta.url).href;

/** The server in `TEST_MARIADB_URL`, as with the tests, else a private one. @throws Unavailable */
export async function startMariadb(): Promise<Mariadb> {
  const server = await find();
  const name = `latchkey_bench_${randomBytes(6).toString('hex')}`;
  await query(server.value, `CREATE DATABASE ${name}`);
  return {
    url: `${server.value}/${name}`,
    stop: async () => {
      await query(server.value, `DROP DATABASE ${name}`);
      await server.stop();
    },
  };
}

async function find(): Promise<Service> {
  const given = process.env['TEST_MARIADB_URL'];
  if (given) return { value: given, stop: () => Promise.resolve() };
  try {
    const { mariadb } = (await import(service)) as { mariadb: { start(): Promise<Service> } };
    return await mariadb.start();
  } catch (error) {
    throw new Unavailable((error as Error).message.split('\n')[0]);
  }
}

async function query(uri: string, sql: string): Promise<void> {
  const connection = await mysql.createConnection({ uri });
  try {
    await connection.query(sql);
  } finally {
    await connection.end();
  }
}
