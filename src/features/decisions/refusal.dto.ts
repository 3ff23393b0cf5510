import { IsIn, Matches } from 'class-validator';
import { fromInstant, fromOptionalId, IsId, IsInstant, Optional, PageOf, PageQuery, parseInstant, toId } from '../../platform/http/index.js';
import type { NameOf } from '../names/index.js';
import type { Decision } from './decision.entity.js';
import type { RefusalFilter } from './decisions.repository.js';

export type KeptDecision = Omit<Decision, 'id'>;

export const refusalCodes = ['permission-missing', 'revoked', 'secret-ended', 'deactivated', 'expired', 'owner-inactive'] as const;
export type RefusalCode = (typeof refusalCodes)[number];

export class RefusalDto {
  /**
   * The id that the refusal named.
   * @example "Zk3T0m3vQd6p-1f"
   */
  id: string;

  /**
   * When it was.
   * @example "2026-01-31T12:00:00.000Z"
   */
  occurredAt: string;

  /** Why: a missing permission, or a credential that is not taken. `secret-ended`: the key lives, but an old secret of it was shown, or what was got with one. */
  code: 'permission-missing' | 'revoked' | 'secret-ended' | 'deactivated' | 'expired' | 'owner-inactive';

  /** What the call was made with. */
  credentialKind: 'session' | 'api-key' | 'access-token';

  /**
   * The API key behind it; null for a session.
   * @example "1003"
   */
  apiKeyId: string | null;

  /**
   * What that key is called now; null for a session.
   * @example "CI server"
   */
  apiKeyName: string | null;

  /**
   * The user; null for a service key.
   * @example "1002"
   */
  userId: string | null;

  /**
   * What the user signs in with; null for a service key.
   * @example "grace"
   */
  userLogin: string | null;

  /**
   * What the user is called; null for a service key.
   * @example "Grace Hopper"
   */
  userName: string | null;

  /**
   * What was missing.
   * @example ["problem.create"]
   */
  missingPermissions: string[];

  /**
   * Where it was missing; null: in the organisation as a whole.
   * @example "1001"
   */
  workspaceId: string | null;

  /**
   * What that workspace is called, also when it is deleted; null for the organisation as a whole, and where there never was one.
   * @example "Research"
   */
  workspaceName: string | null;

  /**
   * Where the call came from.
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
}

export class RefusalPage extends PageOf(RefusalDto) {}

export class RefusalQuery extends PageQuery {
  /**
   * Only the refusal with this id.
   * @example "Zk3T0m3vQd6p-1f"
   */
  @Optional()
  @Matches(/^[\w-]{1,32}$/, { message: '$property must be the decisionId of a refusal' })
  decisionId?: string;

  /** Only those that were refused for this. */
  @Optional()
  @IsIn(refusalCodes)
  code?: RefusalCode;

  /**
   * Only calls made with this API key, or with tokens of it.
   * @example "1003"
   */
  @Optional()
  @IsId()
  apiKeyId?: string;

  /**
   * Only calls of this user, with whatever credential.
   * @example "1002"
   */
  @Optional()
  @IsId()
  userId?: string;

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

export const toRefusalFilter = ({ decisionId, code, apiKeyId, userId, since, until }: RefusalQuery): RefusalFilter => ({
  decisionId,
  code,
  apiKeyId: apiKeyId === undefined ? undefined : toId(apiKeyId),
  userId: userId === undefined ? undefined : toId(userId),
  since: since === undefined ? undefined : parseInstant(since),
  until: until === undefined ? undefined : parseInstant(until),
});

export const toRefusalDto = (decision: KeptDecision, nameOf: NameOf): RefusalDto => ({
  id: decision.decisionId,
  occurredAt: fromInstant(decision.occurredAt),
  code: decision.code as RefusalCode,
  credentialKind: decision.credentialKind as RefusalDto['credentialKind'],
  apiKeyId: fromOptionalId(decision.apiKeyId),
  apiKeyName: nameOf('api-key', decision.apiKeyId)?.name ?? null,
  userId: fromOptionalId(decision.userId),
  userLogin: nameOf('user', decision.userId)?.login ?? null,
  userName: nameOf('user', decision.userId)?.name ?? null,
  missingPermissions: decision.permissions,
  workspaceId: fromOptionalId(decision.workspaceId),
  workspaceName: nameOf('workspace', decision.workspaceId)?.name ?? null,
  address: decision.address,
  userAgent: decision.userAgent,
  requestId: decision.requestId,
});
