import { Injectable } from '@nestjs/common';
import { And, type FindOptionsWhere, LessThan, MoreThanOrEqual } from 'typeorm';
import { Transaction } from '../../platform/database/index.js';
import type { Slice } from '../../platform/http/index.js';
import { AuditEvent } from './audit-event.entity.js';

/** What a reader of the audit trail may ask for; times in epoch milliseconds, `until` excluded. */
export interface AuditFilter {
  action?: string;
  actorKind?: string;
  actorId?: number;
  subjectKind?: string;
  subjectId?: number;
  since?: number;
  until?: number;
}

@Injectable()
export class AuditRepository {
  constructor(private readonly transaction: Transaction) {}

  async insert(event: Omit<AuditEvent, 'id' | 'details'> & { details: object | null }): Promise<void> {
    await this.transaction.repository(AuditEvent).insert(event);
  }

  /** The newest first. */
  list(organisationId: number, { since, until, ...equal }: AuditFilter, { limit, after }: Slice): Promise<AuditEvent[]> {
    const times = [...(since === undefined ? [] : [MoreThanOrEqual(since)]), ...(until === undefined ? [] : [LessThan(until)])];
    const where: FindOptionsWhere<AuditEvent> = { organisationId };
    for (const [name, value] of Object.entries(equal)) if (value !== undefined) Object.assign(where, { [name]: value });
    if (times.length > 0) where.occurredAt = And(...times);
    if (after !== null) where.id = LessThan(after);
    return this.transaction.repository(AuditEvent).find({ where, order: { id: 'DESC' }, take: limit + 1 });
  }
}
