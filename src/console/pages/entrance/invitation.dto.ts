import { ApiProperty } from '@nestjs/swagger';
import { LinkedDto } from '../../model/links.js';

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
