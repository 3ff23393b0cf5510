import { IsString, Length } from 'class-validator';
import { fromInstant, Optional } from '../../platform/http/index.js';
import { IsTotp } from '../users/index.js';
import type { StartedSession } from './sessions.service.js';

export class CreateSessionRequest {
  /**
   * What the person signs in with.
   * @example "ada"
   */
  @Length(1, 200)
  @IsString()
  login: string;

  /**
   * The person's password.
   * @example "plum-harbour-lantern"
   */
  @Length(1, 1024)
  @IsString()
  password: string;

  /**
   * The code the person's app shows, where the account has a second factor.
   * @example "492039"
   */
  @Optional()
  @IsTotp()
  totp?: string;

  /**
   * One of the recovery codes, in place of `totp`. It is good once.
   * @example "k3fm-9xq2-7wcd-h04t-znb5-r8ya"
   */
  @Optional()
  @Length(1, 100)
  @IsString()
  recoveryCode?: string;
}

export class SessionAccountDto {
  /**
   * The id of the account.
   * @example "1001"
   */
  id: string;

  /**
   * What the person signs in with.
   * @example "ada"
   */
  login: string;
}

export class SessionDto {
  /**
   * The id of the session; its token is in the cookie.
   * @example "1001"
   */
  id: string;

  /** Whose session it is. */
  account: SessionAccountDto;

  /**
   * When the person signed in.
   * @example "2026-01-31T12:00:00.000Z"
   */
  createdAt: string;

  /**
   * When it ends at the latest.
   * @example "2026-02-01T00:00:00.000Z"
   */
  expiresAt: string;
}

export class EndedSessionDto {
  /**
   * Whether there still is a session.
   * @example false
   */
  signedIn: boolean;
}

export const toSessionDto = ({ session, account }: StartedSession): SessionDto => ({
  id: String(session.id),
  account: { id: String(account.id), login: account.login },
  createdAt: fromInstant(session.createdAt),
  expiresAt: fromInstant(session.expiresAt),
});
