export * from './columns.js';
export { databaseErrorCode, isConflict, isDuplicate, isOutage, RetryTransaction } from './database-errors.js';
export { DatabaseModule } from './database.module.js';
export { databaseOptions } from './database-options.js';
export { migrate } from './migrate.js';
export { searchable } from './searchable.js';
export { serializeSqlite } from './serialized-sqlite.js';
export { SharedCommits } from './shared-commits.js';
export { Transaction } from './transaction.js';
