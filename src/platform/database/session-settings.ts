import type { DataSource } from 'typeorm';

/** A transaction that waits so long for its next statement has lost its process: one of ours takes milliseconds. */
const idleSeconds = 5;
/** Longer, so that whoever waits for the rows of such a transaction gets them. */
const lockSeconds = 10;

/** MySQL has no limit for what is idle; there it ends with its connection, and whoever waits is told 503. */
const limits = `innodb_lock_wait_timeout = ${lockSeconds} /*M!100300 , idle_transaction_timeout = ${idleSeconds} */`;

/** Two indices read to the end and compared cost a page of a list hundreds of times as much as the one that has its order. */
const plans = "optimizer_switch = 'index_merge_intersection=off'";

const settings = `SET SESSION ${plans}, ${limits}`;

interface Connection {
  query(sql: string, done: () => void): void;
}

interface Pool {
  on(event: 'acquire', listener: (connection: Connection) => void): void;
}

/**
 * What every connection of the pool asks for. A process that loses its network, or is stopped, in the middle of a change
 * leaves its rows locked, and the database does not notice for hours: it is asked not to wait for that.
 */
export function withSessionSettings(dataSource: DataSource): DataSource {
  if (dataSource.options.type !== 'mariadb') return dataSource;
  const set = new WeakSet<Connection>();
  const { pool } = dataSource.driver as unknown as { pool: Pool };
  pool.on('acquire', (connection) => {
    if (set.has(connection)) return;
    set.add(connection);
    // It stands before whatever is asked next, and fails only with its connection.
    connection.query(settings, () => undefined);
  });
  return dataSource;
}
