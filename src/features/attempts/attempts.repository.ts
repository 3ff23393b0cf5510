import { Injectable } from '@nestjs/common';
import { LessThan, LessThanOrEqual, MoreThan, MoreThanOrEqual } from 'typeorm';
import { isDuplicate, Transaction } from '../../platform/database/index.js';
import { AttemptBucket } from './attempt-bucket.entity.js';

@Injectable()
export class AttemptsRepository {
  constructor(private readonly transaction: Transaction) {}

  /**
   * Makes sure that there is a row. Not in the transaction of `take`: on MySQL an update that finds none locks the
   * gap, and many newcomers at once would stop one another.
   */
  async begin(bucket: string, windowEndsAt: number): Promise<void> {
    const buckets = this.transaction.repository(AttemptBucket);
    if (await buckets.existsBy({ bucket })) return;
    await buckets.insert({ bucket, used: 0, windowEndsAt }).catch((error: unknown) => {
      if (!isDuplicate(error)) throw error;
    });
  }

  /** One more in the window that is open, or the first of a new one; false when the bucket is used up. */
  async take(bucket: string, most: number, now: number, windowEndsAt: number): Promise<boolean> {
    const buckets = this.transaction.repository(AttemptBucket);
    const open = await buckets.update({ bucket, windowEndsAt: MoreThan(now), used: LessThan(most) }, { used: () => 'used + 1' });
    if (open.affected) return true;
    const reopened = await buckets.update({ bucket, windowEndsAt: LessThanOrEqual(now) }, { used: 1, windowEndsAt });
    return Boolean(reopened.affected);
  }

  async windowEnd(bucket: string): Promise<number | null> {
    return (await this.transaction.repository(AttemptBucket).findOneBy({ bucket }))?.windowEndsAt ?? null;
  }

  /** When the window of a bucket ends that is used up now; null: it is not. */
  async usedUpUntil(bucket: string, most: number, now: number): Promise<number | null> {
    const found = await this.transaction.repository(AttemptBucket).findOneBy({ bucket, windowEndsAt: MoreThan(now), used: MoreThanOrEqual(most) });
    return found?.windowEndsAt ?? null;
  }

  /** Windows that ended before. */
  async forget(endedBefore: number): Promise<void> {
    await this.transaction.repository(AttemptBucket).delete({ windowEndsAt: LessThan(endedBefore) });
  }

  async clear(bucket: string): Promise<void> {
    await this.transaction.repository(AttemptBucket).update({ bucket }, { used: 0 });
  }

  async giveBack(bucket: string, now: number): Promise<void> {
    await this.transaction.repository(AttemptBucket).update({ bucket, windowEndsAt: MoreThan(now), used: MoreThan(0) }, { used: () => 'used - 1' });
  }
}
