import { Entity, Index } from 'typeorm';
import { CounterColumn, IdColumn, InstantColumn, OptionalInstantColumn, RefColumn, TextColumn } from '../../../platform/database/index.js';

/** What an account asks for besides its password: codes of an app (TOTP, RFC 6238). */
@Entity('second_factor')
@Index('uq_second_factor_accountId', ['accountId'], { unique: true })
export class SecondFactor {
  @IdColumn()
  id: number;

  @RefColumn()
  accountId: number;

  /** The secret shared with the app, sealed for this account's row. */
  @TextColumn(190)
  sealed: string;

  @RefColumn()
  sealId: number;

  /** The step of time whose code was used last: it and all before it are used up. */
  @CounterColumn()
  lastStep: number;

  @InstantColumn()
  createdAt: number;

  /** When its person has shown a first code; null: not asked for yet. */
  @OptionalInstantColumn()
  confirmedAt: number | null;
}
