import { type Member, reach } from '../../../access/index.js';
import { sql } from '../sql/sql.js';
import type { Field, Resource } from './resource.js';

/** Holders of `role.read` anywhere see all roles of their organisation, as in the native API. */
export const missingRoleRead = (caller: Member): string | null => (reach(caller, 'role.read') === 'none' ? 'role.read' : null);

export const roleResource: Resource = {
  type: 'role',
  table: sql`role`,
  fields: new Map<string, Field>([
    ['type', { kind: 'text', column: () => sql`'role'` }],
    ['id', { kind: 'id', column: (t) => sql`${t}.id` }],
    ['name', { kind: 'text', column: (t) => sql`${t}.name` }],
    ['logical_name', { kind: 'text', column: (t) => sql`${t}.logicalName` }],
    ['is_system', { kind: 'flag', column: (t) => sql`${t}.isSystem` }],
    ['based_on_system', { kind: 'reference', to: () => roleResource, column: (t) => sql`${t}.basedOnRoleId` }],
    ['workspace_id', { kind: 'integer', column: (t) => sql`${t}.organisationId` }],
    ['version_stamp', { kind: 'integer', column: (t) => sql`${t}.version` }],
    ['creation_time', { kind: 'instant', column: (t) => sql`${t}.createdAt` }],
    ['last_modified', { kind: 'instant', column: (t) => sql`${t}.updatedAt` }],
  ]),
  shown: ['type', 'logical_name', 'based_on_system', 'last_modified', 'workspace_id', 'id', 'is_system', 'name', 'version_stamp', 'creation_time'],
  always: [],
  asReference: ['type', 'id', 'logical_name', 'name'],
  exists: (t, organisationId) => sql`${t}.organisationId = ${organisationId}`,
  visible: () => sql`1 = 1`,
  within: (t) => sql`${t}.level = 'workspace'`,
  missing: missingRoleRead,
};
