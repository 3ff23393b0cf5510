import type { SelectQueryBuilder } from 'typeorm';
import type { Transaction } from '../../../platform/database/index.js';
import { RoleAssignment } from '../role-assignment.entity.js';

/** Assignments (`held`) with their `scope`, its `role` and, where it is in one, its `workspace`. */
export const assignmentsInScope = (transaction: Transaction): SelectQueryBuilder<RoleAssignment> =>
  transaction
    .repository(RoleAssignment)
    .createQueryBuilder('held')
    .innerJoin('workspace_role', 'scope', 'scope.id = held.workspaceRoleId')
    .innerJoin('role', 'role', 'role.id = scope.roleId')
    .leftJoin('workspace', 'workspace', 'workspace.id = scope.workspaceId')
    .select('held.id', 'id')
    .addSelect('role.name', 'roleName')
    .addSelect('workspace.name', 'workspaceName');
