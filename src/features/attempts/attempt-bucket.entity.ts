import { Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn, IntegerColumn } from '../../platform/database/index.js';

/** How many attempts a bucket (an account, an address …) has used in its window. */
@Entity('attempt_bucket')
export class AttemptBucket {
  @PrimaryColumn({ type: 'varchar', length: 190 })
  bucket: string;

  @IntegerColumn()
  used: number;

  @InstantColumn()
  windowEndsAt: number;
}
