import { Entity, Index } from 'typeorm';
import { IdColumn, InstantColumn, OptionalLongTextColumn, OptionalRefColumn, TextColumn } from '../database/index.js';

/** A creating call that was made under an `Idempotency-Key`, and for a while its answer. */
@Entity('idempotency_record')
@Index('uq_idempotency_record_owner_name', ['owner', 'name'], { unique: true })
@Index('ix_idempotency_record_createdAt', ['createdAt'])
export class IdempotencyRecord {
  @IdColumn()
  id: number;

  /** Who made the call, and where: one caller's keys are nobody else's. */
  @TextColumn(64)
  owner: string;

  /** The key as the caller chose it. */
  @TextColumn(190)
  name: string;

  /** SHA-256 of method, address and body. */
  @TextColumn(64)
  requestDigest: string;

  /** The result, sealed, for it may hold a key's text; null once wiped. */
  @OptionalLongTextColumn()
  sealed: string | null;

  @OptionalRefColumn()
  sealId: number | null;

  @InstantColumn()
  createdAt: number;
}
