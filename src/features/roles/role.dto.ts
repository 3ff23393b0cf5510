import { IntersectionType } from '@nestjs/swagger';
import { IsIn, Matches } from 'class-validator';
import { everyPermission } from '../../access/index.js';
import { ChangedDto, fromInstant, fromOptionalId, IsId, IsName, IsPermissionNames, Optional, PageOf } from '../../platform/http/index.js';
import type { Role } from './role.entity.js';
import { permissionsOf } from './system-roles.js';

export class RoleDto {
  /**
   * The id of the role.
   * @example "1007"
   */
  id: string;

  /**
   * Its name, unique in the organisation.
   * @example "Auditor"
   */
  name: string;

  /**
   * Its name for programs, unique in the organisation.
   * @example "role.workspace.auditor"
   */
  logicalName: string;

  /** A `workspace` role can be held in each workspace and in the organisation as a whole, an `organisation` role only in the latter. */
  level: 'organisation' | 'workspace';

  /**
   * Every organisation has the system roles; they cannot be changed.
   * @example false
   */
  isSystem: boolean;

  /**
   * The role it was made from.
   * @example null
   */
  basedOnRoleId: string | null;

  /**
   * What it holds. `*` stands for every permission, present and future, except those in `exceptPermissions`.
   * @example ["problem.read", "audit.read"]
   */
  permissions: string[];

  /**
   * What an open-ended role does not hold.
   * @example []
   */
  exceptPermissions: string[];

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

export class RolePage extends PageOf(RoleDto) {}
export class ChangedRoleDto extends IntersectionType(RoleDto, ChangedDto) {}

export class CreateRoleRequest {
  /**
   * Its name, unique in the organisation.
   * @example "Auditor"
   */
  @IsName()
  name: string;

  /**
   * Its name for programs; made up when left out.
   * @example "role.workspace.auditor"
   */
  @Optional()
  @Matches(/^[a-z][a-z0-9_.-]{0,99}$/, { message: '$property must be 1 to 100 characters of a-z, 0-9 and _ . - and begin with a letter' })
  logicalName?: string;

  /** Where it can be held. */
  @IsIn(['organisation', 'workspace'])
  level: 'organisation' | 'workspace';

  /**
   * What it holds; each must be held by you in the organisation as a whole. Left out: what the role it is based on holds now.
   * @example ["problem.read", "audit.read"]
   */
  @Optional()
  @IsPermissionNames()
  permissions?: string[];

  /**
   * The role it is made from.
   * @example "1006"
   */
  @Optional()
  @IsId()
  basedOnRoleId?: string;
}

export class UpdateRoleRequest {
  /**
   * Its name, unique in the organisation.
   * @example "Auditor"
   */
  @Optional()
  @IsName()
  name?: string;

  /**
   * What it holds from now on; you must hold each that is added.
   * @example ["problem.read"]
   */
  @Optional()
  @IsPermissionNames()
  permissions?: string[];
}

export function toRoleDto(role: Role): RoleDto {
  const { open, names } = permissionsOf(role);
  return {
    id: String(role.id),
    name: role.name,
    logicalName: role.logicalName,
    level: role.level,
    isSystem: role.isSystem,
    basedOnRoleId: fromOptionalId(role.basedOnRoleId),
    permissions: open ? [everyPermission] : [...names],
    exceptPermissions: open ? [...names] : [],
    createdAt: fromInstant(role.createdAt),
    updatedAt: fromInstant(role.updatedAt),
  };
}
