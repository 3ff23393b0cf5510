import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';
import { ApiKeyPageDto, MadeApiKeyDto } from '../api-keys/api-key.dto.js';
import { BegunSecondFactorDto, ChangePasswordRequest, OwnSecondFactorDto, OwnTokensDto } from '../../../features/own-account/index.js';
import { OwnSessionDto } from '../../../features/sessions/index.js';
import { UserDto } from '../../../features/users/index.js';
import { Optional } from '../../../platform/http/index.js';
import { LabelledType } from '../../model/labels.js';
import { LinkedType } from '../../model/linked.js';
import { LinkedDto } from '../../model/links.js';

export class ChangePasswordForm extends ChangePasswordRequest {
  /**
   * The new one once more, for people: nobody sees what is typed. Where it is given it must be the same.
   * @example "violet-anchor-midnight"
   */
  @Optional()
  @Length(1, 1024)
  @IsString()
  newPasswordAgain?: string;
}

export class ProfilePageDto extends LinkedType(UserDto, 'ProfileBase') {}
export class ProfileSessionDto extends LinkedType(OwnSessionDto, 'ProfileSession') {}
export class ProfileTokensDto extends LinkedType(OwnTokensDto, 'ProfileTokens') {}
export class SecondFactorPageDto extends LinkedType(OwnSecondFactorDto, 'SecondFactorBase') {}
export class BegunSecondFactorPageDto extends LinkedType(BegunSecondFactorDto, 'BegunSecondFactorBase') {}
class SecondFactorMembers extends LabelledType(OwnSecondFactorDto, 'SecondFactorMembers') {}

/** Everything that lets a person, or what acts for the person, in. */
export class SecurityPageDto extends LinkedDto {
  @ApiProperty({ type: ApiKeyPageDto, nullable: true, description: 'The profile key; null: none has been generated.' })
  'API Key': ApiKeyPageDto | null;

  @ApiProperty({ enum: ['open', 'frozen', 'not-allowed'], description: '`frozen`: the organisation makes and renews no profile keys; `not-allowed`: this person makes no keys.' })
  'API Key Generation': 'open' | 'frozen' | 'not-allowed';

  @ApiProperty({ type: SecondFactorMembers, description: 'Whether signing in takes a second factor.' })
  'Second Factor': SecondFactorMembers;

  @ApiProperty({ type: [ProfileSessionDto], description: 'Where the person is signed in, the newest first; 50 at most.' })
  Sessions: ProfileSessionDto[];

  @ApiProperty({ type: [ProfileTokensDto], description: 'What keys of the person were exchanged for and can be gone on with, the newest first; 50 at most.' })
  Tokens: ProfileTokensDto[];
}

/** One's own account, in whatever organisations it is a member, or in none. */
export class OwnAccountPageDto extends LinkedDto {
  /**
   * What the person signs in with.
   * @example "ada"
   */
  Login: string;

  /**
   * Where mail goes.
   * @example "ada@megacorp.example"
   */
  Email: string;

  /**
   * Whether it may make organisations and disable accounts.
   * @example true
   */
  Operator: boolean;

  @ApiProperty({ type: SecondFactorMembers, description: 'Whether signing in takes a second factor.' })
  'Second Factor': SecondFactorMembers;

  @ApiProperty({ type: [ProfileSessionDto], description: 'Where the person is signed in, the newest first; 50 at most.' })
  Sessions: ProfileSessionDto[];
}

export class IssuedProfileKeyDto extends MadeApiKeyDto {
  /** `true`: it was made now; `false`: renewed. */
  @ApiProperty({ example: true })
  Generated: boolean;
}

export class EndedPageDto extends LinkedDto {
  /**
   * How many have ended.
   * @example 2
   */
  Ended: number;
}

export class ChangedPasswordPageDto extends LinkedDto {
  /**
   * The session in which the person goes on; the answer sets its cookie.
   * @example "1007"
   */
  Session: string;
}

export class RecoveryCodesPageDto extends LinkedDto {
  @ApiProperty({ type: [String], example: ['k3fm-9xq2-7wcd-h04t-znb5-r8ya'], description: 'Shown this one time. Each is good once, in place of a code of the app.' })
  'Recovery Codes': string[];
}
