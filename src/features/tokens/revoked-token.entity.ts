import { Entity, Index } from 'typeorm';
import { IdColumn, InstantColumn, RefColumn, TextColumn } from '../../platform/database/index.js';

/** An access token that was revoked before its time. */
@Entity('revoked_token')
@Index('uq_revoked_token_jti', ['jti'], { unique: true })
@Index('ix_revoked_token_expiresAt', ['expiresAt'])
export class RevokedToken {
  @IdColumn()
  id: number;

  @RefColumn()
  organisationId: number;

  @TextColumn(32)
  jti: string;

  /** After this the row is of no use. */
  @InstantColumn()
  expiresAt: number;
}
