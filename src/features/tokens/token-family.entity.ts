import { Entity, Index } from 'typeorm';
import {
  FlagColumn,
  IdColumn,
  InstantColumn,
  IntegerColumn,
  JsonColumn,
  OptionalTextColumn,
  RefColumn,
  TextColumn,
} from '../../platform/database/index.js';

/** A line of refresh tokens, each got with the one before. */
@Entity('token_family')
@Index('ix_token_family_apiKeyId', ['apiKeyId'])
@Index('ix_token_family_expiresAt', ['expiresAt'])
export class TokenFamily {
  @IdColumn()
  id: number;

  @RefColumn()
  organisationId: number;

  /** The key it was got with, and ends with. */
  @RefColumn()
  apiKeyId: number;

  /** The secret of the key it was got with, and ends with. */
  @RefColumn()
  secretId: number;

  /** Those of the key, its ancestors and their owners at that time: under others it is over. */
  @TextColumn(190)
  generations: string;

  /** Random; refresh tokens are derived from it under the data key, and never stored. */
  @TextColumn(64)
  nonce: string;

  @RefColumn()
  dataKeyId: number;

  /** Which token of the line is the good one. */
  @IntegerColumn()
  step: number;

  @TextColumn(16)
  state: 'active' | 'ended';

  /** An access token of it is good only together with the good refresh token. */
  @FlagColumn()
  paired: boolean;

  @TextColumn(190)
  audience: string;

  /** Permission names between blanks; null: all that the key may. */
  @OptionalTextColumn(2000)
  scope: string | null;

  /** How long each of its access tokens and refresh tokens lives. */
  @IntegerColumn()
  accessSeconds: number;

  @IntegerColumn()
  refreshSeconds: number;

  @InstantColumn()
  createdAt: number;

  /** When the latest of its used tokens were used, the last one first. */
  @JsonColumn()
  usedAt: number[];

  /** Unused until then it is over. */
  @InstantColumn()
  idleUntil: number;

  /** Over in any case. */
  @InstantColumn()
  expiresAt: number;
}
