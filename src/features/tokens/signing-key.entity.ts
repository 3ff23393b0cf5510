import { Entity, Index } from 'typeorm';
import { IdColumn, InstantColumn, LongTextColumn, OptionalInstantColumn, OptionalTextColumn, RefColumn, TextColumn } from '../../platform/database/index.js';

/** A key that access tokens are signed with. `next` is published before it signs; `retired` still verifies. */
@Entity('signing_key')
@Index('uq_signing_key_kid', ['kid'], { unique: true })
@Index('uq_signing_key_slot', ['slot'], { unique: true })
export class SigningKeyRow {
  @IdColumn()
  id: number;

  @TextColumn(64)
  kid: string;

  @TextColumn(16)
  state: 'next' | 'current' | 'retired';

  /** The state, while there may be only one key in it. */
  @OptionalTextColumn(16)
  slot: string | null;

  /** JSON Web Key. */
  @LongTextColumn()
  publicJwk: string;

  /** PKCS #8, sealed. */
  @LongTextColumn()
  sealed: string;

  @RefColumn()
  sealId: number;

  @InstantColumn()
  createdAt: number;

  @OptionalInstantColumn()
  activatedAt: number | null;

  @OptionalInstantColumn()
  retiredAt: number | null;
}
