import { IntersectionType } from '@nestjs/swagger';
import { ChangedDto, fromInstant, IsId, IsName, PageOf } from '../../platform/http/index.js';
import type { Group } from './group.entity.js';
import type { GroupMember } from './group-member.entity.js';

export class GroupDto {
  /**
   * The id of the group.
   * @example "1001"
   */
  id: string;

  /**
   * Its name, unique in the organisation.
   * @example "Operations"
   */
  name: string;

  /**
   * When it was made.
   * @example "2026-01-31T12:00:00.000Z"
   */
  createdAt: string;

  /**
   * When it was last changed.
   * @example "2026-01-31T12:00:00.000Z"
   */
  updatedAt: string;
}

export class GroupPage extends PageOf(GroupDto) {}
export class ChangedGroupDto extends IntersectionType(GroupDto, ChangedDto) {}

export class GroupRequest {
  /**
   * Its name, unique in the organisation.
   * @example "Operations"
   */
  @IsName()
  name: string;
}

export class GroupMemberDto {
  /**
   * The user.
   * @example "1001"
   */
  userId: string;

  /**
   * Since when.
   * @example "2026-01-31T12:00:00.000Z"
   */
  createdAt: string;
}

export class GroupMemberPage extends PageOf(GroupMemberDto) {}

export class AddMemberRequest {
  /**
   * The user to add.
   * @example "1001"
   */
  @IsId()
  userId: string;
}

export class GroupMembershipDto {
  /**
   * The group.
   * @example "1001"
   */
  groupId: string;

  /**
   * The user.
   * @example "1001"
   */
  userId: string;

  /**
   * Whether the user is a member now.
   * @example true
   */
  member: boolean;
}

export class ChangedGroupMembershipDto extends IntersectionType(GroupMembershipDto, ChangedDto) {}

export const toGroupDto = (group: Group): GroupDto => ({
  id: String(group.id),
  name: group.name,
  createdAt: fromInstant(group.createdAt),
  updatedAt: fromInstant(group.updatedAt),
});

export const toGroupMemberDto = (member: GroupMember): GroupMemberDto => ({
  userId: String(member.userId),
  createdAt: fromInstant(member.createdAt),
});
