/** The driver's code of a failed query; empty when it was not the database. */
export function databaseErrorCode(error: unknown): string {
  const { driverError, code } = (error ?? {}) as { driverError?: { code?: unknown }; code?: unknown };
  const found = driverError?.code ?? code;
  return typeof found === 'string' ? found : '';
}

/** A unique index refused the row. */
export function isDuplicate(error: unknown): boolean {
  return ['ER_DUP_ENTRY', 'SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY'].includes(databaseErrorCode(error));
}

/** Another process is writing to this SQLite database. */
export const isLocked = (error: unknown): boolean => databaseErrorCode(error).startsWith('SQLITE_BUSY');

/** Thrown inside a transaction to have it run again from its beginning. */
export class RetryTransaction extends Error {}

/** Two transactions were in each other's way; running this one again may succeed. */
export function isConflict(error: unknown): boolean {
  return error instanceof RetryTransaction || ['ER_LOCK_DEADLOCK', 'ER_CHECKREAD'].includes(databaseErrorCode(error));
}

/** The database cannot be reached, is stopping, is full or waits for somebody who does not go on: nothing is known, so nothing is allowed. */
export function isOutage(error: unknown): boolean {
  const code = databaseErrorCode(error);
  return (
    /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH|PROTOCOL_|SQLITE_(BUSY|IOERR|FULL|CANTOPEN|READONLY|NOTADB|CORRUPT))/.test(code) ||
    ['ER_CON_COUNT_ERROR', 'ER_SERVER_SHUTDOWN', 'ER_ACCESS_DENIED_ERROR', 'ER_DBACCESS_DENIED_ERROR', 'ER_LOCK_DEADLOCK', 'ER_LOCK_WAIT_TIMEOUT', 'ER_OPTION_PREVENTS_STATEMENT'].includes(code)
  );
}
