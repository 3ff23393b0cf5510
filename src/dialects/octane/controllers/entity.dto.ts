import type { Type } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { OctaneBulkErrorDto } from '../wire/octane-error.dto.js';

export class RoleReferenceDto {
  @ApiProperty({ enum: ['role'], description: 'What it is.' })
  type: 'role';

  /**
   * Its id.
   * @example "1005"
   */
  id: string;

  /**
   * Its name for programs.
   * @example "role.workspace.devops.admin"
   */
  logical_name?: string;

  /**
   * Its name.
   * @example "DevOps Admin"
   */
  name?: string;
}

export class OctaneRoleDto extends RoleReferenceDto {
  @ApiProperty({ type: RoleReferenceDto, nullable: true, required: false, description: 'The role it was made from.' })
  based_on_system?: RoleReferenceDto | null;

  /**
   * Every organisation has the system roles.
   * @example true
   */
  is_system?: boolean;

  /**
   * The id of the shared space, as a number.
   * @example 1001
   */
  workspace_id?: number;

  /**
   * Counts its changes.
   * @example 1
   */
  version_stamp?: number;

  /**
   * When it was made.
   * @example "2021-04-28T11:29:44Z"
   */
  creation_time?: string;

  /**
   * When it was last changed.
   * @example "2021-04-28T11:29:44Z"
   */
  last_modified?: string;
}

export class OctaneWorkspaceDto {
  @ApiProperty({ enum: ['workspace'], description: 'What it is.' })
  type: 'workspace';

  /**
   * Its id.
   * @example "1002"
   */
  id: string;

  /**
   * Its name.
   * @example "default"
   */
  name?: string;

  /**
   * When it was made.
   * @example "2021-04-28T11:29:44Z"
   */
  creation_time?: string;

  /**
   * When it was last changed.
   * @example "2021-04-28T11:29:44Z"
   */
  last_modified?: string;
}

export class OctaneWorkspaceRoleDto {
  @ApiProperty({ enum: ['workspace_role'], description: 'What it is.' })
  type: 'workspace_role';

  /**
   * Its id: what a key is given.
   * @example "1028"
   */
  id: string;

  /** The role. */
  role?: RoleReferenceDto;

  @ApiProperty({ type: OctaneWorkspaceDto, nullable: true, required: false, description: 'Where it is held; null: in the whole shared space.' })
  workspace?: OctaneWorkspaceDto | null;
}

export class OctaneWorkspaceRolesDto {
  @ApiProperty({ type: [OctaneWorkspaceRoleDto], description: 'The workspace roles.' })
  data: OctaneWorkspaceRoleDto[];
}

export class ApiAccessDto {
  @ApiProperty({ enum: ['api_access'], description: 'What it is.' })
  type: 'api_access';

  /**
   * Its id.
   * @example "1003"
   */
  id: string;

  /**
   * Its name.
   * @example "myKey03"
   */
  name?: string;

  /**
   * What it signs in with, beside its secret. It never changes.
   * @example "myKey03_l2j4391xlw0k2ipwx5ejmdor8"
   */
  client_id?: string;

  /**
   * Until when it is taken; null: it never ends.
   * @example "2030-08-24T00:00:00Z"
   */
  expiration?: string | null;

  /** What it may do where. */
  workspace_roles?: OctaneWorkspaceRolesDto;

  /**
   * When it was made.
   * @example "2021-04-28T11:29:44Z"
   */
  creation_time?: string;

  /**
   * When it was last changed.
   * @example "2021-04-28T11:29:44Z"
   */
  last_modified?: string;

  /**
   * Whether it is active; an expired key still says true.
   * @example true
   */
  is_valid: boolean;
}

export class OctaneRolesDto extends EnvelopeOf(OctaneRoleDto) {}
export class OctaneWorkspacesDto extends EnvelopeOf(OctaneWorkspaceDto) {}
export class OctaneWorkspaceRoleListDto extends EnvelopeOf(OctaneWorkspaceRoleDto) {}
export class ApiAccessesDto extends EnvelopeOf(ApiAccessDto) {}

/** A bulk request of which something was refused: what was not, and why. */
export class ApiAccessesErrorDto extends ApiAccessesDto {
  @ApiProperty({ type: [OctaneBulkErrorDto], description: 'What was refused.' })
  errors: OctaneBulkErrorDto[];
}

/** The class of a collection of `item`, for the specification. */
function EnvelopeOf<T>(item: Type<T>): Type<{ total_count: number; data: T[]; exceeds_total_count: boolean }> {
  class EnvelopeDto {
    @ApiProperty({ type: 'integer', description: 'Everything the query means, not only this page.', example: 1 })
    total_count: number;

    @ApiProperty({ type: [item], description: 'The entities.' })
    data: T[];

    @ApiProperty({ type: 'boolean', description: 'Always false.', example: false })
    exceeds_total_count: boolean;
  }
  return EnvelopeDto;
}
