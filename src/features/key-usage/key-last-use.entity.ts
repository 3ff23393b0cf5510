import { Entity, Index, PrimaryColumn } from 'typeorm';
import { InstantColumn, OptionalTextColumn, RefColumn, TextColumn } from '../../platform/database/index.js';

/** When, from where and for what a key was last used. Only ever moves forward. */
@Entity('key_last_use')
@Index('ix_key_last_use_organisationId_usedAt', ['organisationId', 'usedAt'])
export class KeyLastUse {
  @PrimaryColumn({ type: 'integer' })
  apiKeyId: number;

  @RefColumn()
  organisationId: number;

  @InstantColumn()
  usedAt: number;

  @TextColumn(64)
  address: string;

  @TextColumn(200)
  userAgent: string;

  /** null: the call needed none. */
  @OptionalTextColumn(100)
  permission: string | null;

  @TextColumn(16)
  result: 'allowed' | 'refused';
}
