import { Entity, Index } from 'typeorm';
import { IdColumn, InstantColumn, IntegerColumn, OptionalInstantColumn, RefColumn, TextColumn } from '../../../platform/database/index.js';

/** A single-use token with which a person who has forgotten the password sets another. Nothing of it is stored but its digest. */
@Entity('password_reset')
@Index('ix_password_reset_accountId', ['accountId'])
@Index('ix_password_reset_expiresAt', ['expiresAt'])
export class PasswordReset {
  @IdColumn()
  id: number;

  @RefColumn()
  accountId: number;

  /** The one it was made under: it is good for nothing once the account was disabled or has another password. */
  @IntegerColumn()
  accountGeneration: number;

  @TextColumn(64)
  digest: string;

  @RefColumn()
  pepperId: number;

  @InstantColumn()
  createdAt: number;

  @InstantColumn()
  expiresAt: number;

  /** Used, or replaced by a newer one. */
  @OptionalInstantColumn()
  endedAt: number | null;
}
