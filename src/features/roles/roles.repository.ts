import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { searchable, Transaction } from '../../platform/database/index.js';
import type { Slice } from '../../platform/http/index.js';
import { contains, readInOrder, type SortedSlice } from '../../platform/lists/index.js';
import { Role } from './role.entity.js';
import { RoleAssignment } from './role-assignment.entity.js';
import { WorkspaceRole } from './workspace-role.entity.js';

export interface WorkspaceRoleFilter {
  readonly roleId?: number;
  readonly workspaceId?: number;
}

/** What a list of roles can be sorted by. */
export type RoleSort = 'id' | 'nameLower';

/** Roles and the scopes they are held in. */
@Injectable()
export class RolesRepository {
  constructor(private readonly transaction: Transaction) {}

  async insert(role: Omit<Role, 'id' | 'nameLower'>): Promise<Role> {
    const row = { ...role, nameLower: searchable(role.name) };
    const { identifiers } = await this.transaction.repository(Role).insert({ ...row });
    return { ...row, id: identifiers[0]?.['id'] as number };
  }

  find(organisationId: number, id: number): Promise<Role | null> {
    return this.transaction.repository(Role).findOneBy({ organisationId, id });
  }

  findByLogicalName(organisationId: number, logicalName: string): Promise<Role | null> {
    return this.transaction.repository(Role).findOneBy({ organisationId, logicalName });
  }

  findAll(organisationId: number, ids: readonly number[]): Promise<Role[]> {
    return this.transaction.repository(Role).findBy({ organisationId, id: In([...ids]) });
  }

  /** `search`: what the name has in it, whatever its case. */
  list(organisationId: number, search: string | undefined, slice: SortedSlice<RoleSort>): Promise<Role[]> {
    const where = { organisationId, ...(search !== undefined && { nameLower: contains(search) }) };
    return readInOrder(this.transaction.repository(Role), [where], slice);
  }

  ofLevel(organisationId: number, level: Role['level']): Promise<Role[]> {
    return this.transaction.repository(Role).find({ where: { organisationId, level }, order: { id: 'ASC' } });
  }

  async update(organisationId: number, id: number, values: Pick<Role, 'name' | 'permissions' | 'updatedAt'>): Promise<boolean> {
    const { affected } = await this.transaction
      .repository(Role)
      .update({ organisationId, id, isSystem: false }, { ...values, nameLower: searchable(values.name), version: () => 'version + 1' });
    return affected === 1;
  }

  /** The role, its scopes and what was assigned of them. */
  async delete(organisationId: number, id: number): Promise<boolean> {
    const scopes = await this.transaction.repository(WorkspaceRole).findBy({ organisationId, roleId: id });
    if (scopes.length > 0) {
      await this.transaction.repository(RoleAssignment).delete({ organisationId, workspaceRoleId: In(scopes.map((scope) => scope.id)) });
      await this.transaction.repository(WorkspaceRole).delete({ organisationId, roleId: id });
    }
    return (await this.transaction.repository(Role).delete({ organisationId, id, isSystem: false })).affected === 1;
  }

  async insertScopes(scopes: readonly Pick<WorkspaceRole, 'organisationId' | 'roleId' | 'workspaceId'>[]): Promise<void> {
    for (const scope of scopes) await this.transaction.repository(WorkspaceRole).insert({ ...scope, scope: scope.workspaceId ?? 0 });
  }

  findScope(organisationId: number, id: number): Promise<WorkspaceRole | null> {
    return this.transaction.repository(WorkspaceRole).findOneBy({ organisationId, id });
  }

  findScopes(organisationId: number, ids: readonly number[]): Promise<WorkspaceRole[]> {
    return this.transaction.repository(WorkspaceRole).findBy({ organisationId, id: In([...ids]) });
  }

  /** Those of the organisation as a whole and of these workspaces. */
  scopesIn(organisationId: number, workspaceIds: readonly number[]): Promise<WorkspaceRole[]> {
    const wholes = { organisationId, workspaceId: IsNull() };
    const where = workspaceIds.length === 0 ? [wholes] : [wholes, { organisationId, workspaceId: In([...workspaceIds]) }];
    return this.transaction.repository(WorkspaceRole).find({ where, order: { id: 'ASC' } });
  }

  /** The role in the organisation as a whole. */
  findWholeScope(organisationId: number, roleId: number): Promise<WorkspaceRole | null> {
    return this.transaction.repository(WorkspaceRole).findOneBy({ organisationId, roleId, workspaceId: IsNull() });
  }

  /** Without those of deleted workspaces. */
  async listScopes(organisationId: number, { roleId, workspaceId }: WorkspaceRoleFilter, { limit, after }: Slice): Promise<WorkspaceRole[]> {
    const query = this.transaction
      .repository(WorkspaceRole)
      .createQueryBuilder('scope')
      .leftJoin('workspace', 'workspace', 'workspace.id = scope.workspaceId')
      .where('scope.organisationId = :organisationId AND scope.id > :after', { organisationId, after: after ?? 0 })
      .andWhere('(scope.workspaceId IS NULL OR workspace.deletedAt IS NULL)');
    if (roleId !== undefined) query.andWhere('scope.roleId = :roleId', { roleId });
    if (workspaceId !== undefined) query.andWhere('scope.workspaceId = :workspaceId', { workspaceId });
    return query
      .orderBy('scope.id', 'ASC')
      .limit(limit + 1)
      .getMany();
  }
}
