import { IsString, Length } from 'class-validator';
import { fromInstant } from '../../platform/http/index.js';
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
