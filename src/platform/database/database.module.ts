import { type DynamicModule, Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { DurabilityCheck } from './durability-check.js';
import { openDatabase } from './open-database.js';
import { Transaction } from './transaction.js';

/** The database, migrated before anything else starts. */
@Global()
@Module({ providers: [Transaction, DurabilityCheck], exports: [Transaction, DurabilityCheck] })
export class DatabaseModule {
  static with(options: DataSourceOptions): DynamicModule {
    const typeOrm = TypeOrmModule.forRootAsync({
      useFactory: () => ({ ...options, retryAttempts: 1, verboseRetryLog: false }),
      dataSourceFactory: () => openDatabase(new DataSource(options)),
    });
    return { module: DatabaseModule, imports: [typeOrm], exports: [typeOrm] };
  }
}
