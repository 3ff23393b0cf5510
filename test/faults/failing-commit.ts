import { AsyncLocalStorage } from 'node:async_hooks';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource, QueryFailedError } from 'typeorm';

/** What the drivers say when the database breaks off. */
const codes = { mariadb: 'ECONNRESET', 'better-sqlite3': 'SQLITE_IOERR_WRITE' } as Record<string, string>;

const failing = new AsyncLocalStorage<{ count: number }>();

/**
 * The first commit that this call makes on a node fails: nothing of its transaction is stored, and it is rolled back.
 * With `afterwards` it is stored and only the answer of the database gets lost, so that its outcome is unknown.
 * What the node writes in the background meanwhile is left alone. `writing`: the call shares its commit with others, so
 * it is known by the table it writes.
 */
export async function withFailingCommit<T>(app: NestFastifyApplication, call: () => Promise<T>, { afterwards = false, writing }: { afterwards?: boolean; writing?: string } = {}): Promise<T> {
  const { driver } = app.get(DataSource);
  const create: typeof driver.createQueryRunner = driver.createQueryRunner.bind(driver);
  const failure = { count: 0 };
  driver.createQueryRunner = (mode) => {
    const runner = create(mode);
    const commit = runner.commitTransaction.bind(runner);
    const query = runner.query.bind(runner) as (...parameters: unknown[]) => Promise<never>;
    let writes = false;
    runner.query = (...parameters: unknown[]) => {
      writes ||= writing !== undefined && /^UPDATE/i.test(String(parameters[0])) && String(parameters[0]).includes(writing);
      return query(...parameters);
    };
    runner.commitTransaction = async () => {
      const isMeant = writing === undefined ? failing.getStore() === failure : writes;
      if (!isMeant || failure.count > 0) return commit();
      failure.count++;
      if (afterwards) await commit();
      throw new QueryFailedError('COMMIT', [], Object.assign(new Error('the connection broke off'), { code: codes[driver.options.type] }));
    };
    return runner;
  };
  const answer = await failing.run(failure, call).finally(() => (driver.createQueryRunner = create));
  if (failure.count !== 1) throw new Error('the call made no commit that could fail');
  return answer;
}
