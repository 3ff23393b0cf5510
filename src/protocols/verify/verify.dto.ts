import { ArrayMaxSize, IsArray, IsString, Length, MaxLength } from 'class-validator';
import { IsId, Optional } from '../../platform/http/index.js';

/** Why a credential is or is not good for what was asked. */
export const verifyCodes = ['valid', 'permission-missing', 'unknown', 'revoked', 'deactivated', 'expired', 'owner-inactive', 'stale'] as const;
export type VerifyCode = (typeof verifyCodes)[number];

export class VerifyRequest {
  /**
   * The credential somebody presented to you: an API key, an access token, `client_id:client_secret` …
   * @example "LKf3Qz81.9sKd02mVbQ7xYtRz4nWcLpEa1u0Hk3Tg"
   */
  @Length(1, 8192)
  @IsString()
  key: string;

  /**
   * What it must be allowed to do; left out: nothing in particular.
   * @example ["problem.read"]
   */
  @Optional()
  @MaxLength(100, { each: true })
  @IsString({ each: true })
  @ArrayMaxSize(50)
  @IsArray()
  permissions?: string[];

  /**
   * Slug or id of the organisation; needed only by members of several.
   * @example "megacorp"
   */
  @Optional()
  @Length(1, 63)
  organisation?: string;

  /**
   * The workspace it must be allowed to do it in; left out: the organisation as a whole. Where there is no such workspace, nobody may do anything.
   * @example "1001"
   */
  @Optional()
  @IsId()
  workspace?: string;

  /**
   * The epoch of a receipt: never answer by older facts (`stale`).
   * @example "MTAwMS40Mg"
   */
  @Optional()
  @Length(1, 200)
  @IsString()
  minEpoch?: string;
}

export class VerifiedKeyDto {
  /**
   * The id of the key.
   * @example "1003"
   */
  id: string;

  /**
   * Its name.
   * @example "CI server"
   */
  name: string;

  /** Whether it acts for a person or belongs to the organisation. */
  kind: 'personal' | 'service';

  /**
   * When it expires; null: never.
   * @example null
   */
  expiresAt: string | null;
}

export class VerifiedCallerDto {
  /**
   * The person; null for a service key.
   * @example "1001"
   */
  userId: string | null;

  /**
   * What the person signs in with; null for a service key.
   * @example "ada"
   */
  login: string | null;

  /**
   * The organisation it belongs to.
   * @example "1001"
   */
  organisationId: string;
}

export class VerifyAnswerDto {
  /**
   * Whether the credential is good and may do all that was asked.
   * @example true
   */
  valid: boolean;

  /** Why. */
  code: VerifyCode;

  /** The key, when there is one and it is known. */
  key?: VerifiedKeyDto;

  /** Who it is, when it is good. */
  caller?: VerifiedCallerDto;

  /**
   * What it lacks of the permissions asked for; all of them where there is no such workspace.
   * @example ["problem.create"]
   */
  missingPermissions?: string[];

  /**
   * Names this decision; a refusal can be explained by it.
   * @example "Zk3T0m3vQd6p1b9XwYcA2g"
   */
  decisionId?: string;
}
