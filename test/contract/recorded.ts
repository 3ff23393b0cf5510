import type { DataSource, Logger } from 'typeorm';

/** A statement as it reached the driver. */
export interface Recorded {
  readonly sql: string;
  readonly parameters: unknown[];
}

/** The statements that TypeORM runs while `work` does. */
export async function recordStatements(dataSource: DataSource, work: () => Promise<unknown>): Promise<Recorded[]> {
  const recorded: Recorded[] = [];
  const nothing = () => undefined;
  const logger: Logger = {
    logQuery: (sql, parameters) => void recorded.push({ sql, parameters: [...((parameters as unknown[] | undefined) ?? [])] }),
    logQueryError: nothing,
    logQuerySlow: nothing,
    logSchemaBuild: nothing,
    logMigration: nothing,
    log: nothing,
  };
  const before = dataSource.logger;
  Object.assign(dataSource, { logger });
  try {
    await work();
  } finally {
    Object.assign(dataSource, { logger: before });
  }
  return recorded;
}
