import { Global, Module } from '@nestjs/common';
import { CALLER_RESOLVER } from '../../access/http/index.js';
import { ApiKeysModule } from '../api-keys/index.js';
import { AttemptsModule } from '../attempts/index.js';
import { OrganisationsModule } from '../organisations/index.js';
import { PermissionsModule } from '../permissions/index.js';
import { SessionsModule } from '../sessions/index.js';
import { TokensModule } from '../tokens/index.js';
import { UsersModule } from '../users/index.js';
import { Carriers } from './carriers.js';
import { ClientAuthentication } from './client-authentication.js';
import { Credentials } from './credentials.js';
import { MeController } from './me.controller.js';
import { Memberships } from './memberships.js';
import { KeyAuthentication } from './key-authentication.js';
import { KeySessionAuthentication } from './key-session-authentication.js';
import { RequestAuthentication } from './request-authentication.js';
import { SessionAuthentication } from './session-authentication.js';
import { BasicStrategy } from './strategies/basic.strategy.js';
import { BearerStrategy } from './strategies/bearer.strategy.js';
import { ClientFormStrategy } from './strategies/client-form.strategy.js';
import { ApiKeyStrategy, ApiTokenQueryStrategy, ApiTokenStrategy, XApiKeyStrategy } from './strategies/key-strategies.js';
import { SessionStrategy } from './strategies/session.strategy.js';
import { TokenAuthentication } from './token-authentication.js';

const strategies = [ApiKeyStrategy, ApiTokenStrategy, XApiKeyStrategy, ApiTokenQueryStrategy, BasicStrategy, ClientFormStrategy, BearerStrategy, SessionStrategy];

/** Global, because the guard in front of every route asks it. */
@Global()
@Module({
  imports: [ApiKeysModule, AttemptsModule, OrganisationsModule, PermissionsModule, SessionsModule, TokensModule, UsersModule],
  controllers: [MeController],
  providers: [
    Carriers,
    KeyAuthentication,
    KeySessionAuthentication,
    ClientAuthentication,
    SessionAuthentication,
    TokenAuthentication,
    Credentials,
    RequestAuthentication,
    Memberships,
    { provide: CALLER_RESOLVER, useExisting: RequestAuthentication },
    ...strategies,
  ],
  exports: [CALLER_RESOLVER, Carriers, Credentials, Memberships],
})
export class AuthenticationModule {}
