import { type Member, type Reach, reach } from '../../../access/index.js';
import { any, oneOf, type Sql, sql } from '../sql/sql.js';
import type { Field, Resource } from './resource.js';

/** Either permission shows a workspace: whoever gives roles needs to find the workspace they are held in. */
const seen = (caller: Member): Reach[] => [reach(caller, 'workspace.read'), reach(caller, 'role.read')];

function reached(t: Sql, where: Reach): Sql {
  if (where === 'all') return sql`1 = 1`;
  return oneOf(sql`${t}.id`, where === 'none' ? [] : [...where]);
}

export const workspaceResource: Resource = {
  type: 'workspace',
  table: sql`workspace`,
  fields: new Map<string, Field>([
    ['type', { kind: 'text', column: () => sql`'workspace'` }],
    ['id', { kind: 'id', column: (t) => sql`${t}.id` }],
    ['name', { kind: 'text', column: (t) => sql`${t}.name` }],
    ['creation_time', { kind: 'instant', column: (t) => sql`${t}.createdAt` }],
    ['last_modified', { kind: 'instant', column: (t) => sql`${t}.updatedAt` }],
  ]),
  shown: ['type', 'id', 'name', 'creation_time', 'last_modified'],
  always: [],
  asReference: ['type', 'id', 'name'],
  exists: (t, organisationId) => sql`${t}.organisationId = ${organisationId} AND ${t}.deletedAt IS NULL`,
  visible: (t, caller) => any(seen(caller).map((where) => reached(t, where))),
  within: (t, workspaceId) => sql`${t}.id = ${workspaceId}`,
  missing: (caller) => (seen(caller).every((where) => where === 'none') ? 'workspace.read' : null),
};
