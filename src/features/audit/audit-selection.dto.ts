import { IntersectionType } from '@nestjs/swagger';
import { IsIn, Matches, MaxLength } from 'class-validator';
import { IsId, IsInstant, Optional, PageQuery, parseInstant, toId } from '../../platform/http/index.js';
import { SearchParameter } from '../../platform/lists/index.js';
import type { AuditFilter } from './audit.repository.js';

/** What of the trail is meant. */
export class AuditSelection {
  /**
   * Only this action, or every action that begins so: `api-key.re` is `api-key.renew`, `api-key.revoke` and others.
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
   * Only what was done under this login or name, or by people whose login or display name has this in it, whatever its case: ten people at most, unless it is the login of one.
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
   * Only what was done to the thing with this id; with `subjectKind` also what was given to it or taken from it: roles, places in groups.
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
