import { type Member, mayAt } from '../../../access/index.js';
import { type Sql, sql } from '../sql/sql.js';
import type { Field, Resource } from './resource.js';
import { workspaceRoleResource } from './workspace-role.resource.js';

const organisationWide = { workspaceId: null };

/** What the native list shows: everybody's keys to those who may see or manage them all, else one's own. */
function visible(t: Sql, caller: Member): Sql {
  if (mayAt(caller, 'api-key.read-all', organisationWide) || mayAt(caller, 'api-key.manage-all', organisationWide)) return sql`1 = 1`;
  if (caller.userId !== null) return sql`${t}.makerUserId = ${caller.userId}`;
  const keyId = caller.key?.id ?? 0;
  return sql`(${t}.id = ${keyId} OR ${t}.parentKeyId = ${keyId})`;
}

/** An API access is a service key: it has a client id, and its maker chose its secret. */
export const apiAccessResource: Resource = {
  type: 'api_access',
  table: sql`api_key`,
  fields: new Map<string, Field>([
    ['type', { kind: 'text', column: () => sql`'api_access'` }],
    ['id', { kind: 'id', column: (t) => sql`${t}.id` }],
    ['name', { kind: 'text', column: (t) => sql`${t}.name` }],
    ['client_id', { kind: 'text', column: (t) => sql`${t}.clientId` }],
    ['is_valid', { kind: 'flag', column: (t) => sql`(CASE WHEN ${t}.state = 'active' THEN 1 ELSE 0 END)` }],
    ['expiration', { kind: 'instant', column: (t) => sql`${t}.expiresAt` }],
    ['creation_time', { kind: 'instant', column: (t) => sql`${t}.createdAt` }],
    ['last_modified', { kind: 'instant', column: (t) => sql`${t}.updatedAt` }],
    [
      'workspace_roles',
      {
        kind: 'references',
        to: () => workspaceRoleResource,
        from: (u) => sql`role_assignment held JOIN workspace_role ${u} ON ${u}.id = held.workspaceRoleId`,
        where: sql`held.subjectKind = 'api-key'`,
        owner: sql`held.subjectId`,
      },
    ],
  ]),
  shown: ['type', 'id', 'name', 'client_id', 'expiration', 'workspace_roles', 'creation_time', 'last_modified', 'is_valid'],
  always: ['is_valid'],
  asReference: ['type', 'id'],
  exists: (t, organisationId) => sql`${t}.organisationId = ${organisationId} AND ${t}.kind = 'service' AND ${t}.deletedAt IS NULL`,
  visible,
  within: (t, workspaceId) =>
    sql`EXISTS (SELECT 1 FROM role_assignment a JOIN workspace_role s ON s.id = a.workspaceRoleId WHERE a.subjectKind = 'api-key' AND a.subjectId = ${t}.id AND s.workspaceId = ${workspaceId})`,
  missing: () => null,
};
