import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource, QueryFailedError } from 'typeorm';

export interface CommitFailure {
  /** How many commits have failed so far. */
  readonly count: number;
}

/** What the drivers say when the database breaks off. */
const codes = { mariadb: 'ECONNRESET', 'better-sqlite3': 'SQLITE_IOERR_WRITE' } as Record<string, string>;

/**
 * The next commit of a node fails once: nothing of its transaction is stored, and the transaction is rolled back.
 * With `afterwards` it is stored and only the answer of the database gets lost, so that its outcome is unknown.
 */
export function failNextCommit(app: NestFastifyApplication, { afterwards = false } = {}): CommitFailure {
  const { driver } = app.get(DataSource);
  const create = driver.createQueryRunner;
  const failure = { count: 0 };
  driver.createQueryRunner = (mode) => {
    const runner = create.call(driver, mode);
    const commit = runner.commitTransaction.bind(runner);
    runner.commitTransaction = async () => {
      if (failure.count > 0) return commit();
      failure.count++;
      driver.createQueryRunner = create;
      if (afterwards) await commit();
      throw new QueryFailedError('COMMIT', [], Object.assign(new Error('the connection broke off'), { code: codes[driver.options.type] }));
    };
    return runner;
  };
  return failure;
}
