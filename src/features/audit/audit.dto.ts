import { ApiProperty } from '@nestjs/swagger';
import { fromInstant, fromOptionalId, PageOf } from '../../platform/http/index.js';
import type { NameOf } from '../names/index.js';
import type { AuditEvent } from './audit-event.entity.js';
import { referencesIn, toldName } from './audit-references.js';

export class AuditActorDto {
  /**
   * What it is: `user`, `service-key`, `account` (not signed in) or `system`.
   * @example "user"
   */
  kind: string;

  /**
   * Its id; null for the system.
   * @example "1001"
   */
  id: string | null;

  /**
   * Its login or name at that time.
   * @example "ada"
   */
  name: string;

  /**
   * What a person is called now; null for others, and for whoever is not in the organisation.
   * @example "Ada Lovelace"
   */
  displayName: string | null;
}

export class AuditSubjectDto {
  /**
   * What it is.
   * @example "api-key"
   */
  kind: string;

  /**
   * Its id.
   * @example "1003"
   */
  id: string | null;

  /**
   * What it is called now, or was called when it was deleted; null for what has no name.
   * @example "CI server"
   */
  name: string | null;
}

export class AuditReferenceDto {
  /**
   * The member of `details` that points at it; `before.workspaceIds` is `workspaceIds` in `before`.
   * @example "userId"
   */
  member: string;

  /**
   * What it is.
   * @example "user"
   */
  kind: string;

  /**
   * Its id.
   * @example "1002"
   */
  id: string;

  /**
   * What it is called now, or was called when it was deleted; null for what is gone without a trace.
   * @example "Grace Hopper"
   */
  name: string | null;
}

export class AuditCredentialDto {
  /**
   * What it was: `session`, `api-key` or `access-token`.
   * @example "session"
   */
  kind: string;

  /**
   * Its id; for a token that of its key.
   * @example "1001"
   */
  id: string;
}

export class AuditEventDto {
  /**
   * The id of the event.
   * @example "1042"
   */
  id: string;

  /**
   * When it happened.
   * @example "2026-01-31T12:00:00.000Z"
   */
  occurredAt: string;

  /**
   * What was done.
   * @example "api-key.revoke"
   */
  action: string;

  /**
   * `done` or `refused`.
   * @example "done"
   */
  result: string;

  /** Who did it. */
  actor: AuditActorDto;

  /** The credential it was done with; null when there was none. */
  credential: AuditCredentialDto | null;

  /** What it was done to. */
  subject: AuditSubjectDto;

  /**
   * Where the request came from.
   * @example "192.0.2.7"
   */
  address: string;

  /**
   * With what program.
   * @example "curl/8.5.0"
   */
  userAgent: string;

  /**
   * Names the request in the log.
   * @example "p4k2v9-1f"
   */
  requestId: string;

  /**
   * What is worth knowing besides; depends on the action. Of something that was changed: what has changed, and in `before` the same members as they were.
   * @example { "reason": "leaked" }
   */
  details: Record<string, unknown> | null;

  /** What the ids in `details` mean. */
  @ApiProperty({ type: [AuditReferenceDto] })
  references: AuditReferenceDto[];
}

export class AuditEventPage extends PageOf(AuditEventDto) {}

/** An event with what its ids mean. */
export const toAuditEventDto = (event: AuditEvent, nameOf: NameOf): AuditEventDto => ({
  id: String(event.id),
  occurredAt: fromInstant(event.occurredAt),
  action: event.action,
  result: event.result,
  actor: { kind: event.actorKind, id: fromOptionalId(event.actorId), name: event.actorName, displayName: nameOf(event.actorKind, event.actorId)?.name ?? null },
  credential: event.credentialKind === null ? null : { kind: event.credentialKind, id: String(event.credentialId) },
  subject: { kind: event.subjectKind, id: fromOptionalId(event.subjectId), name: nameOf(event.subjectKind, event.subjectId)?.name ?? toldName(event) },
  address: event.address,
  userAgent: event.userAgent,
  requestId: event.requestId,
  details: event.details,
  references: referencesIn(event.details).map(({ member, kind, id }) => ({ member, kind, id: String(id), name: nameOf(kind, id)?.name ?? null })),
});
