import { Entity, Index } from 'typeorm';
import { IdColumn, InstantColumn, RefColumn, TextColumn } from '../../platform/database/index.js';

export type KeyRightSubject = 'user' | 'group';

/** A user, or all members of a group, may make API keys. Counts where an organisation does not let everyone. */
@Entity('key_right')
@Index('uq_key_right_subjectKind_subjectId', ['subjectKind', 'subjectId'], { unique: true })
@Index('ix_key_right_organisationId_id', ['organisationId', 'id'])
export class KeyRight {
  @IdColumn()
  id: number;

  @RefColumn()
  organisationId: number;

  @TextColumn(16)
  subjectKind: KeyRightSubject;

  @RefColumn()
  subjectId: number;

  @InstantColumn()
  createdAt: number;
}
