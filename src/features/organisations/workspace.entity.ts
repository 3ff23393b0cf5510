import { Entity, Index } from 'typeorm';
import { IdColumn, InstantColumn, OptionalInstantColumn, OptionalTextColumn, RefColumn, TextColumn } from '../../platform/database/index.js';

/** A part of an organisation in which roles can be held. */
@Entity('workspace')
@Index('ix_workspace_organisationId', ['organisationId'])
@Index('ix_workspace_organisationId_nameLower_id', ['organisationId', 'nameLower', 'id'])
export class Workspace {
  @IdColumn()
  id: number;

  @RefColumn()
  organisationId: number;

  @TextColumn(100)
  name: string;

  /** The name as it is searched and sorted by. */
  @OptionalTextColumn(100)
  nameLower: string | null;

  @InstantColumn()
  createdAt: number;

  @InstantColumn()
  updatedAt: number;

  /** Rows stay: what was granted in a deleted workspace grants nothing. */
  @OptionalInstantColumn()
  deletedAt: number | null;
}
