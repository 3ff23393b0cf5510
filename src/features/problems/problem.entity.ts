import { Entity, Index } from 'typeorm';
import { IdColumn, InstantColumn, LongTextColumn, OptionalRefColumn, RefColumn, TextColumn } from '../../platform/database/index.js';

/** The example resource: what a protected thing of your own looks like. */
@Entity('problem')
@Index('ix_problem_organisationId_workspaceId', ['organisationId', 'workspaceId'])
export class Problem {
  @IdColumn()
  id: number;

  @RefColumn()
  organisationId: number;

  /** null: it belongs to the organisation as a whole. */
  @OptionalRefColumn()
  workspaceId: number | null;

  @TextColumn(100)
  name: string;

  @LongTextColumn()
  statement: string;

  @InstantColumn()
  createdAt: number;
}
