import { ApiProperty } from '@nestjs/swagger';
import { RoleDto } from '../../../features/roles/index.js';
import { IsId, Optional } from '../../../platform/http/index.js';
import { FormModelDto } from '../../model/form-model.js';
import { LinkedType } from '../../model/linked.js';
import { ListOf } from '../../model/listed.js';
import { HeldRoleDto } from '../assignments/held-role.dto.js';

export class RolePageDto extends LinkedType(RoleDto, 'RoleBase') {}
export class RoleListDto extends ListOf(RolePageDto) {}

export class RolePermissionDto {
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

  /**
   * Whether the role holds it.
   * @example true
   */
  Held: boolean;

  /**
   * Whether the caller could put it into the role: holds it in the organisation as a whole.
   * @example true
   */
  Givable: boolean;
}

/** A role and the whole catalogue. */
export class RoleDetailDto extends RolePageDto {
  /** Every permission there is, held or not. */
  items: RolePermissionDto[];
}

/** A role and who holds it. */
export class RoleHoldersDto extends RolePageDto {
  /** The holders of this page; `_links.next` leads to the next one. */
  items: HeldRoleDto[];

  @ApiProperty({ type: FormModelDto, nullable: true, description: 'What it takes to give the role to somebody; null: the caller cannot.' })
  give: FormModelDto | null;
}

export class RoleFormQuery {
  /**
   * The role to begin with.
   * @example "1006"
   */
  @Optional()
  @IsId()
  basedOn?: string;
}
