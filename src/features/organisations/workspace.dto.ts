import { IntersectionType } from '@nestjs/swagger';
import { ChangedDto, fromInstant, IsName, PageOf } from '../../platform/http/index.js';
import type { Workspace } from './workspace.entity.js';

export class WorkspaceDto {
  /**
   * The id of the workspace.
   * @example "1001"
   */
  id: string;

  /**
   * Its name.
   * @example "default"
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

export class WorkspacePage extends PageOf(WorkspaceDto) {}
export class ChangedWorkspaceDto extends IntersectionType(WorkspaceDto, ChangedDto) {}

export class WorkspaceRequest {
  /**
   * Its name.
   * @example "production"
   */
  @IsName()
  name: string;
}

export const toWorkspaceDto = (workspace: Workspace): WorkspaceDto => ({
  id: String(workspace.id),
  name: workspace.name,
  createdAt: fromInstant(workspace.createdAt),
  updatedAt: fromInstant(workspace.updatedAt),
});
