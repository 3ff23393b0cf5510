import { Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { CallerOrganisation, Member } from '../../../access/index.js';
import { CurrentCaller, RequiresInOrganisation } from '../../../access/http/index.js';
import { type AuditEventDto, AuditRepository, type ExportFormatName, toAuditEventDto, toAuditFilter } from '../../../features/audit/index.js';
import { fromInstant, invalid, pageOf, parseInstant, sliceOf } from '../../../platform/http/index.js';
import { Pages, Submits } from '../../faces/pages.js';
import { labelled } from '../../model/labels.js';
import { listed } from '../../model/listed.js';
import { links, pagePath, withQuery } from '../../model/links.js';
import { AuditEventListDto, type AuditEventPageDto, AuditPageQuery } from './audit.dto.js';
import { AuditView } from './audit.view.js';

const dayMs = 86_400_000;

@Pages('org/:organisation/audit', 'audit')
export class AuditPagesController {
  constructor(private readonly events: AuditRepository) {}

  @Get()
  @RequiresInOrganisation('audit.read')
  @ApiOperation({ operationId: 'listAuditPages', summary: 'Who did what, the newest first', description: '`_links.csv` and `_links.json-lines` lead to all of what fits, as a file.' })
  @ApiOkResponse({ type: AuditEventListDto })
  @Submits<AuditPagesController, AuditEventListDto, AuditEventListDto>({ shows: AuditView, form: { view: AuditView, model: (_, caller) => nothingOf((caller as Member).organisation) } })
  async list(@CurrentCaller() { organisation }: Member, @Query() query: AuditPageQuery): Promise<AuditEventListDto> {
    const selected = selectionOf(query);
    const slice = sliceOf(query);
    const found = pageOf(await this.events.list(organisation.id, toAuditFilter(selected), slice), slice, toAuditEventDto);
    const { limit: _limit, cursor: _cursor, ...filter } = selected;
    return listed(auditPath(organisation), query, found, (event) => eventPage(organisation, event), exportsOf(organisation, filter));
  }
}

const auditPath = (organisation: CallerOrganisation): string => pagePath(organisation, 'audit');

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
function exportsOf({ slug }: CallerOrganisation, filter: Record<string, string | undefined>) {
  const to = (format: ExportFormatName) => withQuery(`/api/v1/organisations/${slug}/audit-events/export`, { ...filter, format });
  return { csv: to('csv'), 'json-lines': to('json-lines') };
}

/** Where one can go from an event: to what else was done to the same thing, by the same actor, in the same way. */
function eventPage(organisation: CallerOrganisation, event: AuditEventDto): AuditEventPageDto {
  const { action, actor, subject } = event;
  const path = auditPath(organisation);
  const ways = {
    actor: actor.name === '' ? null : withQuery(path, { actorName: actor.name }),
    action: withQuery(path, { action }),
    subject: subject.id === null ? null : withQuery(path, { subjectKind: subject.kind, subjectId: subject.id }),
    'api-key': subject.kind === 'api-key' && subject.id !== null ? pagePath(organisation, 'organisation/api-key', subject.id) : null,
  };
  return { ...labelled(event), _links: links(ways) };
}

/** Behind filters that mean nothing. */
const nothingOf = (organisation: CallerOrganisation): AuditEventListDto => ({ items: [], _links: links({ self: auditPath(organisation), ...exportsOf(organisation, {}) }) });
