import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';
import { AcceptInvitationRequest } from '../../../features/invitations/index.js';
import { Optional } from '../../../platform/http/index.js';
import { LinkedDto } from '../../model/links.js';

export class InvitationForm extends AcceptInvitationRequest {
  /**
   * The password once more, where it is a new one: people do not see what they type. Programs leave it out.
   * @example "plum-harbour-lantern"
   */
  @Optional()
  @IsString()
  @Length(1, 1024)
  passwordAgain?: string;
}

/** What somebody is invited to. */
export class InvitationPageDto extends LinkedDto {
  @ApiProperty({ description: 'What the organisation is called.', example: 'Megacorp' })
  Organisation: string;

  @ApiProperty({ description: 'What to sign in with.', example: 'grace' })
  Login: string;

  @ApiProperty({ description: 'Whether the account has a password: then it must be given; else one is chosen.', example: false })
  'Has Password': boolean;

  @ApiProperty({ description: 'Whether the invitation is accepted now.', example: true })
  Accepted: boolean;
}
