import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { Config } from '../../../platform/config/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { Jobs, type ScheduledJob } from '../../../platform/jobs/index.js';
import { Mailer } from '../../../platform/mail/index.js';
import { expiryMail } from './expiry-mail.js';
import { KeyExpiryRepository } from './key-expiry.repository.js';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** People are told so long before. */
const aheadMs = 7 * dayMs;
const atATime = 500;

/** Tells by mail, once, whose key ends within seven days: a job must not break at three in the morning. */
@Injectable()
export class ExpiryNotices implements OnModuleInit {
  readonly job: ScheduledJob = { name: 'key-expiry-notices', everyMs: hourMs, work: () => this.send() };

  constructor(
    private readonly keys: KeyExpiryRepository,
    private readonly jobs: Jobs,
    private readonly transaction: Transaction,
    private readonly mailer: Mailer,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  onModuleInit(): void {
    this.jobs.schedule(this.job);
  }

  /** A notice is noted before it is posted: told twice is worse than the rare mail that a crash swallows. */
  private async send(): Promise<void> {
    const now = this.clock.now();
    await this.transaction.run(() => this.keys.forget(now - dayMs));
    const ending = await this.transaction.run(() => this.keys.untold(now, now + aheadMs, atATime));
    for (const key of ending) {
      if (await this.transaction.run(() => this.keys.note(key.id, key.expiresAt, now))) this.mailer.post(expiryMail(key, this.config.publicUrl));
    }
  }
}
