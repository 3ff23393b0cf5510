import { Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../../../platform/database/index.js';

/** Somebody was told that a key ends then. A key whose end is moved is told of once more. */
@Entity('key_expiry_notice')
export class KeyExpiryNotice {
  @PrimaryColumn({ type: 'integer' })
  apiKeyId: number;

  @PrimaryColumn({ type: 'bigint' })
  expiresAt: number;

  @InstantColumn()
  noticedAt: number;
}
