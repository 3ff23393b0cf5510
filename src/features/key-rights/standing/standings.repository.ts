import { Injectable } from '@nestjs/common';
import { Transaction } from '../../../platform/database/index.js';
import { superRole } from '../../roles/index.js';
import { Membership } from '../../users/index.js';
import { KeyRight } from '../key-right.entity.js';

export interface RightOfGroup {
  readonly userId: number;
  readonly groupId: number;
}

const superScope = `JOIN workspace_role wr ON wr.id = ra.workspaceRoleId AND wr.scope = 0
  JOIN role r ON r.id = wr.roleId AND r.logicalName = :superRole`;
const holdsSuperRole = `EXISTS (SELECT 1 FROM role_assignment ra ${superScope} WHERE ra.subjectKind = 'user' AND ra.subjectId = member.id)`;
const isInSuperGroup = `EXISTS (SELECT 1 FROM group_member gm
  JOIN role_assignment ra ON ra.subjectKind = 'group' AND ra.subjectId = gm.groupId ${superScope} WHERE gm.userId = member.id)`;

/** Through what users may make keys. */
@Injectable()
export class StandingsRepository {
  constructor(private readonly transaction: Transaction) {}

  /** Which of these users have the right through which group. */
  throughGroups(organisationId: number, userIds: readonly number[]): Promise<RightOfGroup[]> {
    return this.transaction
      .repository(KeyRight)
      .createQueryBuilder('held')
      .innerJoin('group_member', 'member', 'member.groupId = held.subjectId')
      .select('member.userId', 'userId')
      .addSelect('held.subjectId', 'groupId')
      .where("held.organisationId = :organisationId AND held.subjectKind = 'group'", { organisationId })
      .andWhere('member.userId IN (:...userIds)', { userIds: [0, ...userIds] })
      .orderBy('held.subjectId', 'ASC')
      .getRawMany<RightOfGroup>();
  }

  /** Which of these users hold the super role for the organisation, themselves or through a group. */
  async superUsers(organisationId: number, userIds: readonly number[]): Promise<Set<number>> {
    const found = await this.transaction
      .repository(Membership)
      .createQueryBuilder('member')
      .select('member.id', 'id')
      .where('member.organisationId = :organisationId AND member.id IN (:...userIds)', { organisationId, userIds: [0, ...userIds] })
      .andWhere(`(${holdsSuperRole} OR ${isInSuperGroup})`, { superRole })
      .getRawMany<{ id: number }>();
    return new Set(found.map(({ id }) => id));
  }
}
