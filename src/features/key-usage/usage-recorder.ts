import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Origin } from '../../access/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Config } from '../../platform/config/index.js';
import { Transaction } from '../../platform/database/index.js';
import { Jobs, type ScheduledJob } from '../../platform/jobs/index.js';
import { type Recording, Recordings } from '../../platform/recording/index.js';
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

/** Of the last use what is kept, and no more: its origin would hold on to the whole request. */
interface Gathered {
  readonly apiKeyId: number;
  readonly organisationId: number;
  permission: string | null;
  result: KeyUse['result'];
  address: string;
  userAgent: string;
  usedAt: number;
  /** By the hour in which it was counted. */
  readonly hours: Map<number, { allowed: number; refused: number }>;
}

const hourMs = 3_600_000;
const dayMs = 86_400_000;

/** Counts uses by hour and by day, and remembers the last one of each key. */
@Injectable()
export class UsageRecorder implements OnModuleInit {
  private gathered = new Map<number, Gathered>();
  private readonly recording: Recording;
  readonly job: ScheduledJob = { name: 'key-usage-clean-up', everyMs: hourMs, work: () => this.forget() };

  constructor(
    private readonly rows: KeyUsageRepository,
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly jobs: Jobs,
    recordings: Recordings,
  ) {
    this.recording = recordings.begin<Gathered>({
      what: 'the use of keys',
      everyMs: 5_000,
      batch: 500,
      take: () => this.take(),
      write: (entries) => this.write(entries),
      takeBack: (entries) => entries.forEach((entry) => this.takeBack(entry)),
    });
  }

  onModuleInit(): void {
    this.jobs.schedule(this.job);
  }

  record({ apiKeyId, organisationId, permission, result, origin }: KeyUse): void {
    const now = this.clock.now();
    let entry = this.gathered.get(apiKeyId);
    if (!entry) this.gathered.set(apiKeyId, (entry = { apiKeyId, organisationId, permission, result, address: '', userAgent: '', usedAt: now, hours: new Map() }));
    entry.permission = permission;
    entry.result = result;
    entry.address = origin.address;
    entry.userAgent = origin.userAgent;
    entry.usedAt = now;
    const hour = now - (now % hourMs);
    const counts = entry.hours.get(hour);
    if (counts) counts[result]++;
    else entry.hours.set(hour, { allowed: 0, refused: 0, [result]: 1 });
  }

  flush(): Promise<void> {
    return this.recording.flush();
  }

  private async forget(): Promise<void> {
    const now = this.clock.now();
    await this.transaction.run(async () => {
      await this.rows.forget('hour', now - this.config.usageHourlyDays * dayMs);
      await this.rows.forget('day', now - this.config.usageDailyDays * dayMs);
    });
  }

  private take(): Gathered[] {
    const entries = [...this.gathered.values()];
    this.gathered = new Map();
    return entries;
  }

  private async write(entries: readonly Gathered[]): Promise<void> {
    await this.rows.moveLastUses(entries.map(lastUseOf));
    await this.rows.add(entries.flatMap(countsOf));
  }

  private takeBack(entry: Gathered): void {
    const newer = this.gathered.get(entry.apiKeyId);
    if (!newer) {
      this.gathered.set(entry.apiKeyId, entry);
      return;
    }
    for (const [hour, { allowed, refused }] of entry.hours) {
      const counts = newer.hours.get(hour) ?? { allowed: 0, refused: 0 };
      newer.hours.set(hour, { allowed: counts.allowed + allowed, refused: counts.refused + refused });
    }
  }
}

function lastUseOf({ apiKeyId, organisationId, permission, result, address, userAgent, usedAt }: Gathered): KeyLastUse {
  return { apiKeyId, organisationId, usedAt, permission, result, address: address.slice(0, 64), userAgent: userAgent.slice(0, 200) };
}

/** By the hour and by the day. */
function countsOf({ apiKeyId, organisationId, hours }: Gathered): UsageCount[] {
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
