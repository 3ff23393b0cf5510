import { IntersectionType } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';
import { ChangedDto } from '../../../platform/http/index.js';
import { SessionDto } from '../../sessions/index.js';
import { IsNewPassword } from '../../users/index.js';

export class ChangePasswordRequest {
  /**
   * The one you have.
   * @example "plum-harbour-lantern"
   */
  @Length(1, 1024)
  @IsString()
  currentPassword: string;

  /**
   * The one you want: 12 to 128 characters, none of the common ones.
   * @example "violet-anchor-midnight"
   */
  @IsNewPassword()
  newPassword: string;
}

/** The session in which the person goes on. */
export class ChangedPasswordDto extends IntersectionType(SessionDto, ChangedDto) {}
