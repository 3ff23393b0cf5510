import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/index.js';
import { GroupsModule } from '../groups/index.js';
import { OrganisationsModule } from '../organisations/index.js';
import { PermissionsModule } from '../permissions/index.js';
import { UsersModule } from '../users/index.js';
import { AssignmentListeners } from './assignment-listeners.js';
import { AssignmentsController } from './assignments.controller.js';
import { AssignmentsRepository } from './assignments.repository.js';
import { AssignmentsService } from './assignments.service.js';
import { LostRoles } from './held/lost-roles.js';
import { RoleHoldersRepository } from './held/role-holders.repository.js';
import { RoleNames } from './held/role-names.js';
import { UserPermissionsController } from './held/user-permissions.controller.js';
import { UserPermissionsService } from './held/user-permissions.service.js';
import { Role } from './role.entity.js';
import { RoleAssignment } from './role-assignment.entity.js';
import { RoleRules } from './role-rules.js';
import { RolesController } from './roles.controller.js';
import { RolesRepository } from './roles.repository.js';
import { RolesService } from './roles.service.js';
import { WorkspaceRole } from './workspace-role.entity.js';

@Module({
  imports: [TypeOrmModule.forFeature([Role, WorkspaceRole, RoleAssignment]), AuditModule, OrganisationsModule, UsersModule, GroupsModule, PermissionsModule],
  controllers: [RolesController, AssignmentsController, UserPermissionsController],
  providers: [AssignmentListeners, AssignmentsRepository, AssignmentsService, LostRoles, RoleHoldersRepository, RoleNames, RoleRules, RolesRepository, RolesService, UserPermissionsService],
  exports: [AssignmentListeners, AssignmentsRepository, AssignmentsService, RoleHoldersRepository, RolesRepository, RolesService, UserPermissionsService],
})
export class RolesModule {}
