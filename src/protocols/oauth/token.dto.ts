import { IsIn, IsString, Length, MaxLength } from 'class-validator';
import { Optional, TolerantRequest } from '../../platform/http/index.js';

export const exchangeGrant = 'urn:ietf:params:oauth:grant-type:token-exchange';
export const accessTokenType = 'urn:ietf:params:oauth:token-type:access_token';
export const grantTypes = ['client_credentials', 'refresh_token', exchangeGrant] as const;

export class TokenRequest extends TolerantRequest {
  /**
   * What the token is got with.
   * @example "client_credentials"
   */
  @MaxLength(100)
  @IsString({ message: '$property must be given once' })
  grant_type: string;

  /**
   * The client, when it does not authenticate by a header.
   * @example "ci_l2j4391xlw0k2ipwx5ejmdor8"
   */
  @Optional()
  @Length(1, 200)
  @IsString()
  client_id?: string;

  /**
   * Its secret: the one its maker chose, or the whole text of its key.
   * @example "kj@s$dfS124GDd35"
   */
  @Optional()
  @Length(1, 200)
  @IsString()
  client_secret?: string;

  /**
   * Permission names between blanks; left out: all that the key may.
   * @example "problem.read"
   */
  @Optional()
  @MaxLength(2000)
  @IsString()
  scope?: string;

  /**
   * Whom the token is for (RFC 8707); left out: this server.
   * @example "https://billing.example/api"
   */
  @Optional()
  @Length(1, 190)
  @IsString()
  resource?: string;

  /**
   * `refresh_token`: the token to use up.
   * @example "LR1001-0-2yFvC0sYp1rG3cYQ1m6o5n8gqkQb7m9Zq1v0QGJ2v3w"
   */
  @Optional()
  @Length(1, 200)
  @IsString()
  refresh_token?: string;

  /**
   * Token exchange (RFC 8693): the API key.
   * @example "LKf3Qz81.9sKd02mVbQ7xYtRz4nWcLpEa1u0Hk3Tg"
   */
  @Optional()
  @Length(1, 200)
  @IsString()
  subject_token?: string;

  /** Token exchange: what `subject_token` is. */
  @Optional()
  @IsIn([accessTokenType])
  subject_token_type?: string;

  /** Token exchange: what is wanted. */
  @Optional()
  @IsIn([accessTokenType])
  requested_token_type?: string;
}

export class TokenAnswerDto {
  /**
   * A JWT (RFC 9068).
   * @example "eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCJ9.e30.c2ln"
   */
  access_token: string;

  /**
   * Always `Bearer`.
   * @example "Bearer"
   */
  token_type: string;

  /**
   * Seconds.
   * @example 600
   */
  expires_in: number;

  /**
   * The permissions it is narrowed to; absent: all that the key may.
   * @example "problem.read"
   */
  scope?: string;

  /**
   * Single use: gets the next pair.
   * @example "LR1001-1-2yFvC0sYp1rG3cYQ1m6o5n8gqkQb7m9Zq1v0QGJ2v3w"
   */
  refresh_token?: string;

  /**
   * Token exchange only.
   * @example "urn:ietf:params:oauth:token-type:access_token"
   */
  issued_token_type?: string;
}
