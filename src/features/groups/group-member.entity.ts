import { Entity, Index } from 'typeorm';
import { IdColumn, InstantColumn, RefColumn } from '../../platform/database/index.js';

@Entity('group_member')
@Index('uq_group_member_groupId_userId', ['groupId', 'userId'], { unique: true })
@Index('ix_group_member_userId', ['userId'])
export class GroupMember {
  @IdColumn()
  id: number;

  @RefColumn()
  organisationId: number;

  @RefColumn()
  groupId: number;

  @RefColumn()
  userId: number;

  @InstantColumn()
  createdAt: number;
}
