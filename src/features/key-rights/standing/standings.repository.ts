import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Transaction } from '../../../platform/database/index.js';
import { GroupMember } from '../../groups/index.js';
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
  CROSS JOIN role_assignment ra ON ra.subjectKind = 'group' AND ra.subjectId = gm.groupId ${superScope} WHERE gm.userId = member.id)`;

/** Through what users may make keys. */
@Injectable()
export class StandingsRepository {
  constructor(private readonly transaction: Transaction) {}

  /** Which of these users have the right through which group. */
  async throughGroups(organisationId: number, userIds: readonly number[]): Promise<RightOfGroup[]> {
    const memberships = await this.transaction.repository(GroupMember).findBy({ organisationId, userId: In([...userIds]) });
    const groupIds = [...new Set(memberships.map(({ groupId }) => groupId))];
    const rights = await this.transaction.repository(KeyRight).findBy({ organisationId, subjectKind: 'group', subjectId: In(groupIds) });
    const withRight = new Set(rights.map(({ subjectId }) => subjectId));
    return memberships
      .filter(({ groupId }) => withRight.has(groupId))
      .map(({ userId, groupId }) => ({ userId, groupId }))
      .sort((one, other) => one.groupId - other.groupId);
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
