import { Entity, Index, PrimaryColumn } from 'typeorm';
import { CounterColumn, InstantColumn, OptionalTextColumn, RefColumn, TextColumn } from '../../platform/database/index.js';

/** How often an old secret was used since a newer one was there beside it, and its last use. Kept for as long as secrets overlap. */
@Entity('old_secret_use')
@Index('ix_old_secret_use_apiKeyId', ['apiKeyId'])
@Index('ix_old_secret_use_usedAt', ['usedAt'])
export class OldSecretUse {
  @PrimaryColumn({ type: 'integer' })
  secretId: number;

  @RefColumn()
  organisationId: number;

  @RefColumn()
  apiKeyId: number;

  /** Allowed and refused. */
  @CounterColumn()
  uses: number;

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
