import { ApiProperty } from '@nestjs/swagger';
import { fromOptionalId } from '../../../platform/http/index.js';
import type { HeldPermission, PermissionSource, UserPermissions } from './user-permissions.service.js';

export class PermissionSourceDto {
  /**
   * The role that holds the permission.
   * @example "1007"
   */
  roleId: string;

  /**
   * Its name.
   * @example "Workspace Admin"
   */
  roleName: string;

  /**
   * The group through which the user has the role; null: it was given to the user.
   * @example "1001"
   */
  groupId: string | null;

  /**
   * The name of the group; null as well for those who may read neither groups nor, signed in, themselves.
   * @example "Operations"
   */
  groupName: string | null;

  /**
   * The workspace the role is held in; null: the organisation as a whole.
   * @example "1003"
   */
  workspaceId: string | null;
}

export class UserPermissionDto {
  /**
   * The permission.
   * @example "problem.read"
   */
  permission: string;

  /**
   * What it lets its holder do.
   * @example "Read problems"
   */
  description: string;

  /** `all`: in the organisation as a whole, with every workspace; else the workspaces. */
  @ApiProperty({ oneOf: [{ type: 'string', enum: ['all'] }, { type: 'array', items: { type: 'string' } }], example: ['1003'] })
  workspaceIds: 'all' | string[];

  /** Each way in which it is held: take all of them away and it is gone. */
  sources: PermissionSourceDto[];
}

export class UserPermissionsDto {
  /**
   * The user.
   * @example "1002"
   */
  userId: string;

  /**
   * Whether the user is let in at all; if not, nothing of this can be used.
   * @example true
   */
  active: boolean;

  /** What the user holds, in the order of the catalogue. */
  permissions: UserPermissionDto[];
}

const toPermissionSourceDto = ({ source, group, workspaceId }: PermissionSource): PermissionSourceDto => ({
  roleId: String(source.id),
  roleName: source.name,
  groupId: fromOptionalId(group?.id ?? null),
  groupName: group?.name ?? null,
  workspaceId: fromOptionalId(workspaceId),
});

export const toUserPermissionDto = ({ permission, reach, sources }: HeldPermission): UserPermissionDto => ({
  permission: permission.name,
  description: permission.description,
  workspaceIds: typeof reach === 'string' ? 'all' : [...reach].sort((a, b) => a - b).map(String),
  sources: sources.map(toPermissionSourceDto),
});

export const toUserPermissionsDto = ({ user, active, held }: UserPermissions): UserPermissionsDto => ({
  userId: String(user.id),
  active,
  permissions: held.map(toUserPermissionDto),
});
