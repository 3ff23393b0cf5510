import { Entity, Index, PrimaryColumn } from 'typeorm';
import { InstantColumn, IntegerColumn } from '../../platform/database/index.js';

/** How many attempts a bucket (an account, an address …) has used in its window. */
@Entity('attempt_bucket')
@Index('ix_attempt_bucket_windowEndsAt', ['windowEndsAt'])
export class AttemptBucket {
  @PrimaryColumn({ type: 'varchar', length: 190 })
  bucket: string;

  @IntegerColumn()
  used: number;

  @InstantColumn()
  windowEndsAt: number;
}
