import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiConsumes, ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Member } from '../../access/index.js';
import { CurrentCaller, Public, ShortWay, SignedIn } from '../../access/http/index.js';
import { TakesForms } from '../../platform/http/index.js';
import { IntrospectionAnswerDto, IntrospectionRequest, RevocationRequest, RevokedDto } from './introspection.dto.js';
import { IntrospectionService } from './introspection.service.js';
import { OAuthErrorDto } from './oauth-error.dto.js';
import { RevocationService } from './revocation.service.js';
import { TokenAnswerDto, TokenRequest } from './token.dto.js';
import { TokenService } from './token.service.js';

const forms = ['application/x-www-form-urlencoded', 'application/json'] as const;

@ApiTags('OAuth 2.0')
@ApiResponse({ status: 429, type: OAuthErrorDto, description: 'Too many wrong secrets of one client; see `Retry-After`.' })
@ApiResponse({ status: 503, type: OAuthErrorDto, description: 'It cannot be known or stored now; `Retry-After` says when to ask again.' })
@Controller('oauth')
export class OAuthController {
  constructor(
    private readonly tokens: TokenService,
    private readonly introspection: IntrospectionService,
    private readonly revocation: RevocationService,
  ) {}

  @Post('token')
  @HttpCode(200)
  @Public()
  @TakesForms()
  @ShortWay()
  @ApiOperation({
    operationId: 'getToken',
    summary: 'Get an access token (RFC 6749, RFC 8693)',
    description: 'Grants: `client_credentials` (service keys), `refresh_token`, token exchange of an API key. Clients authenticate by Basic, in the form, or with their key.',
  })
  @ApiConsumes(...forms)
  @ApiOkResponse({ type: TokenAnswerDto })
  @ApiResponse({ status: 400, type: OAuthErrorDto, description: 'RFC 6749, 5.2.' })
  @ApiResponse({ status: 401, type: OAuthErrorDto, description: 'Client authentication failed.' })
  token(@Req() request: FastifyRequest, @Body() form: TokenRequest): Promise<TokenAnswerDto> {
    return this.tokens.grant(request, form);
  }

  @Post('introspect')
  @HttpCode(200)
  @SignedIn()
  @TakesForms()
  @ShortWay()
  @ApiOperation({
    operationId: 'introspectToken',
    summary: 'Is this credential good now? (RFC 7662)',
    description: 'For holders of `credential.verify`, and for the client a token was issued to. Credentials of other organisations are not active.',
  })
  @ApiConsumes(...forms)
  @ApiOkResponse({ type: IntrospectionAnswerDto })
  @ApiResponse({ status: 400, type: OAuthErrorDto, description: 'RFC 6749, 5.2.' })
  introspect(@CurrentCaller() caller: Member, @Body() form: IntrospectionRequest): IntrospectionAnswerDto | Promise<IntrospectionAnswerDto> {
    return this.introspection.introspect(caller, form);
  }

  @Post('revoke')
  @HttpCode(200)
  @Public()
  @TakesForms()
  @ApiOperation({
    operationId: 'revokeToken',
    summary: 'End a credential (RFC 7009)',
    description: 'Any kind: access and refresh tokens, API keys, sessions. Having it is enough; a client that authenticates can end only its own.',
  })
  @ApiConsumes(...forms)
  @ApiOkResponse({ type: RevokedDto })
  @ApiResponse({ status: 400, type: OAuthErrorDto, description: 'RFC 6749, 5.2.' })
  @ApiResponse({ status: 401, type: OAuthErrorDto, description: 'Client authentication failed.' })
  @ApiResponse({ status: 503, type: OAuthErrorDto, description: 'It could not be stored: ask again (RFC 7009, 2.2.1).' })
  async revoke(@Req() request: FastifyRequest, @Body() form: RevocationRequest): Promise<RevokedDto> {
    await this.revocation.revoke(request, form);
    return { revoked: true };
  }
}
