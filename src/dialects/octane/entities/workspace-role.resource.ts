import { sql } from '../sql/sql.js';
import type { Field, Resource } from './resource.js';
import { missingRoleRead, roleResource } from './role.resource.js';
import { workspaceResource } from './workspace.resource.js';

export const workspaceRoleResource: Resource = {
  type: 'workspace_role',
  table: sql`workspace_role`,
  fields: new Map<string, Field>([
    ['type', { kind: 'text', column: () => sql`'workspace_role'` }],
    ['id', { kind: 'id', column: (t) => sql`${t}.id` }],
    ['role', { kind: 'reference', to: () => roleResource, column: (t) => sql`${t}.roleId` }],
    ['workspace', { kind: 'reference', to: () => workspaceResource, column: (t) => sql`${t}.workspaceId` }],
  ]),
  shown: ['type', 'id', 'role', 'workspace'],
  always: [],
  asReference: ['type', 'id'],
  // What is held in a deleted workspace is held no more.
  exists: (t, organisationId) =>
    sql`${t}.organisationId = ${organisationId} AND (${t}.workspaceId IS NULL OR EXISTS (SELECT 1 FROM workspace w WHERE w.id = ${t}.workspaceId AND w.deletedAt IS NULL))`,
  visible: () => sql`1 = 1`,
  within: (t, workspaceId) => sql`${t}.workspaceId = ${workspaceId}`,
  missing: missingRoleRead,
};
