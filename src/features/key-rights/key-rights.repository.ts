import { Injectable } from '@nestjs/common';
import { type FindOptionsWhere, In, MoreThan } from 'typeorm';
import { isDuplicate, Transaction } from '../../platform/database/index.js';
import { type Load, select } from '../../platform/freshness/index.js';
import type { Slice } from '../../platform/http/index.js';
import { superRole } from '../roles/index.js';
import { Membership } from '../users/index.js';
import { KeyRight, type KeyRightSubject } from './key-right.entity.js';

export interface KeyRightFilter {
  readonly subjectKind?: KeyRightSubject;
  readonly subjectId?: number;
}

/** Who would make a key: a person, or a service key. */
export interface KeyMaker {
  readonly kind: 'user' | 'api-key';
  readonly id: number;
}

/** Somebody to be told. */
export interface Recipient {
  readonly userId: number;
  readonly email: string;
  readonly displayName: string;
}

const throughGroup = 'SELECT gm.userId FROM group_member gm WHERE gm.groupId IN (:...groupIds)';
const hasRight = `EXISTS (SELECT 1 FROM key_right kr WHERE kr.subjectKind = 'user' AND kr.subjectId = member.id)
  OR EXISTS (SELECT 1 FROM group_member gm CROSS JOIN key_right kr ON kr.subjectKind = 'group' AND kr.subjectId = gm.groupId WHERE gm.userId = member.id)`;
const isActive = "member.state = 'active' AND account.state = 'active' AND member.lastSignInAt IS NOT NULL";

const byEveryone = "SELECT 1 AS may FROM organisation o WHERE o.id = ? AND o.keyCreation = 'everyone'";
const byRight = "SELECT 1 AS may FROM key_right kr WHERE kr.subjectKind = 'user' AND kr.subjectId = ?";
// CROSS JOIN: SQLite keeps the order. Without statistics it begins with what all groups have.
const byRightOfGroup = `SELECT 1 AS may FROM group_member gm
  CROSS JOIN key_right kr ON kr.subjectKind = 'group' AND kr.subjectId = gm.groupId WHERE gm.userId = ?`;
const ofRole = `JOIN workspace_role wr ON wr.id = ra.workspaceRoleId AND wr.scope = 0
  JOIN role r ON r.id = wr.roleId AND r.logicalName = ?`;
const byRole = `SELECT 1 AS may FROM role_assignment ra ${ofRole} WHERE ra.subjectKind = ? AND ra.subjectId = ?`;
const byRoleOfGroup = `SELECT 1 AS may FROM group_member gm
  CROSS JOIN role_assignment ra ON ra.subjectKind = 'group' AND ra.subjectId = gm.groupId ${ofRole} WHERE gm.userId = ?`;

const mayAsUser = `${byEveryone} UNION ALL ${byRight} UNION ALL ${byRightOfGroup} UNION ALL ${byRole} UNION ALL ${byRoleOfGroup} LIMIT 1`;
const mayAsKey = `${byEveryone} UNION ALL ${byRole} LIMIT 1`;

const parametersOf = (organisationId: number, { kind, id }: KeyMaker): unknown[] =>
  kind === 'user' ? [organisationId, id, id, superRole, 'user', id, superRole, id] : [organisationId, superRole, 'api-key', id];

/**
 * Whether keys may be made and renewed: by everyone, or by those with the right (themselves or through a group) and
 * by holders of the super role, from whom it cannot be taken. A service key has no other right than that role.
 */
export function* loadMayMakeKeys(organisationId: number, maker: KeyMaker): Load<boolean> {
  return (yield* select(maker.kind === 'user' ? mayAsUser : mayAsKey, parametersOf(organisationId, maker))).length > 0;
}

@Injectable()
export class KeyRightsRepository {
  constructor(private readonly transaction: Transaction) {}

  /** Nothing when somebody else has just given it. */
  async insert(right: Omit<KeyRight, 'id'>): Promise<void> {
    try {
      await this.transaction.repository(KeyRight).insert({ ...right });
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
  }

  async delete(organisationId: number, subjectKind: KeyRightSubject, ids: readonly number[]): Promise<void> {
    await this.transaction.repository(KeyRight).delete({ organisationId, subjectKind, subjectId: In([...ids]) });
  }

  /** Those of `ids` that have the right themselves. */
  async holders(organisationId: number, subjectKind: KeyRightSubject, ids: readonly number[]): Promise<Set<number>> {
    const found = await this.transaction.repository(KeyRight).findBy({ organisationId, subjectKind, subjectId: In([...ids]) });
    return new Set(found.map(({ subjectId }) => subjectId));
  }

  list(organisationId: number, filter: KeyRightFilter, { limit, after }: Slice): Promise<KeyRight[]> {
    const where: FindOptionsWhere<KeyRight> = { organisationId, id: MoreThan(after ?? 0), ...filter };
    return this.transaction.repository(KeyRight).find({ where, order: { id: 'ASC' }, take: limit + 1 });
  }

  /** The same as `loadMayMakeKeys`, in the transaction of what is to be made. */
  async mayMakeKeys(organisationId: number, maker: KeyMaker): Promise<boolean> {
    const sql = maker.kind === 'user' ? mayAsUser : mayAsKey;
    const rows: unknown[] = await this.transaction.manager.query(sql, parametersOf(organisationId, maker));
    return rows.length > 0;
  }

  /** Active users, among these and the members of these groups, who have signed in before and have no right so far. */
  newcomers(organisationId: number, userIds: readonly number[], groupIds: readonly number[]): Promise<Recipient[]> {
    return this.transaction
      .repository(Membership)
      .createQueryBuilder('member')
      .innerJoin('account', 'account', 'account.id = member.accountId')
      .select('member.id', 'userId')
      .addSelect('account.email', 'email')
      .addSelect('member.displayName', 'displayName')
      .where('member.organisationId = :organisationId', { organisationId })
      .andWhere(isActive)
      .andWhere(`(member.id IN (:...userIds) OR member.id IN (${throughGroup}))`, { userIds: [0, ...userIds], groupIds: [0, ...groupIds] })
      .andWhere(`NOT (${hasRight})`)
      .orderBy('member.id', 'ASC')
      .getRawMany<Recipient>();
  }
}
