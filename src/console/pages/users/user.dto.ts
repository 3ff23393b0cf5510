import { ApiProperty } from '@nestjs/swagger';
import { type InvitationWay, UserDto } from '../../../features/users/index.js';
import { IsId } from '../../../platform/http/index.js';
import { FormModelDto } from '../../model/form-model.js';
import { LinkedType } from '../../model/linked.js';
import { ListOf } from '../../model/listed.js';
import { LinkedDto } from '../../model/links.js';
import { NamedDto } from '../../model/named.js';
import { MatrixDto } from '../api-access/matrix.dto.js';
import { HeldRoleDto } from '../assignments/held-role.dto.js';
import { KeyGenerationDto } from '../key-generation/key-generation.dto.js';

export class UserMembers extends UserDto {
  /** Whether the user may make API keys; null: the caller may not know. */
  keyGeneration: KeyGenerationDto | null;
}

export class UserPageDto extends LinkedType(UserMembers, 'UserBase') {}
export class UserListDto extends ListOf(UserPageDto) {}

const invitationGoesTo = {
  enum: ['given', 'account'],
  nullable: true,
  description: 'Where the invitation goes: to the address that was `given` with it, or to that of the `account`, which is its person’s own and which no invitation changes. null: there is none, or the caller may not invite.',
  example: 'given',
};

/** What it takes to invite somebody. */
export class InviteFormDto extends (FormModelDto as new () => FormModelDto) {
  @ApiProperty({ type: MatrixDto, nullable: true, description: 'The roles that can be given at once, by place: what `Workspace Roles` can be chosen from. null: the caller can give none.' })
  Matrix: MatrixDto | null;
}

/** Somebody who was just added. */
export class InvitedUserPageDto extends UserPageDto {
  @ApiProperty(invitationGoesTo)
  'Invitation Goes To': InvitationWay | null;
}

/** All there is to see of one user. */
export class UserDetailDto extends UserPageDto {
  @ApiProperty({ type: [NamedDto], nullable: true, description: 'The groups the user is in; null: the caller may not know.' })
  Groups: NamedDto[] | null;

  @ApiProperty({ type: [HeldRoleDto], nullable: true, description: 'The roles given to the user, without those of groups; null: the caller may not know.' })
  Roles: HeldRoleDto[] | null;

  @ApiProperty(invitationGoesTo)
  'Invitation Goes To': InvitationWay | null;

  /** What it takes to add the user to a group; null: the caller cannot. */
  joinGroup: FormModelDto | null;

  /** What it takes to give the user a role; null: the caller cannot. */
  giveRole: FormModelDto | null;
}

export class EffectiveSourceDto extends LinkedDto {
  /**
   * The role that holds the permission.
   * @example "Workspace Admin"
   */
  Role: string;

  /**
   * The group through which the user has it; null: it was given to the user.
   * @example "Operations"
   */
  Group: string | null;

  /**
   * The workspace in which; null: the organisation as a whole.
   * @example "staging"
   */
  Workspace: string | null;
}

export class EffectivePermissionDto {
  /**
   * The permission.
   * @example "problem.read"
   */
  Permission: string;

  /**
   * What it lets its holder do.
   * @example "Read problems"
   */
  Description: string;

  @ApiProperty({ type: [NamedDto], nullable: true, description: 'The workspaces in which it is held; null: all of them, and the organisation as a whole.' })
  Workspaces: NamedDto[] | null;

  /** Each way in which it is held: take all of them away and it is gone. */
  Sources: EffectiveSourceDto[];
}

/** What a user may do, and why. */
export class UserPermissionsPageDto extends UserPageDto {
  /**
   * Whether the user is let in at all; if not, nothing of this can be used.
   * @example true
   */
  Active: boolean;

  /** What the user holds, in the order of the catalogue. */
  items: EffectivePermissionDto[];
}

export class JoinGroupForm {
  /**
   * The group.
   * @example "1001"
   */
  @IsId()
  groupId: string;
}
