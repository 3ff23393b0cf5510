import { Injectable } from '@nestjs/common';
import { tooManyRequests } from '../../errors/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Transaction } from '../../platform/database/index.js';
import { AttemptsRepository } from './attempts.repository.js';

/** A bucket and how many attempts it takes in one window. */
export interface Limit {
  readonly bucket: string;
  readonly most: number;
}

const windowMs = 15 * 60 * 1000;

/**
 * Counts attempts to guess a secret, in the database: a restart forgets nothing, and several processes count
 * together. An attempt is taken *before* the secret is compared, so that parallel ones cannot exceed the limit, and
 * given back when it was right.
 */
@Injectable()
export class AttemptsService {
  constructor(
    private readonly attempts: AttemptsRepository,
    private readonly transaction: Transaction,
    private readonly clock: Clock,
  ) {}

  /** Takes one attempt from each bucket, or none. @throws 429 with `Retry-After` when one of them is used up. */
  async take(limits: readonly Limit[]): Promise<void> {
    for (const { bucket } of limits) await this.attempts.begin(bucket, this.clock.now() + windowMs);
    return this.transaction.run(async () => {
      const now = this.clock.now();
      for (const { bucket, most } of limits) {
        if (await this.attempts.take(bucket, most, now, now + windowMs)) continue;
        const endsAt = await this.attempts.windowEnd(bucket);
        const retryAfterSeconds = Math.max(1, Math.ceil(((endsAt ?? now + windowMs) - now) / 1000));
        throw tooManyRequests('Too many wrong attempts; try again later', { retryAfterSeconds });
      }
    });
  }

  /** The attempt was right: it does not count. */
  giveBack(limits: readonly Limit[]): Promise<void> {
    return this.transaction.run(async () => {
      for (const { bucket } of limits) await this.attempts.giveBack(bucket, this.clock.now());
    });
  }
}
