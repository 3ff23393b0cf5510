import { Injectable } from '@nestjs/common';
import { AppError, tooManyRequests } from '../../errors/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Transaction } from '../../platform/database/index.js';
import { AttemptsRepository } from './attempts.repository.js';

/** A bucket and how many attempts it takes in one window. */
export interface Limit {
  readonly bucket: string;
  readonly most: number;
}

const windowMs = 15 * 60 * 1000;
const tooMany = 'Too many wrong attempts; try again later';

/**
 * Counts attempts to guess a secret, in the database: a restart forgets nothing, and several processes count
 * together. An attempt is taken *before* the secret is compared, so that parallel ones cannot exceed the limit, and
 * given back when it was right.
 */
@Injectable()
export class AttemptsService {
  /** Attempts of this process that are being compared, by bucket: they may be given back yet. */
  private readonly underWay = new Map<string, number>();

  constructor(
    private readonly attempts: AttemptsRepository,
    private readonly transaction: Transaction,
    private readonly clock: Clock,
  ) {}

  /**
   * Lets `compare` have one attempt from each bucket; undefined: it was wrong, and the attempts are gone.
   * @throws 429 with `Retry-After` when a bucket is used up, before anything is compared
   */
  async during<T>(limits: readonly Limit[], compare: () => Promise<T | undefined>): Promise<T | undefined> {
    await this.take(limits);
    for (const { bucket } of limits) this.underWay.set(bucket, (this.underWay.get(bucket) ?? 0) + 1);
    try {
      const result = await compare();
      if (result !== undefined) await this.giveBack(limits);
      return result;
    } catch (error) {
      // Too many were being compared, so this one was not.
      if (error instanceof AppError && error.kind === tooManyRequests) await this.giveBack(limits);
      throw error;
    } finally {
      for (const { bucket } of limits) this.leave(bucket);
    }
  }

  /** Takes one attempt from each bucket, or none: for what counts whatever comes of it. @throws 429 as `during` does, saying `says` */
  async take(limits: readonly Limit[], says = tooMany): Promise<void> {
    for (const { bucket } of limits) await this.attempts.begin(bucket, this.clock.now() + windowMs);
    return this.transaction.run(async () => {
      const now = this.clock.now();
      for (const { bucket, most } of limits) {
        if (await this.attempts.take(bucket, most, now, now + windowMs)) continue;
        if (this.underWay.has(bucket)) throw tooManyRequests('Others are being checked at this moment; try again', { retryAfterSeconds: 1 });
        const endsAt = await this.attempts.windowEnd(bucket);
        const retryAfterSeconds = Math.max(1, Math.ceil(((endsAt ?? now + windowMs) - now) / 1000));
        throw tooManyRequests(says, { retryAfterSeconds });
      }
    });
  }

  /** Takes none. @throws 429 as `during` does, where it would not let anything be compared */
  async demandLeft(limits: readonly Limit[]): Promise<void> {
    const now = this.clock.now();
    for (const { bucket, most } of limits) {
      const endsAt = await this.attempts.usedUpUntil(bucket, most, now);
      if (endsAt !== null) throw tooManyRequests(tooMany, { retryAfterSeconds: Math.max(1, Math.ceil((endsAt - now) / 1000)) });
    }
  }

  private leave(bucket: string): void {
    const left = (this.underWay.get(bucket) ?? 0) - 1;
    if (left > 0) this.underWay.set(bucket, left);
    else this.underWay.delete(bucket);
  }

  private giveBack(limits: readonly Limit[]): Promise<void> {
    return this.transaction.run(async () => {
      for (const { bucket } of limits) await this.attempts.giveBack(bucket, this.clock.now());
    });
  }

  /** What was counted in these buckets so far is forgotten. */
  clear(buckets: readonly string[]): Promise<void> {
    return this.transaction.run(async () => {
      for (const bucket of buckets) await this.attempts.clear(bucket);
    });
  }
}
