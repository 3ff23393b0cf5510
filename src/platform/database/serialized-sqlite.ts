import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { BetterSqlite3Driver } from 'typeorm/driver/better-sqlite3/BetterSqlite3Driver.js';
import { BetterSqlite3QueryRunner } from 'typeorm/driver/better-sqlite3/BetterSqlite3QueryRunner.js';
import type { IsolationLevel } from 'typeorm/driver/types/IsolationLevel.js';
import { busy } from '../../errors/index.js';
import { isLocked } from './database-errors.js';
import { Gate } from './gate.js';

/** How long a transaction waits for another process that is writing. */
const patienceMs = 10_000;

/** Prepared statements kept for the one connection there is. */
const keptStatements = 500;

/**
 * TypeORM gives everybody one query runner on SQLite, so that two transactions open at once mix: one's rollback
 * takes the other's rows. Here every caller has a runner of its own, and a runner in a transaction keeps the one
 * connection to itself until it has committed or rolled back.
 */
class SerializedRunner extends BetterSqlite3QueryRunner {
  private leave?: () => void;

  constructor(
    driver: BetterSqlite3Driver,
    private readonly gate: Gate,
    statements: Map<string, unknown>,
  ) {
    super(driver);
    // TypeORM keeps prepared statements for each runner, and a runner lives for one call here.
    Object.assign(this, { stmtCache: statements, cacheSize: keptStatements });
  }

  override async startTransaction(isolationLevel?: IsolationLevel): Promise<void> {
    this.leave ??= await this.gate.enter();
    try {
      await this.begin(isolationLevel);
    } catch (error) {
      this.release_();
      throw error;
    }
  }

  override async commitTransaction(): Promise<void> {
    await super.commitTransaction();
    this.release_();
  }

  override async rollbackTransaction(): Promise<void> {
    try {
      await super.rollbackTransaction();
    } finally {
      this.release_();
    }
  }

  override async query<T = unknown>(sql: string, parameters?: unknown[], structured?: boolean): Promise<T> {
    // Taking the write lock at once: a transaction that reads first and writes later could not wait for another.
    const text = sql === 'BEGIN TRANSACTION' ? 'BEGIN IMMEDIATE' : sql;
    const run = super.query.bind(this) as (...args: unknown[]) => Promise<T>;
    if (this.leave) return run(text, parameters, structured);
    const leave = await this.gate.enter();
    try {
      return await run(text, parameters, structured);
    } finally {
      leave();
    }
  }

  /** Another process may hold the write lock; waiting inside SQLite would stop the event loop. */
  private async begin(isolationLevel?: IsolationLevel): Promise<void> {
    const deadline = performance.now() + patienceMs;
    for (let pauseMs = 1; ; pauseMs = Math.min(pauseMs * 2, 20)) {
      try {
        return await super.startTransaction(isolationLevel);
      } catch (error) {
        if (!isLocked(error)) throw error;
        if (performance.now() > deadline) throw busy('The database is busy', { cause: error, retryAfterSeconds: 1 });
        // TypeORM counts the level up before BEGIN succeeds.
        this.isTransactionActive = false;
        this.transactionDepth = 0;
        await sleep(pauseMs);
      }
    }
  }

  private release_(): void {
    if (this.transactionDepth > 0) return;
    this.leave?.();
    this.leave = undefined;
  }
}

/** Makes transactions on this data source safe beside one another; does nothing on other databases. */
export function serializeSqlite(dataSource: DataSource): DataSource {
  const { driver } = dataSource;
  if (driver instanceof BetterSqlite3Driver) {
    const gate = new Gate();
    const statements = new Map<string, unknown>();
    driver.createQueryRunner = () => new SerializedRunner(driver, gate, statements);
  }
  return dataSource;
}
