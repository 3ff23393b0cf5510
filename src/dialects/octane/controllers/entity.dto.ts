import { ApiProperty } from '@nestjs/swagger';
import { EnvelopeOf } from './envelope-of.js';

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

export class OctaneRolesDto extends EnvelopeOf(OctaneRoleDto) {}
export class OctaneWorkspacesDto extends EnvelopeOf(OctaneWorkspaceDto) {}
export class OctaneWorkspaceRoleListDto extends EnvelopeOf(OctaneWorkspaceRoleDto) {}
