import { IntersectionType } from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';
import { ChangedDto, fromInstant, IsId, IsIdList, Optional, PageOf, PageQuery, toId } from '../../platform/http/index.js';
import type { KeyRight } from './key-right.entity.js';
import type { KeyRightFilter } from './key-rights.repository.js';
import type { KeyRightChange } from './key-rights.service.js';

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

export const toKeyRightsDto = ({ userIds, groupIds, enabled }: KeyRightChange): KeyRightsDto => ({
  userIds: userIds.map(String),
  groupIds: groupIds.map(String),
  enabled,
});

export const toKeyRightDto = ({ id, subjectKind, subjectId, createdAt }: KeyRight): KeyRightDto => ({
  id: String(id),
  userId: subjectKind === 'user' ? String(subjectId) : null,
  groupId: subjectKind === 'group' ? String(subjectId) : null,
  createdAt: fromInstant(createdAt),
});
