import { fromOptionalId, IsId, Optional, PageOf, PageQuery } from '../../platform/http/index.js';
import type { WorkspaceRole } from './workspace-role.entity.js';

export class WorkspaceRoleDto {
  /**
   * The id of the workspace role: what is assigned.
   * @example "1037"
   */
  id: string;

  /**
   * The role.
   * @example "1007"
   */
  roleId: string;

  /**
   * The workspace it is held in; null: the organisation as a whole, with all workspaces.
   * @example "1003"
   */
  workspaceId: string | null;
}

export class WorkspaceRolePage extends PageOf(WorkspaceRoleDto) {}

export class WorkspaceRoleQuery extends PageQuery {
  /**
   * Only those of this role.
   * @example "1007"
   */
  @Optional()
  @IsId()
  roleId?: string;

  /**
   * Only those in this workspace.
   * @example "1003"
   */
  @Optional()
  @IsId()
  workspaceId?: string;
}

export const toWorkspaceRoleDto = ({ id, roleId, workspaceId }: WorkspaceRole): WorkspaceRoleDto => ({
  id: String(id),
  roleId: String(roleId),
  workspaceId: fromOptionalId(workspaceId),
});
