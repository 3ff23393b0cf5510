import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AttemptsRepository } from '../features/attempts/index.js';
import { PasswordResetsRepository } from '../features/own-account/index.js';
import { KeySessionsRepository, SessionsRepository, SessionUsesRepository } from '../features/sessions/index.js';
import { RevokedTokensRepository, TokenFamiliesRepository } from '../features/tokens/index.js';
import { Clock } from '../platform/clock/index.js';
import { Transaction } from '../platform/database/index.js';
import { Freshness } from '../platform/freshness/index.js';
import { Jobs, type ScheduledJob } from '../platform/jobs/index.js';
import { Log } from '../platform/logging/index.js';

const everyMs = 3_600_000;
const dayMs = 86_400_000;

/** Removes rows that nothing reads any more. */
@Injectable()
export class Housekeeping implements OnModuleInit {
  readonly job: ScheduledJob = { name: 'housekeeping', everyMs, work: () => this.tidy() };

  constructor(
    private readonly attempts: AttemptsRepository,
    private readonly sessions: SessionsRepository,
    private readonly sessionUses: SessionUsesRepository,
    private readonly keySessions: KeySessionsRepository,
    private readonly passwordResets: PasswordResetsRepository,
    private readonly families: TokenFamiliesRepository,
    private readonly revokedTokens: RevokedTokensRepository,
    private readonly freshness: Freshness,
    private readonly jobs: Jobs,
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.jobs.schedule(this.job);
  }

  private async tidy(): Promise<void> {
    const now = this.clock.now();
    const tasks = [
      () => this.attempts.forget(now - dayMs),
      // Kept for a while: sign-ins from known addresses are limited apart from strangers'.
      () => this.sessions.forget(now - 90 * dayMs),
      () => this.sessionUses.forget(now - dayMs),
      () => this.keySessions.forget(now - dayMs),
      () => this.passwordResets.forget(now - dayMs),
      () => this.families.forget(now - dayMs),
      () => this.revokedTokens.forget(now - dayMs),
      () => this.freshness.forget(now - dayMs),
    ];
    for (const task of tasks) {
      try {
        await this.transaction.run(task);
      } catch (error) {
        this.log.warn({ err: error }, 'old rows could not be removed; the next try is in an hour');
      }
    }
  }
}
