import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../../features/organisations/index.js';
import { PermissionsModule } from '../../features/permissions/index.js';
import { ForwardController } from './forward.controller.js';
import { ForwardService } from './forward.service.js';

/** The door through which proxies ask whether a request may pass. */
@Module({ imports: [OrganisationsModule, PermissionsModule], controllers: [ForwardController], providers: [ForwardService] })
export class ForwardModule {}
