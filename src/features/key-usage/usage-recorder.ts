import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Origin } from '../../access/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Config } from '../../platform/config/index.js';
import { Transaction } from '../../platform/database/index.js';
import { Jobs, type ScheduledJob } from '../../platform/jobs/index.js';
import { type Recording, Recordings } from '../../platform/recording/index.js';
import { addOlder, addOldSecret, countsOf, dayMs, firstOf, type Gathered, hourMs, type KeyUse, lastUseOf, moveToRefused, oldSecretUsesOf } from './gathered.js';
import { KeyUsageRepository } from './key-usage.repository.js';
import { OldSecretUsesRepository } from './old-secret-uses.repository.js';

/** No two secrets overlap for longer than 30 days: what is older is of a secret that has ended. */
const oldSecretsMs = 31 * dayMs;

/** Counts uses by hour and by day, and remembers the last one of each key; and what old secrets are used for beside newer ones. */
@Injectable()
export class UsageRecorder implements OnModuleInit {
  private gathered = new Map<number, Gathered>();
  /** By where they came from, which every call has its own of. */
  private readonly refusedInTheEnd = new WeakSet<Origin>();
  private readonly recording: Recording;
  readonly job: ScheduledJob = { name: 'key-usage-clean-up', everyMs: hourMs, work: () => this.forget() };

  constructor(
    private readonly rows: KeyUsageRepository,
    private readonly oldSecrets: OldSecretUsesRepository,
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

  record(use: KeyUse): void {
    const now = this.clock.now();
    const entry = this.last(use, now);
    count(entry, use.result, now);
    if (use.oldSecretId !== null) addOldSecret(entry, use.oldSecretId, 1);
  }

  /** A call with a secret of it that has ended: counted as refused, and no use of the key, whose newest secret it says nothing of. */
  recordEnded(use: KeyUse): void {
    const { apiKeyId } = use;
    const entry = this.gathered.get(apiKeyId) ?? firstOf(use, 0);
    this.gathered.set(apiKeyId, entry);
    count(entry, 'refused', this.clock.now());
  }

  /** A call that was recorded as allowed and then refused: once, however much of what it asked for is refused. */
  refuseRecorded(use: KeyUse): void {
    const now = this.clock.now();
    const entry = this.last(use, now);
    if (use.oldSecretId !== null) addOldSecret(entry, use.oldSecretId, 0);
    if (this.refusedInTheEnd.has(use.origin)) return;
    this.refusedInTheEnd.add(use.origin);
    moveToRefused(entry, now - (now % hourMs));
  }

  flush(): Promise<void> {
    return this.recording.flush();
  }

  private last(use: KeyUse, now: number): Gathered {
    const { apiKeyId, permission, result, origin } = use;
    let entry = this.gathered.get(apiKeyId);
    if (!entry) this.gathered.set(apiKeyId, (entry = firstOf(use, now)));
    entry.permission = permission;
    entry.result = result;
    entry.address = origin.address;
    entry.userAgent = origin.userAgent;
    entry.usedAt = now;
    return entry;
  }

  private async forget(): Promise<void> {
    const now = this.clock.now();
    await this.transaction.run(async () => {
      await this.rows.forget('hour', now - this.config.usageHourlyDays * dayMs);
      await this.rows.forget('day', now - this.config.usageDailyDays * dayMs);
      await this.oldSecrets.forget(now - oldSecretsMs);
    });
  }

  private take(): Gathered[] {
    const entries = [...this.gathered.values()];
    this.gathered = new Map();
    return entries;
  }

  private async write(entries: readonly Gathered[]): Promise<void> {
    const used = entries.filter(({ usedAt }) => usedAt > 0);
    if (used.length > 0) await this.rows.moveLastUses(used.map(lastUseOf));
    await this.rows.add(entries.flatMap(countsOf));
    const old = entries.flatMap(oldSecretUsesOf);
    if (old.length > 0) await this.oldSecrets.add(old);
  }

  private takeBack(entry: Gathered): void {
    const newer = this.gathered.get(entry.apiKeyId);
    if (newer) addOlder(newer, entry);
    else this.gathered.set(entry.apiKeyId, entry);
  }
}

function count({ hours }: Gathered, result: KeyUse['result'], now: number): void {
  const hour = now - (now % hourMs);
  const counts = hours.get(hour);
  if (counts) counts[result]++;
  else hours.set(hour, { allowed: 0, refused: 0, [result]: 1 });
}
