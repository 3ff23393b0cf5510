import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Member } from '../../access/index.js';
import { CurrentCaller, RequiresInOrganisation } from '../../access/http/index.js';
import { invalid } from '../../platform/http/index.js';
import { DecisionDto, toDecisionDto } from './decision.dto.js';
import { decisionNotFound } from './decisions.errors.js';
import { DecisionsRecorder } from './decisions-recorder.js';
import { DecisionsRepository } from './decisions.repository.js';
import { Remedies } from './remedies.js';

const decisionIdPipe = {
  transform(id: string): string {
    if (!/^[\w-]{1,32}$/.test(id)) throw invalid([{ field: 'id', message: 'must be the decisionId of a refusal' }]);
    return id;
  },
};

@ApiTags('decisions')
@Controller('api/v1/organisations/:organisation/decisions')
export class DecisionsController {
  constructor(
    private readonly recorder: DecisionsRecorder,
    private readonly rows: DecisionsRepository,
    private readonly remedies: Remedies,
  ) {}

  @Get(':id')
  @RequiresInOrganisation('decision.read')
  @ApiOperation({
    operationId: 'explainDecision',
    summary: 'Why was this refused, and what would allow it?',
    description: 'By the `decisionId` of a 403 or of a verify answer. Refusals are kept for 30 days, at most 20 a minute for each caller.',
  })
  @ApiOkResponse({ type: DecisionDto })
  async explain(@CurrentCaller() caller: Member, @Param('id', decisionIdPipe) id: string): Promise<DecisionDto> {
    const organisationId = caller.organisation.id;
    const decision = this.recorder.find(organisationId, id) ?? (await this.rows.find(organisationId, id));
    if (!decision) throw decisionNotFound();
    return toDecisionDto(decision, await this.remedies.of(decision));
  }
}
