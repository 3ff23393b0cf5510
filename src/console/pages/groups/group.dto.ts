import { ApiProperty } from '@nestjs/swagger';
import { GroupDto } from '../../../features/groups/index.js';
import { IsId, IsLogin, Optional } from '../../../platform/http/index.js';
import { FormModelDto } from '../../model/form-model.js';
import { LinkedType } from '../../model/linked.js';
import { ListOf } from '../../model/listed.js';
import { LinkedDto } from '../../model/links.js';
import { HeldRoleDto } from '../assignments/held-role.dto.js';

export class GroupMembers extends GroupDto {
  /**
   * How many users are in it.
   * @example 12
   */
  members: number;

  /** Whether its members may make API keys through it; null: the caller may not know. */
  keyGeneration: boolean | null;
}

export class GroupPageDto extends LinkedType(GroupMembers, 'GroupBase') {}
export class GroupListDto extends ListOf(GroupPageDto) {}

export class MemberPageDto extends LinkedDto {
  /**
   * The user.
   * @example "1002"
   */
  id: string;

  /**
   * How the user is called.
   * @example "Grace Hopper"
   */
  Name: string;

  /**
   * What the user signs in with.
   * @example "grace"
   */
  Login: string;

  /** Whether the user is let in. */
  State: 'active' | 'disabled' | 'invited';

  /**
   * When the user came to the group.
   * @example "2026-01-31T12:00:00.000Z"
   */
  Created: string;
}

/** A group and who is in it. */
export class GroupDetailDto extends GroupPageDto {
  /** The members of this page; `_links.next` leads to the next one. */
  items: MemberPageDto[];

  @ApiProperty({ type: FormModelDto, nullable: true, description: 'What it takes to add somebody; null: the caller cannot.' })
  addMember: FormModelDto | null;
}

/** A group and what its members hold through it. */
export class GroupRolesDto extends GroupPageDto {
  /** The roles of the group. */
  Roles: HeldRoleDto[];

  @ApiProperty({ type: FormModelDto, nullable: true, description: 'What it takes to give the group a role; null: the caller cannot.' })
  giveRole: FormModelDto | null;
}

/** Somebody to add, by login or by id. */
export class AddMemberForm {
  /**
   * What the user signs in with.
   * @example "grace"
   */
  @Optional()
  @IsLogin()
  login?: string;

  /**
   * The id of the user, instead of the login.
   * @example "1002"
   */
  @Optional()
  @IsId()
  userId?: string;
}
