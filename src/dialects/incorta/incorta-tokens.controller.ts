import { Body, Controller, Post, Req, UseGuards } from '@nestjs/common';
import { ApiCreatedResponse, ApiForbiddenResponse, ApiOperation, ApiTags, ApiUnauthorizedResponse } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Public, RequestOrigin } from '../../access/http/index.js';
import { HttpsOnlyGuard } from './https-only.guard.js';
import { IncortaTokensService } from './incorta-tokens.service.js';
import { CreateIncortaTokensRequest, IncortaErrorDto, IncortaTokensDto, RefreshIncortaTokensRequest } from './incorta.dto.js';

const httpsOnly = { type: IncortaErrorDto, description: 'The server is to be called by https.' };

@ApiTags('tokens')
@Controller('incorta/api/v1/tokens')
@UseGuards(HttpsOnlyGuard)
export class IncortaTokensController {
  constructor(private readonly tokens: IncortaTokensService) {}

  @Post()
  @Public()
  @ApiOperation({
    operationId: 'createTokens',
    summary: 'Get a pair of tokens for the profile key',
    description: 'The key never travels: `requestHash` proves that the caller has it. Needs the right to make keys, where the organisation does not give it to everyone.',
  })
  @ApiCreatedResponse({ type: IncortaTokensDto })
  @ApiUnauthorizedResponse({ type: IncortaErrorDto, description: 'Tenant, login, hash or time is not valid, or the person has no (right to a) profile key: always the same answer.' })
  @ApiForbiddenResponse(httpsOnly)
  create(@Body() body: CreateIncortaTokensRequest, @Req() request: FastifyRequest): Promise<IncortaTokensDto> {
    return this.tokens.create(body, new RequestOrigin(request));
  }

  @Post('refresh')
  @Public()
  @ApiOperation({
    operationId: 'refreshTokens',
    summary: 'Get the next pair for a pair',
    description: 'Both tokens of one pair are needed; the access token may have expired. The pair before is void at once. Using it once more, later, ends the new one as well.',
  })
  @ApiCreatedResponse({ type: IncortaTokensDto })
  @ApiUnauthorizedResponse({ type: IncortaErrorDto, description: 'The tokens are not a pair, were used, have expired, or what stands behind them has ended: always the same answer.' })
  @ApiForbiddenResponse(httpsOnly)
  refresh(@Body() body: RefreshIncortaTokensRequest, @Req() request: FastifyRequest): Promise<IncortaTokensDto> {
    return this.tokens.refresh(body, new RequestOrigin(request));
  }
}
