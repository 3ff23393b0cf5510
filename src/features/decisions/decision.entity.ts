import { Entity, Index } from 'typeorm';
import { IdColumn, InstantColumn, JsonColumn, OptionalRefColumn, RefColumn, TextColumn } from '../../platform/database/index.js';
import type { KeptCheck } from './kept-checks.js';

/** A refusal, kept for a while so that it can be explained. */
@Entity('decision')
@Index('uq_decision_decisionId', ['decisionId'], { unique: true })
@Index('ix_decision_occurredAt', ['occurredAt'])
@Index('ix_decision_organisationId_occurredAt', ['organisationId', 'occurredAt'])
@Index('ix_decision_organisationId_id', ['organisationId', 'id'])
@Index('ix_decision_organisationId_apiKeyId_id', ['organisationId', 'apiKeyId', 'id'])
@Index('ix_decision_organisationId_userId_id', ['organisationId', 'userId', 'id'])
export class Decision {
  @IdColumn()
  id: number;

  @TextColumn(32)
  decisionId: string;

  @RefColumn()
  organisationId: number;

  @InstantColumn()
  occurredAt: number;

  /** `permission-missing`, or why the credential was not taken. */
  @TextColumn(32)
  code: string;

  @TextColumn(16)
  credentialKind: string;

  @OptionalRefColumn()
  apiKeyId: number | null;

  @OptionalRefColumn()
  userId: number | null;

  @JsonColumn()
  permissions: string[];

  /** null: the organisation as a whole, or nowhere in particular. */
  @OptionalRefColumn()
  workspaceId: number | null;

  @JsonColumn()
  checks: KeptCheck[];

  @TextColumn(64)
  address: string;

  @TextColumn(200)
  userAgent: string;

  @TextColumn(64)
  requestId: string;
}
