import { Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { Member } from '../../../access/index.js';
import { CurrentCaller, RequiresInOrganisation } from '../../../access/http/index.js';
import { type AuditEventDto, AuditTrail, type ExportFormatName } from '../../../features/audit/index.js';
import { type User, UsersRepository } from '../../../features/users/index.js';
import { fromInstant, invalid, parseInstant, sliceOf, toId } from '../../../platform/http/index.js';
import { Pages, Submits } from '../../faces/pages.js';
import { labelled } from '../../model/labels.js';
import { listed } from '../../model/listed.js';
import { links, withQuery } from '../../model/links.js';
import { thingPath } from '../../model/thing-path.js';
import { auditOf, auditPath, doneBy } from './audit-path.js';
import { AuditEventListDto, type AuditEventPageDto, AuditPageQuery } from './audit.dto.js';
import { AuditView } from './audit.view.js';

const dayMs = 86_400_000;

@Pages('org/:organisation/audit', 'audit')
export class AuditPagesController {
  constructor(
    private readonly trail: AuditTrail,
    private readonly users: UsersRepository,
  ) {}

  @Get()
  @RequiresInOrganisation('audit.read')
  @ApiOperation({ operationId: 'listAuditPages', summary: 'Who did what, the newest first', description: '`_links.csv` and `_links.json-lines` lead to all of what fits, as a file.' })
  @ApiOkResponse({ type: AuditEventListDto })
  @Submits<AuditPagesController, AuditEventListDto, AuditEventListDto>({ shows: AuditView, form: { view: AuditView, model: (page, caller) => page.nothing(caller as Member) } })
  async list(@CurrentCaller() caller: Member, @Query() query: AuditPageQuery): Promise<AuditEventListDto> {
    const { organisation } = caller;
    const selected = selectionOf(query);
    const found = await this.trail.page(organisation.id, await this.trail.filterOf(organisation.id, selected), sliceOf(query));
    const { limit: _limit, cursor: _cursor, ...filter } = selected;
    const person = await this.personIn(organisation.id, selected);
    const ways = { ...exportsOf(organisation, filter), ...(person && { happened: auditOf(organisation, 'user', person.id), done: doneBy(organisation, person.account.login) }) };
    const list = listed(auditPath(organisation), query, found, (event) => eventPage(caller, event), ways);
    const Person = person && { id: String(person.id), Name: person.displayName, Shown: selected.subjectId === undefined ? ('done' as const) : ('happened' as const) };
    return { ...list, Person, ...(await this.offered(organisation.id)) };
  }

  /** Behind filters that mean nothing. */
  async nothing({ organisation }: Member): Promise<AuditEventListDto> {
    return { items: [], Person: null, ...(await this.offered(organisation.id)), _links: links({ self: auditPath(organisation), ...exportsOf(organisation, {}) }) };
  }

  /** The one person that is asked about, if it is one. */
  private async personIn(organisationId: number, { subjectKind, subjectId, actorName }: AuditPageQuery): Promise<User | null> {
    if (subjectId !== undefined) return subjectKind === 'user' ? this.users.find(organisationId, toId(subjectId)) : null;
    return actorName === undefined ? null : this.users.findByLogin(organisationId, actorName);
  }

  private async offered(organisationId: number): Promise<Pick<AuditEventListDto, 'Actions' | 'Kinds'>> {
    return { Actions: await this.trail.actions(organisationId), Kinds: await this.trail.kinds(organisationId) };
  }
}

/** Days as times. @throws 400 for a day that does not exist. */
function selectionOf({ from, to, ...query }: AuditPageQuery) {
  const since = from === undefined ? query.since : fromInstant(startOf(from, 'from'));
  const until = to === undefined ? query.until : fromInstant(startOf(to, 'to') + dayMs);
  return { ...query, ...(since !== undefined && { since }), ...(until !== undefined && { until }) };
}

function startOf(day: string, field: string): number {
  const instant = parseInstant(`${day}T00:00:00Z`);
  if (Number.isNaN(instant) || day > '9999-12-30') throw invalid([{ field, message: 'must be a day such as 2026-01-31' }]);
  return instant;
}

/** Files are made by the native API: the same address for people and programs. */
function exportsOf({ slug }: Member['organisation'], filter: Record<string, string | undefined>) {
  const to = (format: ExportFormatName) => withQuery(`/api/v1/organisations/${slug}/audit-events/export`, { ...filter, format });
  return { csv: to('csv'), 'json-lines': to('json-lines') };
}

/** Where one can go from an event: to what else was done to the same thing, by the same actor, in the same way; and to the pages of both. */
function eventPage(caller: Member, event: AuditEventDto): AuditEventPageDto {
  const { organisation } = caller;
  const { action, actor, subject } = event;
  const path = auditPath(organisation);
  const ways = {
    actor: actor.name === '' ? null : withQuery(path, { actorName: actor.name }),
    action: withQuery(path, { action }),
    subject: subject.id === null ? null : auditOf(organisation, subject.kind, subject.id),
    'actor-page': thingPath(caller, organisation, actor.kind, actor.id),
    'subject-page': thingPath(caller, organisation, subject.kind, subject.id),
  };
  return { ...labelled(event), _links: links(ways) };
}
