// Organisations (the tenants) and the workspaces in them.
export { ChangedOrganisationDto, OrganisationDto, OrganisationPage, toOrganisationDto, toOrganisationSummaryDto, UpdateOrganisationRequest } from './organisation.dto.js';
export { KnownWorkspaces } from './known-workspaces.js';
export { Organisation } from './organisation.entity.js';
export { loadOrganisation, type OrganisationFacts } from './organisation-facts.js';
export { organisationDisabled, organisationNotFound, workspaceNotFound } from './organisations.errors.js';
export { OrganisationsModule } from './organisations.module.js';
export { OrganisationsRepository } from './organisations.repository.js';
export { OrganisationsService } from './organisations.service.js';
export { PowerChanges } from './power-changes.js';
export { SettingRules } from './setting-rules.js';
export { Workspace } from './workspace.entity.js';
export { toWorkspaceDto, WorkspaceDto, WorkspaceRequest } from './workspace.dto.js';
export { WorkspaceListeners } from './workspace-listeners.js';
export { WorkspacesRepository } from './workspaces.repository.js';
export { WorkspacesService } from './workspaces.service.js';
