import { Injectable } from '@nestjs/common';
import { And, type FindOptionsWhere, LessThan, MoreThanOrEqual, type Repository } from 'typeorm';
import { Transaction } from '../../platform/database/index.js';
import type { Slice } from '../../platform/http/index.js';
import { AuditEvent } from './audit-event.entity.js';

/** What a reader of the audit trail may ask for; times in epoch milliseconds, `until` excluded. */
export interface AuditFilter {
  action?: string;
  actorKind?: string;
  actorId?: number;
  actorName?: string;
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

  /** The newest first: by time where a time is asked for, else in the order in which they were written. */
  list(organisationId: number, { since, until, ...equal }: AuditFilter, slice: Slice): Promise<AuditEvent[]> {
    const where: FindOptionsWhere<AuditEvent> = { organisationId };
    for (const [name, value] of Object.entries(equal)) if (value !== undefined) Object.assign(where, { [name]: value });
    const events = this.transaction.repository(AuditEvent);
    if (since !== undefined || until !== undefined) return listByTime(events, { ...where, organisationId }, { since, until }, slice);
    return read(events, slice.after === null ? where : { ...where, id: LessThan(slice.after) }, 'id', slice.limit + 1);
  }
}

type Where = FindOptionsWhere<AuditEvent>;

/** Those that happened in the same moment as the last of the page before, then those before it. */
async function listByTime(events: Repository<AuditEvent>, where: Where, { since = 0, until = Infinity }: Pick<AuditFilter, 'since' | 'until'>, { limit, after }: Slice): Promise<AuditEvent[]> {
  const last = after === null ? null : await events.findOneBy({ organisationId: where.organisationId, id: after });
  const same = last ? await read(events, { ...where, occurredAt: last.occurredAt, id: LessThan(last.id) }, 'id', limit + 1) : [];
  const missing = limit + 1 - same.length;
  if (missing <= 0) return same;
  const before = Math.min(until, last?.occurredAt ?? Infinity, Number.MAX_SAFE_INTEGER);
  return [...same, ...(await read(events, { ...where, occurredAt: And(MoreThanOrEqual(since), LessThan(before)) }, 'occurredAt', missing))];
}

function read(events: Repository<AuditEvent>, where: Where, column: 'id' | 'occurredAt', take: number): Promise<AuditEvent[]> {
  const order = column === 'id' ? ({ id: 'DESC' } as const) : ({ occurredAt: 'DESC', id: 'DESC' } as const);
  return events.find({ where, order, take });
}
