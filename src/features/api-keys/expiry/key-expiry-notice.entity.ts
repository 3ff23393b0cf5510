import { Entity, Index, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../../../platform/database/index.js';

/** Somebody was told that a key ends then. A key whose end is moved is told of once more. */
@Entity('key_expiry_notice')
@Index('ix_key_expiry_notice_expiresAt', ['expiresAt'])
export class KeyExpiryNotice {
  @PrimaryColumn({ type: 'integer' })
  apiKeyId: number;

  @PrimaryColumn({ type: 'bigint' })
  expiresAt: number;

  @InstantColumn()
  noticedAt: number;
}
