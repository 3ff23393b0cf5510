import { Injectable } from '@nestjs/common';
import { And, type FindOptionsWhere, In, LessThan, MoreThanOrEqual, type Repository } from 'typeorm';
import { Transaction } from '../../platform/database/index.js';
import type { Slice } from '../../platform/http/index.js';
import { AuditEvent } from './audit-event.entity.js';

/** What a reader of the audit trail may ask for; times in epoch milliseconds, `until` excluded. */
export interface AuditFilter {
  /** One that was done, or else what it begins with. */
  action?: string;
  actorKind?: string;
  actorId?: number;
  actorName?: string;
  /** One of these. */
  actorNames?: readonly string[];
  subjectKind?: string;
  /** With its kind, what was done for it is meant too: roles given to it, and places in groups. */
  subjectId?: number;
  since?: number;
  until?: number;
}

export type NewAuditEvent = Omit<AuditEvent, 'id' | 'details'> & { details: object | null };

/** Rows written by one statement. */
const mostAtOnce = 400;

@Injectable()
export class AuditRepository {
  constructor(private readonly transaction: Transaction) {}

  async insert(events: readonly NewAuditEvent[]): Promise<void> {
    for (let i = 0; i < events.length; i += mostAtOnce) await this.transaction.repository(AuditEvent).insert(events.slice(i, i + mostAtOnce));
  }

  /** The newest first: by time where a time is asked for, else in the order in which they were written. */
  async list(organisationId: number, filter: AuditFilter, slice: Slice): Promise<AuditEvent[]> {
    const events = this.transaction.repository(AuditEvent);
    const { since, until } = filter;
    const actions = await this.actionsIn(organisationId, filter);
    // Each action, each name and each way to be about a thing has an order of its own in an index: what comes first of each is put together.
    const named = (actions ?? [filter.action]).flatMap((action) => namesIn(filter).map((actorName) => ({ action, actorName })));
    const parts = named.flatMap((part) => thingsIn(filter).map((thing) => whereOf(organisationId, { ...part, ...thing, actorKind: filter.actorKind, actorId: filter.actorId })));
    const found: AuditEvent[] = [];
    for (const part of parts) found.push(...(await listOne(events, part, { since, until }, slice)));
    if (parts.length === 1) return found;
    const byTime = filter.since !== undefined || filter.until !== undefined;
    return found.sort((a, b) => (byTime ? b.occurredAt - a.occurredAt : 0) || b.id - a.id).slice(0, slice.limit + 1);
  }

  /** The actions that there are, in order: one step in the index for each, however many events there are. */
  async actions(organisationId: number): Promise<string[]> {
    const rows = await this.transaction.manager.query<{ word: string }[]>(actionsInTrail, [organisationId, organisationId]);
    return rows.map(({ word }) => word);
  }

  /** The kinds of things that anything was done to, in order: as quickly. */
  async kinds(organisationId: number): Promise<string[]> {
    const rows = await this.transaction.manager.query<{ word: string }[]>(kindsInTrail, [organisationId, organisationId]);
    return rows.map(({ word }) => word);
  }

  /** What begins with the action of the filter; undefined where it is one that was done, or none. */
  private async actionsIn(organisationId: number, { action = '' }: AuditFilter): Promise<string[] | undefined> {
    if (action === '') return undefined;
    const done = await this.actions(organisationId);
    return done.includes(action) ? undefined : done.filter((each) => each.startsWith(action));
  }

  /** The end of things that are gone: of those with these ids, what was said when they were deleted. */
  async ends(organisationId: number, kind: string, ids: readonly number[]): Promise<AuditEvent[]> {
    if (ids.length === 0) return [];
    return this.transaction.repository(AuditEvent).findBy({ organisationId, subjectKind: kind, subjectId: In([...ids]), action: `${kind}.delete` });
  }
}

const namesIn = ({ actorName, actorNames }: AuditFilter): readonly (string | undefined)[] =>
  actorNames === undefined || actorName === undefined ? (actorNames ?? [actorName]) : actorNames.filter((each) => each === actorName);

const actionsInTrail = `
    SELECT action AS word FROM (
      WITH RECURSIVE found (action) AS (
        SELECT MIN(earliest.action) FROM audit_event earliest WHERE earliest.organisationId = ?
        UNION ALL
        SELECT (SELECT later.action FROM audit_event later WHERE later.organisationId = ? AND later.action > found.action ORDER BY later.action LIMIT 1)
        FROM found WHERE found.action IS NOT NULL
      )
      SELECT action FROM found WHERE action IS NOT NULL
    ) AS every`;

const kindsInTrail = `
    SELECT subjectKind AS word FROM (
      WITH RECURSIVE found (subjectKind) AS (
        SELECT MIN(earliest.subjectKind) FROM audit_event earliest WHERE earliest.organisationId = ?
        UNION ALL
        SELECT (SELECT later.subjectKind FROM audit_event later WHERE later.organisationId = ? AND later.subjectKind > found.subjectKind ORDER BY later.subjectKind LIMIT 1)
        FROM found WHERE found.subjectKind IS NOT NULL
      )
      SELECT subjectKind FROM found WHERE subjectKind IS NOT NULL
    ) AS every`;

type Where = FindOptionsWhere<AuditEvent> & { organisationId: number };

type Times = Pick<AuditFilter, 'since' | 'until'>;

/** Done to the thing, or else for it. */
const thingsIn = ({ subjectKind, subjectId }: AuditFilter): object[] => [
  { subjectKind, subjectId },
  ...(subjectKind !== undefined && subjectId !== undefined ? [{ concernedKind: subjectKind, concernedId: subjectId }] : []),
];

const whereOf = (organisationId: number, members: object): Where => ({ organisationId, ...Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) });

function listOne(events: Repository<AuditEvent>, where: Where, { since, until }: Times, slice: Slice): Promise<AuditEvent[]> {
  if (since !== undefined || until !== undefined) return listByTime(events, where, { since, until }, slice);
  return read(events, slice.after === null ? where : { ...where, id: LessThan(slice.after) }, 'id', slice.limit + 1);
}

/** Those that happened in the same moment as the last of the page before, then those before it. */
async function listByTime(events: Repository<AuditEvent>, where: Where, { since = 0, until = Infinity }: Times, { limit, after }: Slice): Promise<AuditEvent[]> {
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
