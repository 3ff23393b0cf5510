import { Entity, Index } from 'typeorm';
import { IdColumn, InstantColumn, OptionalJsonColumn, OptionalRefColumn, OptionalTextColumn, TextColumn } from '../../platform/database/index.js';

/** Who did what, when, from where, with what result. Written in the transaction of what it tells of. */
@Entity('audit_event')
@Index('ix_audit_event_organisationId_id', ['organisationId', 'id'])
@Index('ix_audit_event_organisationId_subjectKind_subjectId', ['organisationId', 'subjectKind', 'subjectId'])
@Index('ix_audit_event_organisationId_concernedKind_concernedId', ['organisationId', 'concernedKind', 'concernedId'])
@Index('ix_audit_event_organisationId_actorId', ['organisationId', 'actorId'])
@Index('ix_audit_event_organisationId_actorName_id', ['organisationId', 'actorName', 'id'])
@Index('ix_audit_event_organisationId_action_id', ['organisationId', 'action', 'id'])
@Index('ix_audit_event_organisationId_occurredAt_id', ['organisationId', 'occurredAt', 'id'])
export class AuditEvent {
  @IdColumn()
  id: number;

  /** null: the event belongs to the whole instance. */
  @OptionalRefColumn()
  organisationId: number | null;

  @InstantColumn()
  occurredAt: number;

  @TextColumn(64)
  action: string;

  @TextColumn(16)
  result: string;

  @TextColumn(16)
  actorKind: string;

  @OptionalRefColumn()
  actorId: number | null;

  @TextColumn(100)
  actorName: string;

  @OptionalTextColumn(16)
  credentialKind: string | null;

  @OptionalRefColumn()
  credentialId: number | null;

  @TextColumn(32)
  subjectKind: string;

  @OptionalRefColumn()
  subjectId: number | null;

  /** Whom it is about besides: who got a role, or a place in a group. */
  @OptionalTextColumn(16)
  concernedKind: string | null;

  @OptionalRefColumn()
  concernedId: number | null;

  @TextColumn(64)
  address: string;

  @TextColumn(200)
  userAgent: string;

  @TextColumn(64)
  requestId: string;

  @OptionalJsonColumn()
  details: Record<string, unknown> | null;
}
