import { basename } from 'node:path';
import { Global, Module, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Config } from '../config/index.js';
import { Log } from '../logging/index.js';
import { FactChange } from './fact-change.entity.js';
import { FactSource } from './fact-source.js';
import { Freshness } from './freshness.js';
import { Hints } from './hints/hints.js';
import { RedisLine } from './hints/redis-line.js';
import { ServingNode } from './mysql/serving-node.entity.js';
import { ShardEpoch } from './shard-epoch.entity.js';
import { SqliteFactSource } from './sqlite/sqlite-fact-source.js';
import { UnknownOutcome } from './unknown-outcome.js';

const hints = {
  provide: Hints,
  inject: [Config, Log],
  useFactory: ({ database, redisUrl }: Config, log: Log): Hints => {
    if (redisUrl === null) return new Hints();
    // Of the database, so that installations which share a Redis do not disturb one another.
    if (database.kind === 'mysql') return new Hints(new RedisLine(redisUrl, `latchkey:hints:${basename(new URL(database.url).pathname)}`, log));
    log.info('REDIS_URL is not used with SQLite: there a change holds in every process as soon as it is committed');
    return new Hints();
  },
};

const factSource = {
  provide: FactSource,
  inject: [Config, DataSource, Log, Hints],
  useFactory: async ({ database, rememberedFacts }: Config, dataSource: DataSource, log: Log, hints: Hints): Promise<FactSource> => {
    if (database.kind === 'sqlite') return new SqliteFactSource(database.file, rememberedFacts);
    // Its driver is of no use elsewhere, and takes time and memory to load.
    const { MysqlFactSource } = await import('./mysql/mysql-fact-source.js');
    return new MysqlFactSource(dataSource, database.url, rememberedFacts, log, hints);
  },
};

@Global()
@Module({
  imports: [TypeOrmModule.forFeature([ShardEpoch, FactChange, ServingNode])],
  providers: [Freshness, UnknownOutcome, hints, factSource],
  exports: [Freshness, FactSource, Hints],
})
export class FreshnessModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    private readonly source: FactSource,
    private readonly hints: Hints,
  ) {}

  /** The start does not wait for it. */
  onApplicationBootstrap(): void {
    this.hints.open();
  }

  /** After the HTTP server has closed: what is under way still reads. */
  async onApplicationShutdown(): Promise<void> {
    await this.source.close();
    await this.hints.close();
  }
}
