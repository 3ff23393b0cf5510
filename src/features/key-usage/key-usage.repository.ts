import { Injectable } from '@nestjs/common';
import { And, In, LessThan, MoreThanOrEqual } from 'typeorm';
import { isDuplicate, Transaction } from '../../platform/database/index.js';
import { KeyLastUse } from './key-last-use.entity.js';
import { KeyUsage } from './key-usage.entity.js';

export type UsageCount = Omit<KeyUsage, 'id'>;

@Injectable()
export class KeyUsageRepository {
  constructor(private readonly transaction: Transaction) {}

  /** Never goes back, whichever node writes first. */
  async moveLastUse(use: KeyLastUse): Promise<void> {
    const { apiKeyId, ...values } = use;
    const rows = this.transaction.repository(KeyLastUse);
    const moved = await rows.update({ apiKeyId, usedAt: LessThan(use.usedAt) }, values);
    if (moved.affected || (await rows.existsBy({ apiKeyId }))) return;
    await rows.insert({ ...use }).catch((error: unknown) => {
      if (!isDuplicate(error)) throw error;
      return this.moveLastUse(use);
    });
  }

  async add(count: UsageCount): Promise<void> {
    const { apiKeyId, period, startsAt, allowed, refused } = count;
    const rows = this.transaction.repository(KeyUsage);
    const added = await rows.increment({ apiKeyId, period, startsAt }, 'allowed', allowed);
    if (added.affected) {
      if (refused > 0) await rows.increment({ apiKeyId, period, startsAt }, 'refused', refused);
      return;
    }
    await rows.insert({ ...count }).catch((error: unknown) => {
      if (!isDuplicate(error)) throw error;
      return this.add(count);
    });
  }

  lastUse(organisationId: number, apiKeyId: number): Promise<KeyLastUse | null> {
    return this.transaction.repository(KeyLastUse).findOneBy({ organisationId, apiKeyId });
  }

  async lastUsesOf(organisationId: number, apiKeyIds: readonly number[]): Promise<Map<number, number>> {
    const rows = await this.transaction.repository(KeyLastUse).findBy({ organisationId, apiKeyId: In([...apiKeyIds]) });
    return new Map(rows.map(({ apiKeyId, usedAt }) => [apiKeyId, usedAt]));
  }

  /** The oldest first; `until` excluded. */
  list(organisationId: number, apiKeyId: number, period: KeyUsage['period'], since: number, until: number): Promise<KeyUsage[]> {
    return this.transaction.repository(KeyUsage).find({
      where: { organisationId, apiKeyId, period, startsAt: And(MoreThanOrEqual(since), LessThan(until)) },
      order: { startsAt: 'ASC' },
      take: 1000,
    });
  }

  async forget(period: KeyUsage['period'], startedBefore: number): Promise<void> {
    await this.transaction.repository(KeyUsage).delete({ period, startsAt: LessThan(startedBefore) });
  }
}
