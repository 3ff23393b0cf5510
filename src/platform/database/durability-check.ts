import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Log } from '../logging/index.js';
import { type Durability, judgeMysql, judgeSqlite, mysqlSettings } from './durability.js';

/** Another server may have become the primary since. */
const askEveryMs = 60_000;
const unknown: Durability = { commits: 'unknown', warnings: [], settings: {} };

interface Setting {
  readonly Variable_name: string;
  readonly Value: string;
}

/** Asks the database at the start, and now and then, whether commits are durable; it is information, and stops nothing. */
@Injectable()
export class DurabilityCheck implements OnApplicationBootstrap {
  private last = unknown;
  private askedAt = -Infinity;
  private warned = '';

  constructor(
    private readonly dataSource: DataSource,
    private readonly log: Log,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.current();
  }

  /** As it was a minute ago at most. */
  async current(): Promise<Durability> {
    if (performance.now() - this.askedAt < askEveryMs) return this.last;
    this.askedAt = performance.now();
    this.last = await this.ask().catch(() => unknown);
    const warnings = this.last.warnings.join('; ');
    if (warnings !== this.warned && warnings !== '') this.log.warn(`the database does not keep all that was acknowledged: ${warnings}`);
    this.warned = warnings;
    return this.last;
  }

  private async ask(): Promise<Durability> {
    if (this.dataSource.options.type === 'better-sqlite3') {
      const rows = [...(await this.dataSource.query<object[]>('PRAGMA journal_mode')), ...(await this.dataSource.query<object[]>('PRAGMA synchronous'))];
      return judgeSqlite(Object.fromEntries(rows.flatMap((row) => Object.entries(row)).map(([name, value]) => [name, String(value)])));
    }
    const variables = await this.dataSource.query<Setting[]>('SHOW GLOBAL VARIABLES WHERE Variable_name IN (?)', [mysqlSettings.variables]);
    const states = await this.dataSource.query<Setting[]>('SHOW GLOBAL STATUS WHERE Variable_name IN (?)', [mysqlSettings.states]);
    return judgeMysql(Object.fromEntries([...variables, ...states].map(({ Variable_name: name, Value: value }) => [name, value])));
  }
}
