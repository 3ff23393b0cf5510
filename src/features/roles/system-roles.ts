import { allExcept, everything, only, type Permission, type PermissionSet } from '../../access/index.js';
import type { Role, RoleLevel } from './role.entity.js';

interface SystemRole {
  readonly logicalName: string;
  readonly name: string;
  readonly level: RoleLevel;
  readonly permissions: PermissionSet;
}

const these = (...permissions: Permission[]): PermissionSet => only(permissions);
const butThese = (...permissions: Permission[]): PermissionSet => allExcept(permissions);

export const superRole = 'role.super';

/** The roles every organisation has. They are rows of it; what they hold is here. */
export const systemRoles: readonly SystemRole[] = [
  { logicalName: superRole, name: 'Super User', level: 'organisation', permissions: everything },
  {
    logicalName: 'role.shared.space.admin',
    name: 'Space Admin',
    level: 'organisation',
    permissions: butThese('key-right.manage', 'organisation.update'),
  },
  {
    logicalName: 'role.workspace.admin',
    name: 'Workspace Admin',
    level: 'workspace',
    permissions: these('problem.read', 'problem.create', 'role.read', 'role.assign', 'user.read', 'api-key.create-service'),
  },
  {
    logicalName: 'role.workspace.devops.admin',
    name: 'DevOps Admin',
    level: 'workspace',
    permissions: these('problem.read', 'problem.create', 'role.read'),
  },
  {
    logicalName: 'role.workspace.ci_cd_agent.configure',
    name: 'CI/CD Integration',
    level: 'workspace',
    permissions: these('problem.read', 'problem.create'),
  },
  { logicalName: 'role.workspace.viewer', name: 'Viewer', level: 'workspace', permissions: these('problem.read') },
];

const bySystemName = new Map(systemRoles.map((role) => [role.logicalName, role.permissions]));

/** What a role holds. A system role this version does not know holds nothing. */
export function permissionsOf({ isSystem, logicalName, permissions }: Pick<Role, 'isSystem' | 'logicalName' | 'permissions'>): PermissionSet {
  return isSystem ? (bySystemName.get(logicalName) ?? only([])) : only(permissions);
}
