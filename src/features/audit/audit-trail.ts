import { Injectable } from '@nestjs/common';
import { invalid, type Page, pageOf, type Slice } from '../../platform/http/index.js';
import { type Named, type NameOf, Names, type Thing } from '../names/index.js';
import type { AuditEvent } from './audit-event.entity.js';
import { type AuditEventDto, toAuditEventDto } from './audit.dto.js';
import { type AuditSelection, toAuditFilter } from './audit-selection.dto.js';
import { referencesIn, toldName } from './audit-references.js';
import { type AuditFilter, AuditRepository } from './audit.repository.js';

/** Each is looked up by itself. */
const mostPeople = 10;

/** The trail as people read it: with what ids mean. */
@Injectable()
export class AuditTrail {
  constructor(
    private readonly events: AuditRepository,
    private readonly names: Names,
  ) {}

  /** What of the trail is meant. @throws 400 when too many people are. */
  async filterOf(organisationId: number, selection: AuditSelection): Promise<AuditFilter> {
    const { who } = selection;
    const filter = toAuditFilter(selection);
    if (who === undefined) return filter;
    const people = await this.names.containing(organisationId, 'user', who, mostPeople + 1);
    if (people.length > mostPeople) throw invalid([{ field: 'who', message: `fits more than ${mostPeople} people: say more of the name` }]);
    return { ...filter, actorNames: [...new Set([who, ...people.flatMap(({ login = [] }) => login)])] };
  }

  /** The newest first. */
  async page(organisationId: number, filter: AuditFilter, slice: Slice): Promise<Page<AuditEventDto>> {
    const rows = await this.events.list(organisationId, filter, slice);
    return pageOf(rows, slice, await this.teller(organisationId, rows));
  }

  /** So many of the newest, without a page behind them. */
  async latest(organisationId: number, filter: AuditFilter, limit: number): Promise<AuditEventDto[]> {
    return (await this.page(organisationId, filter, { limit, after: null })).items;
  }

  /** The actions that there are in the trail of the organisation, in the order of the alphabet. */
  actions(organisationId: number): Promise<string[]> {
    return this.events.actions(organisationId);
  }

  /** The kinds of things that anything was done to in the organisation, in the order of the alphabet. */
  kinds(organisationId: number): Promise<string[]> {
    return this.events.kinds(organisationId);
  }

  /** Tells each of these events: names are asked for once, for all of them. */
  async teller(organisationId: number, events: readonly AuditEvent[]): Promise<(event: AuditEvent) => AuditEventDto> {
    const things = events.flatMap(thingsIn);
    const present = await this.names.of(organisationId, things);
    const former = await this.formerNames(organisationId, things.filter(({ kind, id }) => this.names.knows(kind) && !present(kind, id)));
    const nameOf: NameOf = (kind, id) => present(kind, id) ?? former.get(`${kind} ${id}`) ?? null;
    return (event) => toAuditEventDto(event, nameOf);
  }

  /** What things that are gone were called when they were deleted. */
  private async formerNames(organisationId: number, things: readonly Thing[]): Promise<Map<string, Named>> {
    const found = new Map<string, Named>();
    for (const [kind, some] of Map.groupBy(things, (thing) => thing.kind)) {
      for (const event of await this.events.ends(organisationId, kind, [...new Set(some.map(({ id }) => id))])) {
        const name = toldName(event);
        if (name !== null) found.set(`${kind} ${event.subjectId}`, { name });
      }
    }
    return found;
  }
}

function thingsIn({ actorKind, actorId, subjectKind, subjectId, details }: AuditEvent): Thing[] {
  const actor = actorId === null ? [] : [{ kind: actorKind, id: actorId }];
  const subject = subjectId === null ? [] : [{ kind: subjectKind, id: subjectId }];
  return [...actor, ...subject, ...referencesIn(details)];
}
