import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { OrganisationsModule } from '../organisations/index.js';
import { RolesModule } from '../roles/index.js';
import { UsersModule } from '../users/index.js';
import { FoundingController } from './founding.controller.js';
import { FoundingService } from './founding.service.js';
import { SetUp } from './set-up/set-up.js';

@Module({
  imports: [AuditModule, OrganisationsModule, RolesModule, UsersModule],
  controllers: [FoundingController],
  providers: [FoundingService, SetUp],
  exports: [FoundingService, SetUp],
})
export class FoundingModule {}
