import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/index.js';
import { OrganisationsModule } from '../organisations/index.js';
import { UsersModule } from '../users/index.js';
import { Group } from './group.entity.js';
import { GroupListeners } from './group-listeners.js';
import { GroupRules } from './group-rules.js';
import { GroupNames } from './group-names.js';
import { GroupMember } from './group-member.entity.js';
import { GroupsController } from './groups.controller.js';
import { GroupsRepository } from './groups.repository.js';
import { GroupsService } from './groups.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Group, GroupMember]), AuditModule, OrganisationsModule, UsersModule],
  controllers: [GroupsController],
  providers: [GroupListeners, GroupNames, GroupRules, GroupsRepository, GroupsService],
  exports: [GroupListeners, GroupsRepository, GroupsService],
})
export class GroupsModule {}
