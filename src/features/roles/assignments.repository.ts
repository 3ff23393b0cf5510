import { Injectable } from '@nestjs/common';
import { type FindOptionsWhere, MoreThan } from 'typeorm';
import { Transaction } from '../../platform/database/index.js';
import type { Slice } from '../../platform/http/index.js';
import { RoleAssignment, type SubjectKind } from './role-assignment.entity.js';
import { superRole } from './system-roles.js';

export interface AssignmentFilter {
  readonly workspaceRoleId?: number;
  readonly subjectKind?: SubjectKind;
  readonly subjectId?: number;
}

@Injectable()
export class AssignmentsRepository {
  constructor(private readonly transaction: Transaction) {}

  async insert(assignment: Omit<RoleAssignment, 'id'>): Promise<RoleAssignment> {
    const { identifiers } = await this.transaction.repository(RoleAssignment).insert({ ...assignment });
    return { ...assignment, id: identifiers[0]?.['id'] as number };
  }

  find(organisationId: number, id: number): Promise<RoleAssignment | null> {
    return this.transaction.repository(RoleAssignment).findOneBy({ organisationId, id });
  }

  list(organisationId: number, filter: AssignmentFilter, { limit, after }: Slice): Promise<RoleAssignment[]> {
    const where: FindOptionsWhere<RoleAssignment> = { organisationId, id: MoreThan(after ?? 0), ...filter };
    return this.transaction.repository(RoleAssignment).find({ where, order: { id: 'ASC' }, take: limit + 1 });
  }

  ofSubject(organisationId: number, subjectKind: SubjectKind, subjectId: number): Promise<RoleAssignment[]> {
    return this.transaction.repository(RoleAssignment).find({ where: { organisationId, subjectKind, subjectId }, order: { id: 'ASC' } });
  }

  async delete(organisationId: number, id: number): Promise<boolean> {
    return (await this.transaction.repository(RoleAssignment).delete({ organisationId, id })).affected === 1;
  }

  async deleteOfSubject(organisationId: number, subjectKind: SubjectKind, subjectId: number): Promise<void> {
    await this.transaction.repository(RoleAssignment).delete({ organisationId, subjectKind, subjectId });
  }

  /** Whether an active user holds the super role for the organisation, directly or through a group. */
  async hasActiveSuperUser(organisationId: number): Promise<boolean> {
    const rows: unknown[] = await this.transaction.manager.query(
      `SELECT 1 FROM role r
       JOIN workspace_role wr ON wr.roleId = r.id AND wr.scope = 0
       JOIN role_assignment ra ON ra.workspaceRoleId = wr.id
       LEFT JOIN group_member gm ON ra.subjectKind = 'group' AND gm.groupId = ra.subjectId
       JOIN membership m ON m.id = CASE ra.subjectKind WHEN 'user' THEN ra.subjectId WHEN 'group' THEN gm.userId END
       JOIN account a ON a.id = m.accountId
       WHERE r.organisationId = ? AND r.logicalName = ? AND m.state = 'active' AND a.state = 'active' LIMIT 1`,
      [organisationId, superRole],
    );
    return rows.length > 0;
  }
}
