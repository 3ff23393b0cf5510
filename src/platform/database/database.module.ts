import { type DynamicModule, Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { DurabilityCheck } from './durability-check.js';
import { migrate } from './migrate.js';
import { serializeSqlite } from './serialized-sqlite.js';
import { Transaction } from './transaction.js';
import { limitTransactions } from './transaction-limits.js';

/** The database, migrated before anything else starts. */
@Global()
@Module({ providers: [Transaction, DurabilityCheck], exports: [Transaction, DurabilityCheck] })
export class DatabaseModule {
  static with(options: DataSourceOptions): DynamicModule {
    const typeOrm = TypeOrmModule.forRootAsync({
      useFactory: () => ({ ...options, retryAttempts: 1, verboseRetryLog: false }),
      dataSourceFactory: async () => migrate(limitTransactions(await serializeSqlite(new DataSource(options)).initialize())),
    });
    return { module: DatabaseModule, imports: [typeOrm], exports: [typeOrm] };
  }
}
