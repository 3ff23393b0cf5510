import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CALL_OBSERVER } from '../../access/http/index.js';
import { ApiKeysModule } from '../api-keys/index.js';
import { AuditModule } from '../audit/index.js';
import { OrganisationsModule } from '../organisations/index.js';
import { PermissionsModule } from '../permissions/index.js';
import { KeyUsageModule } from '../key-usage/index.js';
import { RolesModule } from '../roles/index.js';
import { UsersModule } from '../users/index.js';
import { Broader } from './broader.js';
import { Decision } from './decision.entity.js';
import { DecisionsController } from './decisions.controller.js';
import { DecisionsRecorder } from './decisions-recorder.js';
import { DecisionsRepository } from './decisions.repository.js';
import { Explanations } from './explanations.js';
import { PresentedSecrets } from './presented-secrets.js';
import { Remedies } from './remedies.js';
import { Revocations } from './revocations.js';
import { Trials } from './trials.js';

/** Global, because every caller is made with its observer. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([Decision]), ApiKeysModule, AuditModule, KeyUsageModule, OrganisationsModule, PermissionsModule, RolesModule, UsersModule],
  controllers: [DecisionsController],
  providers: [Broader, DecisionsRecorder, DecisionsRepository, Explanations, PresentedSecrets, Remedies, Revocations, Trials, { provide: CALL_OBSERVER, useExisting: DecisionsRecorder }],
  exports: [CALL_OBSERVER, DecisionsRecorder, Explanations],
})
export class DecisionsModule {}
