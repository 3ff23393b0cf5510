import { IsString, Length } from 'class-validator';
import { ChangedDto, fromInstant } from '../../../platform/http/index.js';
import { IsNewPassword } from '../../users/index.js';
import type { SentPasswordReset } from './send-password-reset.js';

export class RequestPasswordResetRequest {
  /**
   * The login of the account, or its e-mail address.
   * @example "grace"
   */
  @Length(1, 190)
  @IsString()
  login: string;
}

export class RequestedPasswordResetDto {
  /**
   * The same for every login and every address, also for those that nobody has.
   * @example "If there is such an account, a mail with a link is on its way to its address"
   */
  message: string;
}

export class UsePasswordResetRequest {
  /**
   * The token of the mail.
   * @example "1001.Zk3T0m3vQd6p1b9XwYcA2gZk3T0m3vQd6p1b9XwYcA2"
   */
  @Length(1, 100)
  @IsString()
  token: string;

  /**
   * The password the account is to have: 12 to 128 characters, none of the common ones.
   * @example "violet-anchor-midnight"
   */
  @IsNewPassword()
  newPassword: string;
}

export class UsedPasswordResetDto extends ChangedDto {
  /**
   * What to sign in with.
   * @example "grace"
   */
  login: string;
}

export class SentPasswordResetDto {
  /**
   * Who is sent it.
   * @example "1002"
   */
  userId: string;

  /**
   * The address of the account, where it goes.
   * @example "grace@megacorp.example"
   */
  email: string;

  /**
   * Until when it can be used.
   * @example "2026-01-31T13:00:00.000Z"
   */
  expiresAt: string;
}

export const toSentPasswordResetDto = ({ user, expiresAt }: SentPasswordReset): SentPasswordResetDto => ({ userId: String(user.id), email: user.account.email, expiresAt: fromInstant(expiresAt) });

export const passwordResetRequested: RequestedPasswordResetDto = {
  message: 'If there is such an account, a mail with a link is on its way to its address. The link is good for 1 hour.',
};
