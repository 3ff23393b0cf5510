import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.js';
import type { Actor } from './actor.js';
import { AuditRepository, type NewAuditEvent } from './audit.repository.js';

/** What is told of. */
export interface AuditEntry {
  /** null: the whole instance. */
  readonly organisationId: number | null;
  /** `thing.verb`, such as `api-key.revoke`. */
  readonly action: string;
  readonly subject: { readonly kind: string; readonly id: number | null };
  /** Whom it is about besides, so it is in their audit too: who gets a role, or loses it. */
  readonly concerned?: { readonly kind: string; readonly id: number };
  readonly result?: 'done' | 'refused';
  /** Never a secret. */
  readonly details?: Record<string, unknown>;
}

@Injectable()
export class AuditService {
  constructor(
    private readonly events: AuditRepository,
    private readonly clock: Clock,
  ) {}

  /** Call it inside the transaction of what it tells of. */
  record(actor: Actor, entry: AuditEntry): Promise<void> {
    return this.recordAll(actor, [entry]);
  }

  /** Many things that happened at once, in this order; nothing for none. */
  recordAll(actor: Actor, entries: readonly AuditEntry[]): Promise<void> {
    return this.events.insert(entries.map((entry) => this.rowOf(actor, entry)));
  }

  private rowOf(actor: Actor, { organisationId, action, subject, concerned, result = 'done', details }: AuditEntry): NewAuditEvent {
    return {
      organisationId,
      occurredAt: this.clock.now(),
      action,
      result,
      actorKind: actor.kind,
      actorId: actor.id,
      actorName: actor.name.slice(0, 100),
      credentialKind: actor.credential?.kind ?? null,
      credentialId: actor.credential?.id ?? null,
      subjectKind: subject.kind,
      subjectId: subject.id,
      concernedKind: concerned?.kind ?? null,
      concernedId: concerned?.id ?? null,
      address: actor.origin.address.slice(0, 64),
      userAgent: actor.origin.userAgent.slice(0, 200),
      requestId: actor.origin.requestId.slice(0, 64),
      details: details ?? null,
    };
  }
}
