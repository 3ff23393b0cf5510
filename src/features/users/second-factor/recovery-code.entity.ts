import { Entity, Index } from 'typeorm';
import { IdColumn, InstantColumn, OptionalInstantColumn, RefColumn, TextColumn } from '../../../platform/database/index.js';

/** Stands in for the app once, when that is lost. */
@Entity('recovery_code')
@Index('ix_recovery_code_accountId', ['accountId'])
export class RecoveryCode {
  @IdColumn()
  id: number;

  @RefColumn()
  accountId: number;

  @TextColumn(64)
  digest: string;

  @RefColumn()
  pepperId: number;

  @InstantColumn()
  createdAt: number;

  @OptionalInstantColumn()
  usedAt: number | null;
}
