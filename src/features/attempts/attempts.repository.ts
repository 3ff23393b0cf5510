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
    // Looked at first: on MySQL an update that finds no row locks the gap, and many newcomers would stop one another.
    if (!(await buckets.existsBy({ bucket })) && (await this.begin(bucket, windowEndsAt))) return true;
    const open = await buckets.update({ bucket, windowEndsAt: MoreThan(now), used: LessThan(most) }, { used: () => 'used + 1' });
    if (open.affected) return true;
    const reopened = await buckets.update({ bucket, windowEndsAt: LessThanOrEqual(now) }, { used: 1, windowEndsAt });
    return Boolean(reopened.affected);
  }

  /** false: somebody else was first. */
  private async begin(bucket: string, windowEndsAt: number): Promise<boolean> {
    try {
      await this.transaction.repository(AttemptBucket).insert({ bucket, used: 1, windowEndsAt });
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false;
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
