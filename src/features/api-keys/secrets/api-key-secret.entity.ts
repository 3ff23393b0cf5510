import { Entity, Index } from 'typeorm';
import {
  IdColumn,
  InstantColumn,
  OptionalInstantColumn,
  OptionalRefColumn,
  OptionalTextColumn,
  RefColumn,
  TextColumn,
} from '../../../platform/database/index.js';

export type SecretState = 'pending' | 'active' | 'draining' | 'ended';

/** One secret of an API key. Rows stay when they end, so that a prefix is never used again. */
@Entity('api_key_secret')
@Index('uq_api_key_secret_prefix', ['prefix'], { unique: true })
@Index('ix_api_key_secret_apiKeyId', ['apiKeyId'])
export class ApiKeySecret {
  @IdColumn()
  id: number;

  @RefColumn()
  organisationId: number;

  @RefColumn()
  apiKeyId: number;

  /** `generated` by us, or `chosen` by the key's maker. */
  @TextColumn(16)
  kind: 'generated' | 'chosen';

  /** What a generated secret is found by. */
  @OptionalTextColumn(8)
  prefix: string | null;

  /** HMAC-SHA-256 of a generated secret under the pepper; argon2id (PHC form) of a chosen one. */
  @TextColumn(190)
  digest: string;

  /** The data key of the HMAC. */
  @OptionalRefColumn()
  pepperId: number | null;

  /** AES-256-GCM of a revealable key's text. */
  @OptionalTextColumn(190)
  sealed: string | null;

  @OptionalRefColumn()
  sealId: number | null;

  @TextColumn(16)
  state: SecretState;

  /**
   * Since when a draining secret has been taken beside a newer one, and its uses told apart; null: it was there before
   * they were.
   */
  @OptionalInstantColumn()
  drainsSince: number | null;

  /** Until when a draining secret is still taken. */
  @OptionalInstantColumn()
  drainsUntil: number | null;

  @InstantColumn()
  createdAt: number;

  @OptionalInstantColumn()
  endedAt: number | null;
}
