import { Entity, Index } from 'typeorm';
import { IdColumn, InstantColumn, OptionalInstantColumn, OptionalRefColumn, RefColumn, TextColumn } from '../../../platform/database/index.js';

/** A service key's sign-in, for clients that know cookies only. */
@Entity('key_session')
@Index('ix_key_session_apiKeyId', ['apiKeyId'])
@Index('ix_key_session_firstId', ['firstId'])
@Index('ix_key_session_expiresAt', ['expiresAt'])
export class KeySession {
  @IdColumn()
  id: number;

  @RefColumn()
  organisationId: number;

  @RefColumn()
  apiKeyId: number;

  /** The secret it signed in with: the session ends with it. */
  @RefColumn()
  secretId: number;

  /** Those of the key and of what is above it at sign-in: a session under others is over. */
  @TextColumn(190)
  generations: string;

  @TextColumn(64)
  digest: string;

  @RefColumn()
  pepperId: number;

  /** The first session of the sign-in; null: this one. Later ones took its place, each for a while. */
  @OptionalRefColumn()
  firstId: number | null;

  /** When the key signed in. */
  @InstantColumn()
  signedInAt: number;

  @InstantColumn()
  createdAt: number;

  @InstantColumn()
  expiresAt: number;

  @OptionalInstantColumn()
  endedAt: number | null;
}
