import { Entity, Index } from 'typeorm';
import { IdColumn, OptionalRefColumn, RefColumn } from '../../platform/database/index.js';

/** One role in one scope: what is assigned. The server makes them. */
@Entity('workspace_role')
@Index('uq_workspace_role_roleId_scope', ['roleId', 'scope'], { unique: true })
@Index('ix_workspace_role_organisationId_workspaceId', ['organisationId', 'workspaceId'])
export class WorkspaceRole {
  @IdColumn()
  id: number;

  @RefColumn()
  organisationId: number;

  @RefColumn()
  roleId: number;

  /** null: the organisation as a whole. */
  @OptionalRefColumn()
  workspaceId: number | null;

  /** `workspaceId`, or 0: unique indices do not compare nulls. */
  @RefColumn()
  scope: number;
}
