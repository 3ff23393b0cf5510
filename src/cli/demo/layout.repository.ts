import { Role, systemRoles, WorkspaceRole } from '../../features/roles/index.js';
import { searchable, type Transaction } from '../../platform/database/index.js';
import { roleIds } from './layout.js';

const firstWorkspaceId = 1001;

/** The system roles under the ids of the layout: the only rows of a demonstration that are not made the usual way. */
export class LayoutRepository {
  constructor(private readonly transaction: Transaction) {}

  async insertRoles(organisationId: number, now: number): Promise<void> {
    for (const { logicalName, name, level } of systemRoles) {
      const { id, whole, inWorkspaces = [] } = placeOf(logicalName);
      const role = { id, organisationId, name, nameLower: searchable(name), logicalName, level, isSystem: true, basedOnRoleId: null, permissions: [], version: 1 };
      await this.transaction.repository(Role).insert({ ...role, createdAt: now, updatedAt: now });
      const scope = { organisationId, roleId: id };
      await this.transaction.repository(WorkspaceRole).insert({ ...scope, id: whole, workspaceId: null, scope: 0 });
      for (const [index, scopeId] of inWorkspaces.entries()) {
        const workspaceId = firstWorkspaceId + index;
        await this.transaction.repository(WorkspaceRole).insert({ ...scope, id: scopeId, workspaceId, scope: workspaceId });
      }
    }
  }
}

function placeOf(logicalName: string) {
  const place = roleIds[logicalName];
  if (!place) throw new Error(`the layout has no place for ${logicalName}`);
  return place;
}
