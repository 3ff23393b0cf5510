import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';
import { IsNewPassword } from '../../../features/users/index.js';
import { LinkedDto } from '../../model/links.js';

export class NewPasswordForm {
  /**
   * The token of the mail.
   * @example "1001.Zk3T0m3vQd6p1b9XwYcA2gZk3T0m3vQd6p1b9XwYcA2"
   */
  @Length(1, 100)
  @IsString()
  resetToken: string;

  /**
   * The password the account is to have: 12 to 128 characters, none of the common ones.
   * @example "violet-anchor-midnight"
   */
  @IsNewPassword()
  newPassword: string;

  /**
   * The same once more: nobody sees what is typed.
   * @example "violet-anchor-midnight"
   */
  @Length(1, 1024)
  @IsString()
  newPasswordAgain: string;
}

/** What is answered to everybody who asks for one. */
export class RequestedPasswordResetPageDto extends LinkedDto {
  @ApiProperty({ description: 'The same for every login and every address.', example: 'If there is such an account, a mail with a link is on its way to its address. The link is good for 1 hour.' })
  Message: string;
}

/** Whose password has been set. */
export class UsedPasswordResetPageDto extends LinkedDto {
  @ApiProperty({ description: 'What to sign in with.', example: 'grace' })
  Login: string;
}
