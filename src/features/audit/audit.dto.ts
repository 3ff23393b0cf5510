import { ApiProperty, IntersectionType } from '@nestjs/swagger';
import { IsIn, Matches, MaxLength } from 'class-validator';
import { fromInstant, fromOptionalId, IsId, IsInstant, Optional, PageOf, PageQuery, parseInstant, toId } from '../../platform/http/index.js';
import { SearchParameter } from '../../platform/lists/index.js';
import type { NameOf } from '../names/index.js';
import type { AuditEvent } from './audit-event.entity.js';
import { referencesIn, toldName } from './audit-references.js';
import type { AuditFilter } from './audit.repository.js';

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
   * What is worth knowing besides; depends on the action. Of a changed key: what has changed, and in `before` the same members as they were.
   * @example { "reason": "leaked" }
   */
  details: Record<string, unknown> | null;

  /** What the ids in `details` mean. */
  @ApiProperty({ type: [AuditReferenceDto] })
  references: AuditReferenceDto[];
}

export class AuditEventPage extends PageOf(AuditEventDto) {}

/** What of the trail is meant. */
export class AuditSelection {
  /**
   * Only this action; without a verb, all that were done to such things: `api-key` is every action that begins with it.
   * @example "api-key.revoke"
   */
  @Optional()
  @MaxLength(64)
  @Matches(/^[a-z-]+(\.[a-z-]*)?$/, { message: '$property must be an action such as api-key.revoke, or what it begins with, such as api-key' })
  action?: string;

  /**
   * Only what this user (or service key) did.
   * @example "1001"
   */
  @Optional()
  @IsId()
  actorId?: string;

  /**
   * Only what was done under this login or name, as it was at that time.
   * @example "ada"
   */
  @SearchParameter()
  actorName?: string;

  /**
   * Only what was done under this login or name, or by people whose login or display name begins so, whatever its case: ten people at most.
   * @example "grace"
   */
  @SearchParameter()
  who?: string;

  /** Only what actors of this kind did: ids of users and of service keys are counted apart. */
  @Optional()
  @IsIn(['user', 'service-key', 'account', 'system'])
  actorKind?: 'user' | 'service-key' | 'account' | 'system';

  /**
   * Only what was done to things of this kind.
   * @example "api-key"
   */
  @Optional()
  @MaxLength(32)
  @Matches(/^[a-z-]+$/, { message: '$property must be a kind of thing such as api-key' })
  subjectKind?: string;

  /**
   * Only what was done to the thing with this id.
   * @example "1003"
   */
  @Optional()
  @IsId()
  subjectId?: string;

  /**
   * Not before this time.
   * @example "2026-01-01T00:00:00Z"
   */
  @Optional()
  @IsInstant()
  since?: string;

  /**
   * Before this time.
   * @example "2027-01-01T00:00:00Z"
   */
  @Optional()
  @IsInstant()
  until?: string;
}

export class AuditQuery extends IntersectionType(PageQuery, AuditSelection) {}

export const toAuditFilter = (query: AuditSelection): AuditFilter => ({
  action: query.action,
  actorKind: query.actorKind,
  actorName: query.actorName,
  subjectKind: query.subjectKind,
  actorId: query.actorId === undefined ? undefined : toId(query.actorId),
  subjectId: query.subjectId === undefined ? undefined : toId(query.subjectId),
  since: query.since === undefined ? undefined : parseInstant(query.since),
  until: query.until === undefined ? undefined : parseInstant(query.until),
});

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
