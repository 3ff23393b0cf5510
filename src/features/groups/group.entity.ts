import { Entity, Index } from 'typeorm';
import { IdColumn, InstantColumn, OptionalTextColumn, RefColumn, TextColumn } from '../../platform/database/index.js';

/** Users of one organisation; holds roles for all its members. */
@Entity('user_group')
@Index('uq_user_group_organisationId_name', ['organisationId', 'name'], { unique: true })
@Index('ix_user_group_organisationId_nameLower_id', ['organisationId', 'nameLower', 'id'])
export class Group {
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
}
