import type { Grant, PermissionSet } from '../../access/index.js';
import { Alike, type Load, select } from '../../platform/freshness/index.js';
import type { SubjectKind } from './role-assignment.entity.js';
import { permissionsOf } from './system-roles.js';

interface GrantRow {
  workspaceId: number | null;
  roleId: number;
  roleName: string;
  logicalName: string;
  isSystem: number | boolean;
  permissions: string;
  groupId: number | null;
  groupName: string | null;
}

const columns = 'wr.workspaceId, r.id AS roleId, r.name AS roleName, r.logicalName, r.isSystem, r.permissions';

// What is held in a deleted workspace is held no more.
const joins = `JOIN workspace_role wr ON wr.id = ra.workspaceRoleId
  JOIN role r ON r.id = wr.roleId
  LEFT JOIN workspace w ON w.id = wr.workspaceId`;
const alive = '(wr.workspaceId IS NULL OR w.deletedAt IS NULL)';

const direct = `SELECT ${columns}, NULL AS groupId, NULL AS groupName FROM role_assignment ra ${joins}
  WHERE ra.subjectKind = ? AND ra.subjectId = ? AND ${alive}`;

// CROSS JOIN: SQLite keeps the order. Without statistics it begins with what all groups hold.
const throughGroups = `SELECT ${columns}, g.id AS groupId, g.name AS groupName FROM group_member gm
  CROSS JOIN user_group g ON g.id = gm.groupId
  CROSS JOIN role_assignment ra ON ra.subjectKind = 'group' AND ra.subjectId = gm.groupId ${joins}
  WHERE gm.userId = ? AND ${alive}`;

/** What a user holds, directly and through groups. */
export function* loadUserGrants(userId: number): Load<Grant[]> {
  return toGrants(yield* select<GrantRow>(`${direct} UNION ALL ${throughGroups}`, ['user', userId, userId]));
}

/** What a group or a service key holds itself. */
export function* loadSubjectGrants(kind: SubjectKind, id: number): Load<Grant[]> {
  return toGrants(yield* select<GrantRow>(direct, [kind, id]));
}

/** What a role gives in a scope is the same for all who hold it there. */
const grants = new Alike((text) => toGrant(JSON.parse(text) as GrantRow));

const toGrants = (rows: readonly GrantRow[]): Grant[] => rows.map((row) => grants.of(JSON.stringify(row)));

const toGrant = (row: GrantRow): Grant => ({
  permissions: setOf(row),
  workspaceId: row.workspaceId,
  source: {
    kind: 'role',
    id: row.roleId,
    name: row.roleName,
    ...(row.groupId !== null && { group: { id: row.groupId, name: row.groupName ?? '' } }),
  },
});

const setOf = ({ isSystem, logicalName, permissions }: GrantRow): PermissionSet =>
  permissionsOf({ isSystem: Boolean(isSystem), logicalName, permissions: JSON.parse(permissions) as string[] });
