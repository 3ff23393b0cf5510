import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { builtInPermissions } from '../../access/index.js';
import { Public } from '../../access/http/index.js';
import { AccessTokens, SigningKeys } from '../../features/tokens/index.js';
import { OAuthErrorDto } from './oauth-error.dto.js';
import { grantTypes } from './token.dto.js';

const methods = ['client_secret_basic', 'client_secret_post'];

@ApiTags('OAuth 2.0')
@Controller()
export class MetadataController {
  constructor(
    private readonly tokens: AccessTokens,
    private readonly keys: SigningKeys,
  ) {}

  @Get('oauth/jwks')
  @Public()
  @Header('cache-control', 'public, max-age=300')
  @ApiOperation({ operationId: 'getJwks', summary: 'The keys that access tokens are signed with (RFC 7517)' })
  @ApiOkResponse({ schema: { type: 'object', properties: { keys: { type: 'array', items: { type: 'object' } } }, required: ['keys'] } })
  @ApiResponse({ status: 503, type: OAuthErrorDto, description: 'It cannot be known now; `Retry-After` says when to ask again.' })
  async jwks(): Promise<{ keys: object[] }> {
    return { keys: await this.keys.published() };
  }

  @Get('.well-known/oauth-authorization-server')
  @Public()
  @ApiOperation({ operationId: 'getAuthorizationServerMetadata', summary: 'What this authorization server can do (RFC 8414)' })
  @ApiOkResponse({ schema: { type: 'object' } })
  metadata(): object {
    const { issuer } = this.tokens;
    return {
      issuer,
      token_endpoint: `${issuer}/oauth/token`,
      token_endpoint_auth_methods_supported: [...methods, 'none'],
      introspection_endpoint: `${issuer}/oauth/introspect`,
      introspection_endpoint_auth_methods_supported: methods,
      revocation_endpoint: `${issuer}/oauth/revoke`,
      revocation_endpoint_auth_methods_supported: [...methods, 'none'],
      jwks_uri: `${issuer}/oauth/jwks`,
      grant_types_supported: grantTypes,
      response_types_supported: [],
      scopes_supported: builtInPermissions.map(({ name }) => name),
      service_documentation: `${issuer}/api`,
    };
  }
}
