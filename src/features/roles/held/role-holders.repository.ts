import { Injectable } from '@nestjs/common';
import { Transaction } from '../../../platform/database/index.js';
import type { Slice } from '../../../platform/http/index.js';
import type { SubjectKind } from '../role-assignment.entity.js';
import { assignmentsInScope } from './assignments-in-scope.js';

export interface HolderFilter {
  readonly roleId?: number;
  /** Only what is held in this very workspace. */
  readonly workspaceId?: number;
  readonly subjectKind?: SubjectKind;
  readonly subjectId?: number;
}

/** Who holds which role where. */
export interface RoleHolder {
  /** Of the assignment. */
  readonly id: number;
  readonly roleId: number;
  readonly roleName: string;
  readonly workspaceRoleId: number;
  /** null: the organisation as a whole. */
  readonly workspaceId: number | null;
  readonly workspaceName: string | null;
  readonly subjectKind: SubjectKind;
  readonly subjectId: number;
  readonly createdAt: number;
}

@Injectable()
export class RoleHoldersRepository {
  constructor(private readonly transaction: Transaction) {}

  /** Without what was held in deleted workspaces. */
  async list(organisationId: number, { roleId, workspaceId, subjectKind, subjectId }: HolderFilter, { limit, after }: Slice): Promise<RoleHolder[]> {
    const query = assignmentsInScope(this.transaction)
      .addSelect('held.workspaceRoleId', 'workspaceRoleId')
      .addSelect('held.subjectKind', 'subjectKind')
      .addSelect('held.subjectId', 'subjectId')
      .addSelect('held.createdAt', 'createdAt')
      .addSelect('scope.roleId', 'roleId')
      .addSelect('scope.workspaceId', 'workspaceId')
      .where('held.organisationId = :organisationId AND held.id > :after', { organisationId, after: after ?? 0 })
      .andWhere('(scope.workspaceId IS NULL OR workspace.deletedAt IS NULL)');
    if (roleId !== undefined) query.andWhere('scope.roleId = :roleId', { roleId });
    if (workspaceId !== undefined) query.andWhere('scope.workspaceId = :workspaceId', { workspaceId });
    if (subjectKind !== undefined) query.andWhere('held.subjectKind = :subjectKind AND held.subjectId = :subjectId', { subjectKind, subjectId });
    const rows = await query
      .orderBy('held.id', 'ASC')
      .limit(limit + 1)
      .getRawMany<RoleHolder & { createdAt: number | string }>();
    return rows.map((row) => ({ ...row, createdAt: Number(row.createdAt) }));
  }
}
