import { IntersectionType } from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';
import { ChangedDto, fromInstant, IsId, IsIdList, Optional, PageOf, PageQuery, toId } from '../../platform/http/index.js';
import type { KeyRight, KeyRightSubject } from './key-right.entity.js';
import type { KeyRightFilter } from './key-rights.repository.js';
import type { KeyRightChange, KeyRightOutcome } from './key-rights.service.js';

export class KeyRightDto {
  /**
   * The id of the right.
   * @example "1001"
   */
  id: string;

  /**
   * The user who has it; null: a group has.
   * @example "1002"
   */
  userId: string | null;

  /**
   * The group whose members have it; null: a user has.
   * @example null
   */
  groupId: string | null;

  /**
   * When it was given.
   * @example "2026-01-31T12:00:00.000Z"
   */
  createdAt: string;
}

export class KeyRightPage extends PageOf(KeyRightDto) {}

export class KeyRightQuery extends PageQuery {
  /**
   * Only that of this user. Either this or `groupId`.
   * @example "1002"
   */
  @Optional()
  @IsId()
  userId?: string;

  /**
   * Only that of this group.
   * @example "1001"
   */
  @Optional()
  @IsId()
  groupId?: string;
}

export class SetKeyRightsRequest {
  /**
   * These users. Left out: none.
   * @example ["1002", "1003"]
   */
  @Optional()
  @IsIdList()
  userIds?: string[];

  /**
   * All members of these groups, now and later. Left out: none.
   * @example ["1001"]
   */
  @Optional()
  @IsIdList()
  groupIds?: string[];

  /**
   * Whether they may make keys.
   * @example true
   */
  @IsBoolean()
  enabled: boolean;
}

export class KeyRightResultDto {
  /**
   * The user; null: it is about a group.
   * @example "1002"
   */
  userId: string | null;

  /**
   * The group; null: it is about a user.
   * @example null
   */
  groupId: string | null;

  /**
   * Whether it was otherwise before.
   * @example true
   */
  changed: boolean;
}

export class KeyRightsDto {
  /**
   * The users that were named.
   * @example ["1002", "1003"]
   */
  userIds: string[];

  /**
   * The groups that were named.
   * @example ["1001"]
   */
  groupIds: string[];

  /**
   * Whether they have the right now.
   * @example true
   */
  enabled: boolean;

  /** What has become of each of them: the users, then the groups. */
  results: KeyRightResultDto[];

  /**
   * The users who are told by mail, themselves or as members of the groups: those who gain the right and have signed in before.
   * @example ["1003"]
   */
  toldUserIds: string[];
}

export class ChangedKeyRightsDto extends IntersectionType(KeyRightsDto, ChangedDto) {}

export const toKeyRightChange = ({ userIds = [], groupIds = [], enabled }: SetKeyRightsRequest): KeyRightChange => ({
  userIds: userIds.map(toId),
  groupIds: groupIds.map(toId),
  enabled,
});

export const toKeyRightFilter = ({ userId, groupId }: KeyRightQuery): KeyRightFilter => {
  if (userId !== undefined) return { subjectKind: 'user', subjectId: toId(userId) };
  return groupId === undefined ? {} : { subjectKind: 'group', subjectId: toId(groupId) };
};

export const toKeyRightsDto = ({ userIds, groupIds, enabled, results, told }: KeyRightOutcome): KeyRightsDto => ({
  userIds: userIds.map(String),
  groupIds: groupIds.map(String),
  enabled,
  results: results.map(({ kind, id, changed }) => ({ ...subjectIdsOf(kind, id), changed })),
  toldUserIds: told.map(String),
});

const subjectIdsOf = (kind: KeyRightSubject, id: number) => ({ userId: kind === 'user' ? String(id) : null, groupId: kind === 'group' ? String(id) : null });

export const toKeyRightDto = ({ id, subjectKind, subjectId, createdAt }: KeyRight): KeyRightDto => ({
  id: String(id),
  ...subjectIdsOf(subjectKind, subjectId),
  createdAt: fromInstant(createdAt),
});
