import { ApiProperty, IntersectionType } from '@nestjs/swagger';
import { ChangedDto, fromInstant, fromOptionalId, fromOptionalInstant, PageOf } from '../../platform/http/index.js';
import type { OldSecretUse } from '../key-usage/index.js';
import type { ApiKey } from './api-key.entity.js';
import { LastUseDto, toLastUseDto } from './usage/key-usage.dto.js';

export class ApiKeyDto {
  /**
   * The id of the key.
   * @example "1003"
   */
  id: string;

  /**
   * Where it is used; names need not be unique.
   * @example "CI server"
   */
  name: string;

  /**
   * What it is for; null: not said.
   * @example "Reports failed builds"
   */
  purpose: string | null;

  /** `personal`: acts for its owner. `service`: belongs to the organisation and has roles of its own. */
  kind: 'personal' | 'service';

  /**
   * What its newest secret begins with; null when its maker chose the secret.
   * @example "LKf3Qz81"
   */
  prefix: string | null;

  /**
   * Service keys only.
   * @example null
   */
  clientId: string | null;

  /**
   * The user it acts for; null for a service key.
   * @example "1001"
   */
  ownerUserId: string | null;

  /**
   * The user who made it; null when a service key did.
   * @example "1001"
   */
  makerUserId: string | null;

  /**
   * The key it was made with.
   * @example null
   */
  parentKeyId: string | null;

  /**
   * What it may do at most; null: all that its owner (or its roles) hold at the moment of the call.
   * @example ["problem.read"]
   */
  permissions: string[] | null;

  /**
   * Where it may do it; null: wherever its owner (or its roles) may.
   * @example null
   */
  workspaceIds: string[] | null;

  /** `revoked` is final. An expired key keeps its state. */
  state: 'active' | 'deactivated' | 'revoked';

  /**
   * When it expires; null: never.
   * @example null
   */
  expiresAt: string | null;

  /**
   * Whether its owner may see its text again.
   * @example false
   */
  revealable: boolean;

  /**
   * Whether it is the one profile key of its owner.
   * @example false
   */
  profile: boolean;

  /**
   * Why it was revoked.
   * @example null
   */
  revokeReason: string | null;

  /**
   * When it was revoked.
   * @example null
   */
  revokedAt: string | null;

  /**
   * When it was deleted: revoked and hidden.
   * @example null
   */
  deletedAt: string | null;

  /**
   * When it was last used, some seconds late; null: never.
   * @example "2026-01-31T12:00:00.000Z"
   */
  lastUsedAt: string | null;

  /**
   * When it was made.
   * @example "2026-01-31T12:00:00.000Z"
   */
  createdAt: string;

  /**
   * When it was last changed.
   * @example "2026-01-31T12:00:00.000Z"
   */
  updatedAt: string;
}

export class DrainingSecretDto {
  /**
   * To end it by.
   * @example "1007"
   */
  id: string;

  /**
   * What it begins with; null when its maker chose it.
   * @example "LKf3Qz81"
   */
  prefix: string | null;

  /**
   * Since when it has been old: since the rotation. null: the rotation was before uses of old secrets were told apart, so that those in between are not known.
   * @example "2026-11-23T06:12:05.000Z"
   */
  since: string | null;

  /**
   * Until when it is taken.
   * @example "2026-11-24T06:12:05.000Z"
   */
  until: string;

  /**
   * How often it was used `since` then, some seconds late: allowed and refused, by itself and by tokens got with it, which end with it.
   * @example 41
   */
  uses: number;

  /** The last of these uses: when, from where and for what; null: there is none. */
  lastUse: LastUseDto | null;
}

export class OneApiKeyDto extends ApiKeyDto {
  /** Old secrets that are taken beside the newest since it was rotated with an overlap; each can be ended by itself. They stay with a deactivated key, refused like it, and go with one that is revoked or has expired. */
  @ApiProperty({ type: [DrainingSecretDto] })
  drainingSecrets: DrainingSecretDto[];
}

export class ApiKeyPage extends PageOf(ApiKeyDto) {}
export class ChangedApiKeyDto extends IntersectionType(ApiKeyDto, ChangedDto) {}

export class IssuedApiKeyDto extends ChangedApiKeyDto {
  /**
   * The text of the key, shown this one time; absent when its maker chose the secret.
   * @example "LKf3Qz81.9sKd02mVbQ7xYtRz4nWcLpEa1u0Hk3Tg"
   */
  key?: string;
}

export class RotatedApiKeyDto extends IssuedApiKeyDto {
  /**
   * Until when the secret before is taken beside the new one; null: it is refused already.
   * @example "2026-11-24T06:12:05.000Z"
   */
  oldSecretUntil: string | null;
}

/** What is known of a key besides its row. */
export interface KeyNotes {
  readonly prefix: string | null;
  readonly lastUsedAt: number | null;
}

/** An old secret that is still taken; `since` (null: not known) and `until` in epoch milliseconds. */
export interface DrainingSecret {
  readonly id: number;
  readonly prefix: string | null;
  readonly since: number | null;
  readonly until: number;
  /** Since then; undefined: not used. */
  readonly use: OldSecretUse | undefined;
}

export const toDrainingSecretDto = ({ id, prefix, since, until, use }: DrainingSecret): DrainingSecretDto => ({
  id: String(id),
  prefix,
  since: fromOptionalInstant(since),
  until: fromInstant(until),
  uses: use?.uses ?? 0,
  lastUse: use ? toLastUseDto(use) : null,
});

export const toApiKeyDto = (key: ApiKey, { prefix, lastUsedAt }: KeyNotes): ApiKeyDto => ({
  id: String(key.id),
  name: key.name,
  purpose: key.purpose,
  kind: key.kind,
  prefix,
  clientId: key.clientId,
  ownerUserId: fromOptionalId(key.ownerUserId),
  makerUserId: fromOptionalId(key.makerUserId),
  parentKeyId: fromOptionalId(key.parentKeyId),
  permissions: key.permissions,
  workspaceIds: key.workspaceIds?.map(String) ?? null,
  state: key.state,
  expiresAt: fromOptionalInstant(key.expiresAt),
  revealable: key.revealable,
  profile: key.profile,
  revokeReason: key.revokeReason,
  revokedAt: fromOptionalInstant(key.revokedAt),
  deletedAt: fromOptionalInstant(key.deletedAt),
  lastUsedAt: fromOptionalInstant(lastUsedAt),
  createdAt: fromInstant(key.createdAt),
  updatedAt: fromInstant(key.updatedAt),
});
