import type { Member } from '../../../access/index.js';
import { ownKeysOf, seesAllKeys } from '../../../features/api-keys/index.js';
import { any, type Sql, sql } from '../sql/sql.js';
import type { Field, Resource } from './resource.js';
import { workspaceRoleResource } from './workspace-role.resource.js';

/** Everybody's keys to those who may see or manage them all, else one's own. */
function visible(t: Sql, caller: Member): Sql {
  if (seesAllKeys(caller)) return sql`1 = 1`;
  const { userId, withServiceKeys, keyId } = ownKeysOf(caller);
  return any([
    ...(userId !== null && withServiceKeys ? [sql`${t}.makerUserId = ${userId}`] : []),
    ...(keyId === null ? [] : [sql`${t}.id = ${keyId}`, sql`${t}.parentKeyId = ${keyId}`]),
  ]);
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
