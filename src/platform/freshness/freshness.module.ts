import { Global, Module, type OnApplicationShutdown } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Config } from '../config/index.js';
import { Log } from '../logging/index.js';
import { FactChange } from './fact-change.entity.js';
import { FactSource } from './fact-source.js';
import { Freshness } from './freshness.js';
import { ServingNode } from './mysql/serving-node.entity.js';
import { ShardEpoch } from './shard-epoch.entity.js';
import { SqliteFactSource } from './sqlite/sqlite-fact-source.js';
import { UnknownOutcome } from './unknown-outcome.js';

const factSource = {
  provide: FactSource,
  inject: [Config, DataSource, Log],
  useFactory: async ({ database, rememberedFacts }: Config, dataSource: DataSource, log: Log): Promise<FactSource> => {
    if (database.kind === 'sqlite') return new SqliteFactSource(database.file, rememberedFacts);
    // Its driver is of no use elsewhere, and takes time and memory to load.
    const { MysqlFactSource } = await import('./mysql/mysql-fact-source.js');
    return new MysqlFactSource(dataSource, database.url, rememberedFacts, log);
  },
};

@Global()
@Module({
  imports: [TypeOrmModule.forFeature([ShardEpoch, FactChange, ServingNode])],
  providers: [Freshness, UnknownOutcome, factSource],
  exports: [Freshness, FactSource],
})
export class FreshnessModule implements OnApplicationShutdown {
  constructor(private readonly source: FactSource) {}

  /** After the HTTP server has closed: what is under way still reads. */
  async onApplicationShutdown(): Promise<void> {
    await this.source.close();
  }
}
