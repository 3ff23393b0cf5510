import { IsString, Length } from 'class-validator';
import { ChangedDto } from '../../../platform/http/index.js';
import { IsNewPassword } from '../../users/index.js';

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

export const passwordResetRequested: RequestedPasswordResetDto = {
  message: 'If there is such an account, a mail with a link is on its way to its address. The link is good for 1 hour.',
};
