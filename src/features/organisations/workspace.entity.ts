import { Entity, Index } from 'typeorm';
import { IdColumn, InstantColumn, OptionalInstantColumn, RefColumn, TextColumn } from '../../platform/database/index.js';

/** A part of an organisation in which roles can be held. */
@Entity('workspace')
@Index('ix_workspace_organisationId', ['organisationId'])
export class Workspace {
  @IdColumn()
  id: number;

  @RefColumn()
  organisationId: number;

  @TextColumn(100)
  name: string;

  @InstantColumn()
  createdAt: number;

  @InstantColumn()
  updatedAt: number;

  /** Rows stay: what was granted in a deleted workspace grants nothing. */
  @OptionalInstantColumn()
  deletedAt: number | null;
}
