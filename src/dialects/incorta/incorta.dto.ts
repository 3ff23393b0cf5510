import { IsInt, IsString, Length, Matches, Max, Min } from 'class-validator';

export class CreateIncortaTokensRequest {
  /**
   * The slug of the organisation.
   * @example "megacorp"
   */
  @IsString()
  @Length(1, 100)
  tenantName: string;

  /**
   * What the person signs in with.
   * @example "ada"
   */
  @IsString()
  @Length(1, 200)
  loginName: string;

  /**
   * SHA-256, in hex, of the text of the profile key followed at once by the digits of `timestamp`.
   * @example "b1c0d6ee4a4e7a4c3b2f0f1f7a5b6c7d8e9f00112233445566778899aabbccdd"
   */
  @Matches(/^[0-9a-f]{64}$/i, { message: '$property must be a SHA-256 in hex' })
  requestHash: string;

  /**
   * Now, in epoch milliseconds. It may be 30 minutes from the time of the server, unless that is set otherwise.
   * @example 1795000000000
   */
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  timestamp: number;
}

export class RefreshIncortaTokensRequest {
  /**
   * The access token of the pair; it may have expired.
   * @example "eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCJ9.eyJvcmciOjEwMDF9.c2lnbmF0dXJl"
   */
  @IsString()
  @Length(1, 4096)
  accessToken: string;

  /**
   * The refresh token of the same pair.
   * @example "LR1001-0-Zk3T0m3vQd6p1b9XwYcA2gZk3T0m3vQd6p1b9XwYcA2"
   */
  @IsString()
  @Length(1, 4096)
  refreshToken: string;
}

export class IncortaTokensDto {
  /**
   * For calls, as `Authorization: Bearer …`.
   * @example "eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCJ9.eyJvcmciOjEwMDF9.c2lnbmF0dXJl"
   */
  accessToken: string;

  /**
   * Gets the next pair, once, together with the access token.
   * @example "LR1001-0-Zk3T0m3vQd6p1b9XwYcA2gZk3T0m3vQd6p1b9XwYcA2"
   */
  refreshToken: string;

  /**
   * How to send the access token.
   * @example "Bearer"
   */
  type: 'Bearer';

  /**
   * Epoch milliseconds; 10 minutes from now.
   * @example 1795000600000
   */
  accessTokenExpiresAt: number;

  /**
   * Epoch milliseconds; 30 minutes from now.
   * @example 1795001800000
   */
  refreshTokenExpiresAt: number;
}

export class IncortaErrorDto {
  /**
   * What went wrong.
   * @example "The request could not be authenticated"
   */
  message: string;
}
