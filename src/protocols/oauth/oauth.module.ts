import { Module } from '@nestjs/common';
import { ApiKeysModule } from '../../features/api-keys/index.js';
import { PermissionsModule } from '../../features/permissions/index.js';
import { SessionsModule } from '../../features/sessions/index.js';
import { TokensModule } from '../../features/tokens/index.js';
import { ClientOfRequest } from './client-of-request.js';
import { IntrospectionService } from './introspection.service.js';
import { MetadataController } from './metadata.controller.js';
import { OAuthErrors } from './oauth-errors.js';
import { OAuthController } from './oauth.controller.js';
import { RevocationService } from './revocation.service.js';
import { TokenService } from './token.service.js';

/** OAuth 2.0: tokens for keys, introspection, revocation, and what other services need to check tokens themselves. */
@Module({
  imports: [ApiKeysModule, PermissionsModule, SessionsModule, TokensModule],
  controllers: [OAuthController, MetadataController],
  providers: [ClientOfRequest, IntrospectionService, OAuthErrors, RevocationService, TokenService],
})
export class OAuthModule {}
