import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/index.js';
import { KnownWorkspaces } from './known-workspaces.js';
import { OrganisationNames } from './organisation-names.js';
import { Organisation } from './organisation.entity.js';
import { OrganisationsController } from './organisations.controller.js';
import { OrganisationsRepository } from './organisations.repository.js';
import { OrganisationsService } from './organisations.service.js';
import { PowerChanges } from './power-changes.js';
import { SettingRules } from './setting-rules.js';
import { Workspace } from './workspace.entity.js';
import { WorkspaceListeners } from './workspace-listeners.js';
import { WorkspacesController } from './workspaces.controller.js';
import { WorkspacesRepository } from './workspaces.repository.js';
import { WorkspacesService } from './workspaces.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Organisation, Workspace]), AuditModule],
  controllers: [OrganisationsController, WorkspacesController],
  providers: [KnownWorkspaces, OrganisationNames, OrganisationsRepository, OrganisationsService, PowerChanges, SettingRules, WorkspaceListeners, WorkspacesRepository, WorkspacesService],
  exports: [KnownWorkspaces, OrganisationsRepository, OrganisationsService, PowerChanges, SettingRules, WorkspaceListeners, WorkspacesRepository, WorkspacesService],
})
export class OrganisationsModule {}
