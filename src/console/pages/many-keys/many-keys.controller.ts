import { Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Member } from '../../../access/index.js';
import { CurrentCaller, SignedIn } from '../../../access/http/index.js';
import { ChangeManyKeys, type KeyResult, toKeyResultDto } from '../../../features/api-keys/index.js';
import { epochHeader } from '../../faces/epoch-header.js';
import { Pages, Shows, Submits } from '../../faces/pages.js';
import { FormBody, TakesForm } from '../../model/form-body.js';
import { labelled } from '../../model/labels.js';
import { links } from '../../model/links.js';
import { bulkPath, chosen, filtersOf, ManyKeyModels, part } from './many-key-models.js';
import { ManyKeysDto, ManyKeysForm, ManyKeysQuery, ManyKeysResultsDto } from './many-keys.dto.js';
import { ManyKeysResultsView, ManyKeysView } from './many-keys.view.js';

/** One step with many keys: those that are ticked, or part by part all that a list finds. */
@Pages('org/:organisation/organisation/api-key/bulk', 'API keys')
export class ManyKeysPageController {
  constructor(
    private readonly changeMany: ChangeManyKeys,
    private readonly models: ManyKeyModels,
  ) {}

  @Get()
  @SignedIn()
  @ApiOperation({ operationId: 'previewApiKeysChange', summary: 'How many keys would be deactivated, activated or revoked, and how many of them were used lately', description: 'Changes nothing.' })
  @ApiOkResponse({ type: ManyKeysDto })
  @Shows(ManyKeysView)
  ask(@CurrentCaller() caller: Member, @Query() query: ManyKeysQuery): Promise<ManyKeysDto> {
    return this.models.asked(caller, query);
  }

  @Post()
  @HttpCode(200)
  @SignedIn()
  @TakesForm(ManyKeysForm, 'ManyKeysForm')
  @ApiOperation({
    operationId: 'changeApiKeysPage',
    summary: 'Deactivate, activate or revoke many keys: those that are named, or all that a list finds',
    description: `Each is judged by itself, as by the call for it alone. ${part} with each call; where \`Cursor\` is not null, send what it answers to go on. Stopped half-way, what was done stays done, and beginning anew does nothing twice.`,
  })
  @ApiOkResponse({ type: ManyKeysResultsDto })
  @Submits<ManyKeysPageController, ManyKeysResultsDto, ManyKeysDto>({
    shows: ManyKeysResultsView,
    form: { view: ManyKeysView, model: (page, caller, { body }) => page.models.asked(caller as Member, againOf(body)) },
  })
  async change(@CurrentCaller() caller: Member, @FormBody(ManyKeysForm) form: ManyKeysForm, @Res({ passthrough: true }) reply: FastifyReply): Promise<ManyKeysResultsDto> {
    const { action, reason = null, found = false } = form;
    const total = form.total ?? (found ? await this.models.count(caller, form) : chosen(form.ids).length);
    const next = found ? await this.models.found(caller, form) : { items: chosen(form.ids).map((id) => ({ id })), nextCursor: null };
    const { results, freshness } = await this.changeMany.run(caller, { ids: next.items.map(({ id }) => id), step: action, reason: action === 'revoke' ? reason : null });
    epochHeader(reply, freshness);
    const { list } = this.models.ways(caller, form);
    return {
      Action: action,
      ids: found ? null : (form.ids ?? []),
      Filters: filtersOf(form),
      Reason: reason,
      Total: total,
      ...counted(form, results),
      Cursor: next.nextCursor,
      items: results.map((result) => labelled(toKeyResultDto(result))),
      _links: links({ list: list?.href, next: next.nextCursor === null ? null : bulkPath(caller.organisation) }),
    };
  }
}

const counted = ({ done = 0, changed = 0, failed = 0 }: ManyKeysForm, results: readonly KeyResult[]) => ({
  Done: done + results.length,
  Changed: changed + results.filter(({ outcome }) => outcome === 'changed').length,
  Failed: failed + results.filter(({ outcome }) => outcome === 'failed').length,
});

/** What the form was about, as far as it can be told when it comes back. */
function againOf(body: unknown): ManyKeysQuery {
  const { ids = [], Action: action, action: plain = action } = { ...(body as Record<string, unknown> | null) };
  const isId = (id: unknown): id is string => typeof id === 'string' && /^[1-9]\d{0,8}$/.test(id);
  return { action: plain === 'revoke' || plain === 'activate' ? plain : 'deactivate', ids: [ids].flat().filter(isId).slice(0, part) };
}
