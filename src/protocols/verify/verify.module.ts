import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../../features/organisations/index.js';
import { PermissionsModule } from '../../features/permissions/index.js';
import { VerifyController } from './verify.controller.js';
import { VerifyService } from './verify.service.js';

/** The door through which other services ask whether a call is allowed. */
@Module({ imports: [OrganisationsModule, PermissionsModule], controllers: [VerifyController], providers: [VerifyService] })
export class VerifyModule {}
