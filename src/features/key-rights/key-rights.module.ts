import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/index.js';
import { GroupsModule } from '../groups/index.js';
import { OrganisationsModule } from '../organisations/index.js';
import { UsersModule } from '../users/index.js';
import { KeyRight } from './key-right.entity.js';
import { KeyRightRules } from './key-right-rules.js';
import { KeyRightsController } from './key-rights.controller.js';
import { KeyRightsRepository } from './key-rights.repository.js';
import { KeyRightsService } from './key-rights.service.js';
import { KeyRightStandings } from './standing/key-right-standings.js';
import { StandingsRepository } from './standing/standings.repository.js';

@Module({
  imports: [TypeOrmModule.forFeature([KeyRight]), AuditModule, GroupsModule, OrganisationsModule, UsersModule],
  controllers: [KeyRightsController],
  providers: [KeyRightRules, KeyRightsRepository, KeyRightsService, KeyRightStandings, StandingsRepository],
  exports: [KeyRightsService, KeyRightStandings],
})
export class KeyRightsModule {}
