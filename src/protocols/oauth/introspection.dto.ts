import { IsString, Length, MaxLength } from 'class-validator';
import { Optional, TolerantRequest } from '../../platform/http/index.js';

export class TokenQuestion extends TolerantRequest {
  /**
   * Any credential of ours: an access or refresh token, an API key, a session token.
   * @example "LKf3Qz81.9sKd02mVbQ7xYtRz4nWcLpEa1u0Hk3Tg"
   */
  @Length(1, 8192)
  @IsString({ message: '$property must be given once' })
  token: string;

  /**
   * Not needed: every kind is told by its form.
   * @example "access_token"
   */
  @Optional()
  @MaxLength(50)
  @IsString()
  token_type_hint?: string;

  /**
   * The client, when it does not authenticate by a header.
   * @example "ci_l2j4391xlw0k2ipwx5ejmdor8"
   */
  @Optional()
  @Length(1, 200)
  @IsString()
  client_id?: string;

  /**
   * Its secret.
   * @example "kj@s$dfS124GDd35"
   */
  @Optional()
  @Length(1, 200)
  @IsString()
  client_secret?: string;
}

export class RevocationRequest extends TokenQuestion {}

export class IntrospectionRequest extends TokenQuestion {
  /**
   * The epoch of a receipt: never answer by older facts.
   * @example "MTAwMS40Mg"
   */
  @Optional()
  @Length(1, 200)
  @IsString()
  minEpoch?: string;
}

export class IntrospectionAnswerDto {
  /**
   * Whether it is good now. Nothing else is said of one that is not.
   * @example true
   */
  active: boolean;

  /**
   * Permission names between blanks; absent: all that the key may.
   * @example "problem.read"
   */
  scope?: string;

  /**
   * The client it was issued to.
   * @example "ci_l2j4391xlw0k2ipwx5ejmdor8"
   */
  client_id?: string;

  /**
   * What the person signs in with.
   * @example "ada"
   */
  username?: string;

  /**
   * `Bearer`, `refresh_token`, `api_key` or `session`.
   * @example "Bearer"
   */
  token_type?: string;

  /**
   * When it ends, in seconds since 1970.
   * @example 1893456000
   */
  exp?: number;

  /**
   * When it was issued, in seconds since 1970.
   * @example 1893455400
   */
  iat?: number;

  /**
   * Who it is.
   * @example "user:1001"
   */
  sub?: string;

  /**
   * Whom it is for.
   * @example "http://localhost:3000"
   */
  aud?: string;

  /**
   * Who issued it.
   * @example "http://localhost:3000"
   */
  iss?: string;

  /**
   * Names an access token.
   * @example "l2Yf8m0cTq6o5n8gqkQb7w"
   */
  jti?: string;

  /**
   * The organisation.
   * @example "1001"
   */
  organisation_id?: string;
}

export class RevokedDto {
  /**
   * Always true: the credential is good for nothing now, also when it never was.
   * @example true
   */
  revoked: boolean;
}
