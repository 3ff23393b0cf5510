import { type DynamicModule, Global, Module, type Type } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { dataSourceOptions } from '../ormconfig.js';
import { AccessHttpModule } from './access/http/index.js';
import { ConsoleModule } from './console/index.js';
import { IncortaModule } from './dialects/incorta/index.js';
import { OctaneModule } from './dialects/octane/index.js';
import { ApiKeysModule } from './features/api-keys/index.js';
import { AuditModule } from './features/audit/index.js';
import { AuthenticationModule } from './features/authentication/index.js';
import { DecisionsModule } from './features/decisions/index.js';
import { FoundingModule } from './features/founding/index.js';
import { GroupsModule } from './features/groups/index.js';
import { InvitationsModule } from './features/invitations/index.js';
import { KeyRightsModule } from './features/key-rights/index.js';
import { KeyUsageModule } from './features/key-usage/index.js';
import { NamesModule } from './features/names/index.js';
import { OrganisationsModule } from './features/organisations/index.js';
import { OwnAccountModule } from './features/own-account/index.js';
import { PermissionsModule } from './features/permissions/index.js';
import { OverviewModule } from './features/overview/index.js';
import { ProblemsModule } from './features/problems/index.js';
import { RolesModule } from './features/roles/index.js';
import { SessionsModule } from './features/sessions/index.js';
import { TokensModule } from './features/tokens/index.js';
import { UsersModule } from './features/users/index.js';
import type { SpecificationName } from './openapi/index.js';
import { OperationsModule } from './operations/index.js';
import { Clock } from './platform/clock/index.js';
import { Config } from './platform/config/index.js';
import { CryptoModule } from './platform/crypto/index.js';
import { DatabaseModule } from './platform/database/index.js';
import { FreshnessModule } from './platform/freshness/index.js';
import { ErrorWriters, KnownRoutes, ProblemFilter, RequestValidation } from './platform/http/index.js';
import { IdempotencyModule } from './platform/idempotency/index.js';
import { JobsModule } from './platform/jobs/index.js';
import { Log } from './platform/logging/index.js';
import { MailModule } from './platform/mail/index.js';
import { RecordingModule } from './platform/recording/index.js';
import { ForwardModule } from './protocols/forward/index.js';
import { OAuthModule } from './protocols/oauth/index.js';
import { VerifyModule } from './protocols/verify/index.js';

const features = [
  NamesModule,
  AuditModule,
  OrganisationsModule,
  UsersModule,
  GroupsModule,
  PermissionsModule,
  RolesModule,
  KeyRightsModule,
  KeyUsageModule,
  ApiKeysModule,
  TokensModule,
  SessionsModule,
  InvitationsModule,
  AuthenticationModule,
  OwnAccountModule,
  DecisionsModule,
  OverviewModule,
  ProblemsModule,
  FoundingModule,
];
const protocols = [VerifyModule, ForwardModule, OAuthModule];
const dialects = [OctaneModule, IncortaModule];

/** Whose routes each specification describes: the native API and the standards in one, pages and each dialect in their own. */
export const specifiedModules: Record<SpecificationName, Type[]> = {
  latchkey: [OperationsModule, ...features, ...protocols],
  pages: [ConsoleModule],
  octane: [OctaneModule],
  incorta: [IncortaModule],
};

/** Values that everything may ask for. */
@Global()
@Module({})
class SurroundingsModule {
  static with(config: Config, log: Log, clock: Clock): DynamicModule {
    const values = [
      { provide: Config, useValue: config },
      { provide: Log, useValue: log },
      { provide: Clock, useValue: clock },
      { provide: ErrorWriters, useValue: new ErrorWriters() },
      { provide: KnownRoutes, useValue: new KnownRoutes() },
    ];
    return { module: SurroundingsModule, providers: values, exports: values };
  }
}

/** The one place that knows every part. */
@Module({
  providers: [
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_PIPE, useClass: RequestValidation },
  ],
})
export class AppModule {
  static with(config: Config, log: Log, clock: Clock = new Clock()): DynamicModule {
    const platform = [SurroundingsModule.with(config, log, clock), DatabaseModule.with(dataSourceOptions(config.database)), FreshnessModule, CryptoModule, IdempotencyModule, JobsModule, MailModule, RecordingModule];
    return { module: AppModule, imports: [...platform, AccessHttpModule, OperationsModule, ...features, ...protocols, ...dialects, ConsoleModule] };
  }
}
