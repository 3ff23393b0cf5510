import { Entity, Index } from 'typeorm';
import { IdColumn, InstantColumn, RefColumn, TextColumn } from '../../platform/database/index.js';

/** Users of one organisation; holds roles for all its members. */
@Entity('user_group')
@Index('uq_user_group_organisationId_name', ['organisationId', 'name'], { unique: true })
export class Group {
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
}
