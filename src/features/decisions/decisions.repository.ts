import { Injectable } from '@nestjs/common';
import { And, type FindOptionsWhere, LessThan, MoreThanOrEqual } from 'typeorm';
import { Transaction } from '../../platform/database/index.js';
import type { Slice } from '../../platform/http/index.js';
import { Decision } from './decision.entity.js';

/** Which refusals a list holds; times in epoch milliseconds, `until` excluded. */
export interface RefusalFilter {
  readonly decisionId?: string;
  readonly code?: string;
  readonly apiKeyId?: number;
  readonly userId?: number;
  readonly since?: number;
  readonly until?: number;
}

@Injectable()
export class DecisionsRepository {
  constructor(private readonly transaction: Transaction) {}

  async insert(decisions: readonly Omit<Decision, 'id'>[]): Promise<void> {
    await this.transaction.repository(Decision).insert(decisions.map((decision) => ({ ...decision })));
  }

  find(organisationId: number, decisionId: string): Promise<Decision | null> {
    return this.transaction.repository(Decision).findOneBy({ organisationId, decisionId });
  }

  /** The newest first. */
  list(organisationId: number, { since, until, ...equal }: RefusalFilter, { limit, after }: Slice): Promise<Decision[]> {
    const times = [...(since === undefined ? [] : [MoreThanOrEqual(since)]), ...(until === undefined ? [] : [LessThan(until)])];
    const where: FindOptionsWhere<Decision> = { organisationId };
    for (const [name, value] of Object.entries(equal)) if (value !== undefined) Object.assign(where, { [name]: value });
    if (times.length > 0) where.occurredAt = And(...times);
    if (after !== null) where.id = LessThan(after);
    return this.transaction.repository(Decision).find({ where, order: { id: 'DESC' }, take: limit + 1 });
  }

  async forget(occurredBefore: number): Promise<void> {
    await this.transaction.repository(Decision).delete({ occurredAt: LessThan(occurredBefore) });
  }
}
