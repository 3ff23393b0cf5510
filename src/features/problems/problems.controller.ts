import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Member } from '../../access/index.js';
import { CurrentCaller, Idempotent, Requires } from '../../access/http/index.js';
import { sliceOf, toId } from '../../platform/http/index.js';
import { CreateProblemRequest, ProblemItemDto, ProblemPage, ProblemQuery, toNewProblem, toProblemItemDto } from './problem.dto.js';
import { ProblemsService } from './problems.service.js';

@ApiTags('problems')
@Controller('api/v1/organisations/:organisation/problems')
export class ProblemsController {
  constructor(private readonly problems: ProblemsService) {}

  @Get()
  @Requires('problem.read')
  @ApiOperation({ operationId: 'listProblems', summary: 'The problems the caller may read' })
  @ApiOkResponse({ type: ProblemPage })
  async list(@CurrentCaller() caller: Member, @Query() query: ProblemQuery): Promise<ProblemPage> {
    const workspaceId = query.workspaceId === undefined ? undefined : toId(query.workspaceId);
    const { items, nextCursor } = await this.problems.list(caller, workspaceId, sliceOf(query));
    return { items: items.map(toProblemItemDto), nextCursor };
  }

  @Post()
  @Idempotent()
  @Requires('problem.create')
  @ApiOperation({ operationId: 'createProblem', summary: 'Report a problem' })
  @ApiCreatedResponse({ type: ProblemItemDto })
  async create(@CurrentCaller() caller: Member, @Body() body: CreateProblemRequest): Promise<ProblemItemDto> {
    return toProblemItemDto(await this.problems.create(caller, toNewProblem(body)));
  }
}
