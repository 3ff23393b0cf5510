import { Injectable } from '@nestjs/common';
import { LessThan, LessThanOrEqual, MoreThan } from 'typeorm';
import { isDuplicate, Transaction } from '../../platform/database/index.js';
import { AttemptBucket } from './attempt-bucket.entity.js';

@Injectable()
export class AttemptsRepository {
  constructor(private readonly transaction: Transaction) {}

  /** One more in the window that is open, or the first of a new one; false when the bucket is used up. */
  async take(bucket: string, most: number, now: number, windowEndsAt: number): Promise<boolean> {
    const buckets = this.transaction.repository(AttemptBucket);
    const open = await buckets.update({ bucket, windowEndsAt: MoreThan(now), used: LessThan(most) }, { used: () => 'used + 1' });
    if (open.affected) return true;
    const reopened = await buckets.update({ bucket, windowEndsAt: LessThanOrEqual(now) }, { used: 1, windowEndsAt });
    if (reopened.affected) return true;
    if (await buckets.existsBy({ bucket })) return false;
    try {
      await buckets.insert({ bucket, used: 1, windowEndsAt });
      return true;
    } catch (error) {
      if (isDuplicate(error)) return this.take(bucket, most, now, windowEndsAt);
      throw error;
    }
  }

  async windowEnd(bucket: string): Promise<number | null> {
    return (await this.transaction.repository(AttemptBucket).findOneBy({ bucket }))?.windowEndsAt ?? null;
  }

  /** Windows that ended before. */
  async forget(endedBefore: number): Promise<void> {
    await this.transaction.repository(AttemptBucket).delete({ windowEndsAt: LessThan(endedBefore) });
  }

  async giveBack(bucket: string, now: number): Promise<void> {
    await this.transaction.repository(AttemptBucket).update({ bucket, windowEndsAt: MoreThan(now), used: MoreThan(0) }, { used: () => 'used - 1' });
  }
}
