import { Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam } from '@nestjs/swagger';
import type { Member } from '../../../access/index.js';
import { CurrentCaller, RequiresInOrganisation } from '../../../access/http/index.js';
import { decisionIdPipe, Explanations, toRefusalFilter } from '../../../features/decisions/index.js';
import { sliceOf } from '../../../platform/http/index.js';
import { Pages, Shows, Submits } from '../../faces/pages.js';
import { listed } from '../../model/listed.js';
import { links } from '../../model/links.js';
import { Choosing } from './choosing.js';
import { ExplanationView } from './explanation.view.js';
import { ExplanationPageDto, RefusalListDto, RefusalPageQuery } from './refusal.dto.js';
import { RefusalModels, refusalsPath, tryPath } from './refusal-models.js';
import { RefusalsView } from './refusals.view.js';
import { WhoIsMeant } from './who-is-meant.js';

@Pages('org/:organisation/refusals', 'refusals')
export class RefusalPagesController {
  constructor(
    private readonly explanations: Explanations,
    private readonly models: RefusalModels,
    private readonly choosing: Choosing,
    private readonly meant: WhoIsMeant,
  ) {}

  @Get()
  @RequiresInOrganisation('decision.read')
  @ApiOperation({ operationId: 'listRefusalPages', summary: 'What was refused lately, the newest first', description: 'Refusals are kept for 30 days, at most 20 a minute for each caller.' })
  @ApiOkResponse({ type: RefusalListDto })
  @Submits<RefusalPagesController, RefusalListDto, RefusalListDto>({ shows: RefusalsView, form: { view: RefusalsView, model: (page, caller) => page.nothing(caller as Member) } })
  async list(@CurrentCaller() caller: Member, @Query() query: RefusalPageQuery): Promise<RefusalListDto> {
    const { organisation } = caller;
    const found = await this.explanations.list(caller, await this.filterOf(organisation.id, query), sliceOf(query));
    const list = listed(refusalsPath(organisation), query, found, (refusal) => this.models.refusal(organisation, refusal), { try: tryPath(organisation) });
    return { ...list, ...(await this.choosing.who(caller)) };
  }

  /** Behind filters that mean nothing. */
  async nothing(caller: Member): Promise<RefusalListDto> {
    const { organisation } = caller;
    return { items: [], ...(await this.choosing.who(caller)), _links: links({ self: refusalsPath(organisation), try: tryPath(organisation) }) };
  }

  private async filterOf(organisationId: number, query: RefusalPageQuery) {
    const { key, user } = query;
    const apiKeyId = key === undefined ? {} : { apiKeyId: (await this.meant.keyOf(organisationId, key)).apiKeyId };
    const userId = user === undefined ? {} : { userId: await this.meant.userOf(organisationId, user) };
    return { ...toRefusalFilter(query), ...apiKeyId, ...userId };
  }

  @Get(':decision')
  @RequiresInOrganisation('decision.read')
  @ApiOperation({ operationId: 'getRefusalPage', summary: 'Why was this refused, and what would allow it?', description: 'By the id that the refusal named.' })
  @ApiParam({ name: 'decision', description: 'The id that the refusal named.', example: 'Zk3T0m3vQd6p-1f' })
  @ApiOkResponse({ type: ExplanationPageDto })
  @Shows(ExplanationView)
  get(@CurrentCaller() caller: Member, @Param('decision', decisionIdPipe) id: string): Promise<ExplanationPageDto> {
    return this.models.explanation(caller, id);
  }
}
