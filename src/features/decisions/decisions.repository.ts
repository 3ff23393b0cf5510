import { Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { Transaction } from '../../platform/database/index.js';
import { Decision } from './decision.entity.js';

@Injectable()
export class DecisionsRepository {
  constructor(private readonly transaction: Transaction) {}

  async insert(decisions: readonly Omit<Decision, 'id'>[]): Promise<void> {
    await this.transaction.repository(Decision).insert(decisions.map((decision) => ({ ...decision })));
  }

  find(organisationId: number, decisionId: string): Promise<Decision | null> {
    return this.transaction.repository(Decision).findOneBy({ organisationId, decisionId });
  }

  async forget(occurredBefore: number): Promise<void> {
    await this.transaction.repository(Decision).delete({ occurredAt: LessThan(occurredBefore) });
  }
}
