import { Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam } from '@nestjs/swagger';
import type { Member } from '../../../access/index.js';
import { CurrentCaller, RequiresInOrganisation } from '../../../access/http/index.js';
import { decisionIdPipe, Explanations, RefusalQuery, toRefusalFilter } from '../../../features/decisions/index.js';
import { sliceOf } from '../../../platform/http/index.js';
import { Pages, Shows } from '../../faces/pages.js';
import { listed } from '../../model/listed.js';
import { ExplanationView } from './explanation.view.js';
import { ExplanationPageDto, RefusalListDto } from './refusal.dto.js';
import { RefusalModels, refusalsPath, tryPath } from './refusal-models.js';
import { RefusalsView } from './refusals.view.js';

@Pages('org/:organisation/refusals', 'refusals')
export class RefusalPagesController {
  constructor(
    private readonly explanations: Explanations,
    private readonly models: RefusalModels,
  ) {}

  @Get()
  @RequiresInOrganisation('decision.read')
  @ApiOperation({ operationId: 'listRefusalPages', summary: 'What was refused lately, the newest first', description: 'Refusals are kept for 30 days, at most 20 a minute for each caller.' })
  @ApiOkResponse({ type: RefusalListDto })
  @Shows(RefusalsView)
  async list(@CurrentCaller() caller: Member, @Query() query: RefusalQuery): Promise<RefusalListDto> {
    const { organisation } = caller;
    const found = await this.explanations.list(caller, toRefusalFilter(query), sliceOf(query));
    return listed(refusalsPath(organisation), query, found, (refusal) => this.models.refusal(organisation, refusal), { try: tryPath(organisation) });
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
