import { Controller, Delete, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Member } from '../../../access/index.js';
import { CurrentCaller, SignedIn } from '../../../access/http/index.js';
import { IdParam, PageQuery, ProblemDto, sliceOf } from '../../../platform/http/index.js';
import { EndedTokensDto, OwnTokensPage, toOwnTokensDto } from './own-tokens.dto.js';
import { OwnTokens } from './own-tokens.js';

@ApiTags('account')
@Controller('api/v1/organisations/:organisation/own-tokens')
export class OwnTokensController {
  constructor(private readonly tokens: OwnTokens) {}

  @Get()
  @SignedIn()
  @ApiOperation({
    operationId: 'listOwnTokens',
    summary: 'What my keys were exchanged for',
    description: 'For people: a key is told 403. Lines of refresh tokens that can be gone on with, the newest first. A page can hold fewer than `limit` and still have a next one.',
  })
  @ApiOkResponse({ type: OwnTokensPage })
  async list(@CurrentCaller() caller: Member, @Query() query: PageQuery): Promise<OwnTokensPage> {
    const { items, nextCursor } = await this.tokens.list(caller, sliceOf(query));
    return { items: items.map(toOwnTokensDto), nextCursor };
  }

  @Delete(':id')
  @SignedIn()
  @ApiOperation({ operationId: 'endOwnTokens', summary: 'End a line of tokens', description: 'With its access tokens, at once. The key goes on.' })
  @ApiOkResponse({ type: EndedTokensDto })
  @ApiResponse({ status: 404, type: ProblemDto, description: 'It is not got with one of your keys, or has ended.' })
  async end(@CurrentCaller() caller: Member, @IdParam() id: number): Promise<EndedTokensDto> {
    await this.tokens.end(caller, id);
    return { ended: 1 };
  }
}
