import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Member } from '../../access/index.js';
import { CurrentCaller, RequiresInOrganisation } from '../../access/http/index.js';
import { sliceOf } from '../../platform/http/index.js';
import { DecisionDto } from './decision.dto.js';
import { decisionIdPipe } from './decision-id.pipe.js';
import { Explanations } from './explanations.js';
import { RefusalPage, RefusalQuery, toRefusalFilter } from './refusal.dto.js';
import { toQuestion, TrialDto, TryRequest } from './trial.dto.js';

@ApiTags('decisions')
@Controller('api/v1/organisations/:organisation/decisions')
export class DecisionsController {
  constructor(private readonly explanations: Explanations) {}

  @Get()
  @RequiresInOrganisation('decision.read')
  @ApiOperation({ operationId: 'listRefusals', summary: 'What was refused lately, the newest first', description: 'Refusals are kept for 30 days, at most 20 a minute for each caller.' })
  @ApiOkResponse({ type: RefusalPage })
  list(@CurrentCaller() caller: Member, @Query() query: RefusalQuery): Promise<RefusalPage> {
    return this.explanations.list(caller, toRefusalFilter(query), sliceOf(query));
  }

  @Post('try')
  @HttpCode(200)
  @RequiresInOrganisation('decision.read')
  @ApiOperation({
    operationId: 'tryDecision',
    summary: 'Would this be allowed, and if not, what would allow it?',
    description: 'On the facts of this moment, without the credential itself. Nothing is kept of it.',
  })
  @ApiOkResponse({ type: TrialDto })
  try(@CurrentCaller() caller: Member, @Body() body: TryRequest): Promise<TrialDto> {
    return this.explanations.try(caller, toQuestion(body));
  }

  @Get(':id')
  @RequiresInOrganisation('decision.read')
  @ApiOperation({
    operationId: 'explainDecision',
    summary: 'Why was this refused, and what would allow it?',
    description: 'By the `decisionId` of a 403 or of a verify answer. Refusals are kept for 30 days, at most 20 a minute for each caller.',
  })
  @ApiOkResponse({ type: DecisionDto })
  explain(@CurrentCaller() caller: Member, @Param('id', decisionIdPipe) id: string): Promise<DecisionDto> {
    return this.explanations.of(caller, id);
  }
}
