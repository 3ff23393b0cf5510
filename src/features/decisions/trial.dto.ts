import { ApiProperty } from '@nestjs/swagger';
import { fromOptionalId, IsId, IsPermissionNames, Optional, OptionalOrNull, toId } from '../../platform/http/index.js';
import type { NameOf } from '../names/index.js';
import { CheckDto, RemedyDto, toCheckDto, toRemedyDto } from './decision.dto.js';
import type { Remedy } from './remedies.js';
import type { Outcome, Question } from './trials.js';

export class TryRequest {
  /**
   * The API key that would make the call; this or `userId`.
   * @example "1003"
   */
  @Optional()
  @IsId()
  apiKeyId?: string;

  /**
   * The user who would make it, signed in; this or `apiKeyId`.
   * @example "1002"
   */
  @Optional()
  @IsId()
  userId?: string;

  /**
   * What the call would need, all of it.
   * @example ["problem.create"]
   */
  @IsPermissionNames()
  permissions: string[];

  /**
   * The workspace it would be about; left out or null: the organisation as a whole.
   * @example "1001"
   */
  @OptionalOrNull()
  @IsId()
  workspaceId?: string | null;
}

export class TrialDto {
  /**
   * Whether the call would be allowed now.
   * @example false
   */
  allowed: boolean;

  /** What it would be told. */
  code: 'allowed' | 'permission-missing' | 'revoked' | 'secret-ended' | 'deactivated' | 'expired' | 'owner-inactive';

  /**
   * The API key it is about; null: a user who is signed in.
   * @example "1003"
   */
  apiKeyId: string | null;

  /**
   * What that key is called; null: a user who is signed in.
   * @example "CI server"
   */
  apiKeyName: string | null;

  /**
   * What the secret of it begins with, where it is about a certain one; null: about the key, with whatever secret is taken.
   * @example null
   */
  secretPrefix: string | null;

  /**
   * The user behind it; null for a service key.
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
   * What was asked for.
   * @example ["problem.create"]
   */
  permissions: string[];

  /**
   * What of it is missing.
   * @example ["problem.create"]
   */
  missingPermissions: string[];

  /**
   * The workspace; null: the organisation as a whole.
   * @example "1001"
   */
  workspaceId: string | null;

  /**
   * What that workspace is called; null also where there never was one.
   * @example "Research"
   */
  workspaceName: string | null;

  /** What was looked at, in this order. */
  @ApiProperty({ type: [CheckDto] })
  checks: CheckDto[];

  /** The smallest grants that would allow it, all of them together; empty: none is needed, or none would. */
  @ApiProperty({ type: [RemedyDto] })
  wouldAllow: RemedyDto[];
}

export const toQuestion = ({ apiKeyId, userId, permissions, workspaceId }: TryRequest): Question => ({
  ...(apiKeyId !== undefined && { apiKeyId: toId(apiKeyId) }),
  ...(userId !== undefined && { userId: toId(userId) }),
  permissions,
  target: { workspaceId: workspaceId == null ? null : toId(workspaceId) },
});

export const toTrialDto = (outcome: Outcome, nameOf: NameOf, wouldAllow: readonly Remedy[]): TrialDto => ({
  allowed: outcome.allowed,
  code: outcome.code as TrialDto['code'],
  apiKeyId: fromOptionalId(outcome.apiKeyId),
  apiKeyName: nameOf('api-key', outcome.apiKeyId)?.name ?? null,
  secretPrefix: outcome.secretPrefix,
  userId: fromOptionalId(outcome.userId),
  userLogin: nameOf('user', outcome.userId)?.login ?? null,
  userName: nameOf('user', outcome.userId)?.name ?? null,
  permissions: [...outcome.permissions],
  missingPermissions: [...outcome.missingPermissions],
  workspaceId: fromOptionalId(outcome.workspaceId),
  workspaceName: nameOf('workspace', outcome.workspaceId)?.name ?? null,
  checks: outcome.checks.map((check) => toCheckDto(check, nameOf)),
  wouldAllow: wouldAllow.map((remedy) => toRemedyDto(remedy, nameOf)),
});
