import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';
import { IsIdList, Optional } from '../../../platform/http/index.js';
import { LinkedDto } from '../../model/links.js';

const ways = ['everyone', 'super-role', 'own', 'group'] as const;
const outcomes = ['enabled', 'disabled', 'already', 'failed'] as const;

export class KeyGenerationDto {
  /**
   * Whether the user may make and renew API keys.
   * @example true
   */
  may: boolean;

  @ApiProperty({ enum: ways, isArray: true, description: 'Why: everybody may here, by the super role, a right of their own, that of a group.', example: ['own'] })
  ways: (typeof ways)[number][];

  /**
   * Whether it was enabled for this very user, whether or not it counts.
   * @example true
   */
  enabled: boolean;

  /**
   * The groups for which it is enabled that the user is in.
   * @example []
   */
  groupIds: string[];
}

/** For one user or group. */
export class KeyGenerationForm {
  /**
   * Whether keys may be generated.
   * @example true
   */
  @IsBoolean()
  enabled: boolean;
}

/** For those that are ticked. */
export class ManyKeyGenerationForm extends KeyGenerationForm {
  /**
   * Whose: one at least.
   * @example ["1002", "1003"]
   */
  @Optional()
  @IsIdList()
  ids?: string[];
}

export class KeyGenerationResultDto {
  /**
   * The id of the user or group.
   * @example "1002"
   */
  id: string;

  /**
   * What it is called; empty when there is none of that id.
   * @example "Grace Hopper"
   */
  Name: string;

  @ApiProperty({ enum: outcomes, description: '`already`: nothing had to be changed. `failed`: see the note.', example: 'enabled' })
  Outcome: (typeof outcomes)[number];

  /**
   * Whether a mail says so: to the user, or to members of the group.
   * @example true
   */
  Mailed: boolean;

  @ApiProperty({ type: String, nullable: true, description: 'What else there is to know.', example: 'Has never signed in, so no mail is sent' })
  Note: string | null;
}

/** What has become of each. */
export class KeyGenerationResultsDto extends LinkedDto {
  /**
   * What was asked for.
   * @example true
   */
  Enabled: boolean;

  /** Of what kind they are. */
  Kind: 'user' | 'group';

  /**
   * How many mails are on their way, to members of groups too.
   * @example 2
   */
  Mails: number;

  /** One by one, in the order in which they were named. */
  items: KeyGenerationResultDto[];
}
