import { IsBoolean, IsIn, IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { IsIdList, IsInstant, IsName, IsPermissionNames, Optional, OptionalOrNull, parseInstant, toId } from '../../platform/http/index.js';
import type { ApiKeyChanges } from './api-keys.service.js';
import type { NewApiKey } from './create-api-key.js';
import type { Rotation } from './rotation/rotate-api-key.js';

export class CreateApiKeyRequest {
  /**
   * Where it will be used.
   * @example "CI server"
   */
  @IsName()
  name: string;

  /**
   * What it is for, in a sentence.
   * @example "Reports failed builds"
   */
  @OptionalOrNull()
  @IsName(300)
  purpose?: string | null;

  /**
   * What it may do at most; you must hold each somewhere. Left out or null: all that its owner holds, live. `[]`: nothing.
   * @example ["problem.read"]
   */
  @OptionalOrNull()
  @IsPermissionNames()
  permissions?: string[] | null;

  /**
   * Where it may do it. Left out or null: wherever its owner may.
   * @example ["1001"]
   */
  @OptionalOrNull()
  @IsIdList()
  workspaceIds?: string[] | null;

  /**
   * Left out or null: never.
   * @example "2030-01-31T12:00:00Z"
   */
  @OptionalOrNull()
  @IsInstant()
  expiresAt?: string | null;

  /** `personal` when left out. */
  @Optional()
  @IsIn(['personal', 'service'])
  kind?: 'personal' | 'service';

  /**
   * Service keys: what they hold. You must hold it too, and `api-key.create-service`, in each scope.
   * @example ["1028"]
   */
  @Optional()
  @IsIdList()
  workspaceRoleIds?: string[];

  /**
   * Service keys: a secret of your own, 10 to 30 printable characters of three classes; then no `key` is made.
   * @example "kj@s$dfS124GDd35"
   */
  @Optional()
  @MaxLength(30)
  @IsString()
  clientSecret?: string;

  /**
   * Personal keys: whether you may see it again later.
   * @example false
   */
  @Optional()
  @IsBoolean()
  revealable?: boolean;
}

export class UpdateApiKeyRequest {
  /**
   * Where it is used.
   * @example "CI server"
   */
  @Optional()
  @IsName()
  name?: string;

  /**
   * What it is for, in a sentence; null: nothing is said.
   * @example "Reports failed builds"
   */
  @OptionalOrNull()
  @IsName(300)
  purpose?: string | null;

  /**
   * What it may do at most; null: all that its owner holds, live.
   * @example ["problem.read"]
   */
  @OptionalOrNull()
  @IsPermissionNames()
  permissions?: string[] | null;

  /**
   * Where it may do it; null: wherever its owner may.
   * @example null
   */
  @OptionalOrNull()
  @IsIdList()
  workspaceIds?: string[] | null;

  /**
   * When it expires; null: never.
   * @example "2030-01-31T12:00:00Z"
   */
  @OptionalOrNull()
  @IsInstant()
  expiresAt?: string | null;
}

export class RevokeApiKeyRequest {
  /**
   * Why; kept with the key.
   * @example "found in a public repository"
   */
  @Optional()
  @IsName(200)
  reason?: string;
}

export class RotateApiKeyRequest {
  /**
   * For how long the old text is still taken; 0 (and left out): not at all.
   * @example 3600
   */
  @Optional()
  @Min(0)
  @Max(2_592_000)
  @IsInt()
  overlapSeconds?: number;

  /**
   * Service keys: the new secret, chosen by you as when making one; then no `key` is made.
   * @example "kj@s$dfS124GDd35"
   */
  @Optional()
  @MaxLength(30)
  @IsString()
  clientSecret?: string;
}

const toIds = (ids: readonly string[] | null | undefined): number[] | null => ids?.map(toId) ?? null;

export const toNewApiKey = (request: CreateApiKeyRequest): NewApiKey => ({
  name: request.name,
  purpose: request.purpose ?? null,
  kind: request.kind ?? 'personal',
  permissions: request.permissions ?? null,
  workspaceIds: toIds(request.workspaceIds),
  expiresAt: request.expiresAt == null ? null : parseInstant(request.expiresAt),
  workspaceRoleIds: request.workspaceRoleIds?.map(toId) ?? [],
  clientSecret: request.clientSecret,
  revealable: request.revealable ?? false,
});

export const toRotation = ({ overlapSeconds = 0, clientSecret }: RotateApiKeyRequest): Rotation => ({ overlapSeconds, clientSecret });

export const toApiKeyChanges = ({ name, purpose, permissions, workspaceIds, expiresAt }: UpdateApiKeyRequest): ApiKeyChanges => ({
  ...(name !== undefined && { name }),
  ...(purpose !== undefined && { purpose }),
  ...(permissions !== undefined && { permissions }),
  ...(workspaceIds !== undefined && { workspaceIds: toIds(workspaceIds) }),
  ...(expiresAt !== undefined && { expiresAt: expiresAt === null ? null : parseInstant(expiresAt) }),
});
