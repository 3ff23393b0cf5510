import { Entity, Index } from 'typeorm';
import { IdColumn, InstantColumn, IntegerColumn, OptionalInstantColumn, RefColumn, TextColumn } from '../../platform/database/index.js';

/** A person's sign-in. */
@Entity('session')
@Index('ix_session_accountId', ['accountId'])
@Index('ix_session_expiresAt', ['expiresAt'])
export class Session {
  @IdColumn()
  id: number;

  @RefColumn()
  accountId: number;

  /** The account's generation at sign-in: a session under another one is over. */
  @IntegerColumn()
  accountGeneration: number;

  @TextColumn(64)
  digest: string;

  @RefColumn()
  pepperId: number;

  @TextColumn(64)
  address: string;

  @TextColumn(200)
  userAgent: string;

  @InstantColumn()
  createdAt: number;

  @InstantColumn()
  expiresAt: number;

  @OptionalInstantColumn()
  endedAt: number | null;
}
