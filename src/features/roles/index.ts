// Roles, the scopes they are held in (workspace roles), and who holds them (assignments).
export { AssignmentListeners } from './assignment-listeners.js';
export { AssignmentsRepository } from './assignments.repository.js';
export { AssignmentsService, type ScopedRole, type Subject } from './assignments.service.js';
export { type HolderFilter, type RoleHolder, RoleHoldersRepository } from './held/role-holders.repository.js';
export { toUserPermissionDto, UserPermissionDto, UserPermissionsDto } from './held/user-permissions.dto.js';
export { isSelf, type UserPermissions, UserPermissionsService } from './held/user-permissions.service.js';
export { CreateRoleRequest, RoleDto, toRoleDto, UpdateRoleRequest } from './role.dto.js';
export { loadSubjectGrants, loadUserGrants } from './grant-facts.js';
export { Role, type RoleLevel } from './role.entity.js';
export { RoleAssignment, type SubjectKind } from './role-assignment.entity.js';
export { assignmentNotFound, lastSuperUser, roleNotFound } from './roles.errors.js';
export { RolesModule } from './roles.module.js';
export { RolesRepository } from './roles.repository.js';
export { RolesService } from './roles.service.js';
export { permissionsOf, superRole, systemRoles } from './system-roles.js';
export { WorkspaceRole } from './workspace-role.entity.js';
