import Database from 'better-sqlite3';
import mysql from 'mysql2/promise';

/** Reads rows beside a running server. */
export interface RowReader {
  all(sql: string): Promise<unknown[]>;
  close(): Promise<void>;
}

export async function readRows(databaseUrl: string): Promise<RowReader> {
  if (databaseUrl.startsWith('sqlite:')) {
    const database = new Database(databaseUrl.slice('sqlite:'.length), { readonly: true });
    return { all: async (sql) => database.prepare(sql).all(), close: async () => void database.close() };
  }
  const connection = await mysql.createConnection({ uri: databaseUrl });
  return { all: async (sql) => (await connection.query(sql))[0] as unknown[], close: () => connection.end() };
}
