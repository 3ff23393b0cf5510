import { Injectable, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { Origin } from '../../access/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Config } from '../../platform/config/index.js';
import { Transaction } from '../../platform/database/index.js';
import { Log } from '../../platform/logging/index.js';
import type { KeyLastUse } from './key-last-use.entity.js';
import { KeyUsageRepository, type UsageCount } from './key-usage.repository.js';

/** One use of a key. */
export interface KeyUse {
  readonly apiKeyId: number;
  readonly organisationId: number;
  readonly permission: string | null;
  readonly result: 'allowed' | 'refused';
  readonly origin: Origin;
}

interface Gathered {
  last: KeyUse;
  /** Copied at once: a connection that has closed no longer says where it came from. */
  address: string;
  userAgent: string;
  usedAt: number;
  /** By the hour in which it was counted. */
  readonly hours: Map<number, { allowed: number; refused: number }>;
}

const writeEveryMs = 5_000;
const forgetEveryMs = 3_600_000;
const hourMs = 3_600_000;
const dayMs = 86_400_000;
/** Keys written in one transaction: others want their turn. */
const batch = 500;

/** Gathers uses in memory and writes them in batches: a request waits for none of it, and a crash loses a few seconds. */
@Injectable()
export class UsageRecorder implements OnModuleInit, BeforeApplicationShutdown {
  private gathered = new Map<number, Gathered>();
  private timers: NodeJS.Timeout[] = [];
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly rows: KeyUsageRepository,
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.timers = [setInterval(() => void this.flush(), writeEveryMs).unref(), setInterval(() => void this.forget(), forgetEveryMs).unref()];
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.timers.forEach(clearInterval);
    await this.flush();
  }

  record(use: KeyUse): void {
    const now = this.clock.now();
    let entry = this.gathered.get(use.apiKeyId);
    if (!entry) this.gathered.set(use.apiKeyId, (entry = { last: use, address: '', userAgent: '', usedAt: now, hours: new Map() }));
    entry.last = use;
    entry.address = use.origin.address;
    entry.userAgent = use.origin.userAgent;
    entry.usedAt = now;
    const hour = now - (now % hourMs);
    const counts = entry.hours.get(hour);
    if (counts) counts[use.result]++;
    else entry.hours.set(hour, { allowed: 0, refused: 0, [use.result]: 1 });
  }

  /** Writes what was gathered; what cannot be written is kept for the next time. */
  flush(): Promise<void> {
    this.writing = this.writing.then(() => this.write());
    return this.writing;
  }

  async forget(): Promise<void> {
    const now = this.clock.now();
    try {
      await this.transaction.run(async () => {
        await this.rows.forget('hour', now - this.config.usageHourlyDays * dayMs);
        await this.rows.forget('day', now - this.config.usageDailyDays * dayMs);
      });
    } catch (error) {
      this.log.warn({ err: error }, 'old usage could not be removed; the next try is in an hour');
    }
  }

  private async write(): Promise<void> {
    const entries = [...this.gathered.values()];
    this.gathered = new Map();
    for (let i = 0; i < entries.length; i += batch) {
      const some = entries.slice(i, i + batch);
      try {
        await this.transaction.run(async () => {
          await this.rows.moveLastUses(some.map(lastUseOf));
          await this.rows.add(some.flatMap(countsOf));
        });
      } catch (error) {
        this.log.warn({ err: error }, 'the use of keys could not be written; the next try is in a few seconds');
        for (const entry of entries.slice(i)) this.takeBack(entry);
        return;
      }
    }
  }

  private takeBack(entry: Gathered): void {
    const newer = this.gathered.get(entry.last.apiKeyId);
    if (!newer) {
      this.gathered.set(entry.last.apiKeyId, entry);
      return;
    }
    for (const [hour, { allowed, refused }] of entry.hours) {
      const counts = newer.hours.get(hour) ?? { allowed: 0, refused: 0 };
      newer.hours.set(hour, { allowed: counts.allowed + allowed, refused: counts.refused + refused });
    }
  }
}

function lastUseOf({ last, address, userAgent, usedAt }: Gathered): KeyLastUse {
  const { apiKeyId, organisationId, permission, result } = last;
  return { apiKeyId, organisationId, usedAt, permission, result, address: address.slice(0, 64), userAgent: userAgent.slice(0, 200) };
}

/** By the hour and by the day. */
function countsOf({ last, hours }: Gathered): UsageCount[] {
  const { apiKeyId, organisationId } = last;
  const days = Map.groupBy(hours, ([hour]) => hour - (hour % dayMs));
  return [
    ...[...hours].map(([startsAt, counts]): UsageCount => ({ organisationId, apiKeyId, period: 'hour', startsAt, ...counts })),
    ...[...days].map(([startsAt, within]): UsageCount => ({
      ...{ organisationId, apiKeyId, period: 'day', startsAt },
      allowed: within.reduce((sum, [, { allowed }]) => sum + allowed, 0),
      refused: within.reduce((sum, [, { refused }]) => sum + refused, 0),
    })),
  ];
}
