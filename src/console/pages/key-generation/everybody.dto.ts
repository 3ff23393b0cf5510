import { ApiProperty, IntersectionType, PickType } from '@nestjs/swagger';
import { IsBoolean, IsIn } from 'class-validator';
import { UserQuery } from '../../../features/users/index.js';
import { Optional } from '../../../platform/http/index.js';
import { PartDto, PartForm } from '../../model/in-parts.dto.js';
import { LinkedDto } from '../../model/links.js';
import { KeyGenerationResultsDto } from './key-generation.dto.js';

/** Which users: all that a list with these filters finds. */
class FoundUsers extends PickType(UserQuery, ['state', 'search', 'secondFactor']) {}

export type WhichUsers = FoundUsers;

export class EverybodyQuery extends FoundUsers {
  /** Whether it is to be enabled; left out: yes. */
  @Optional()
  @IsIn(['true', 'false'])
  enabled?: 'true' | 'false';
}

/** The next part of them. */
export class EverybodyForm extends IntersectionType(PartForm, FoundUsers) {
  /**
   * Whether keys may be generated.
   * @example true
   */
  @IsBoolean()
  enabled: boolean;
}

/** Whom it would be about. */
export class EverybodyDto extends LinkedDto {
  /**
   * What is asked for.
   * @example true
   */
  Enabled: boolean;

  /**
   * How many users are found.
   * @example 4200
   */
  Total: number;

  @ApiProperty({ type: String, nullable: true, description: 'Only users in this state.', example: null })
  State: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Only users whose name, login or e-mail address has this in it.', example: null })
  Search: string | null;

  @ApiProperty({ enum: ['true', 'false'], nullable: true, description: 'Only users with a second factor, or those without.', example: null })
  'Second Factor': 'true' | 'false' | null;
}

/** What has become of this part. */
export class EverybodyResultsDto extends IntersectionType(KeyGenerationResultsDto, PartDto) {
  @ApiProperty({ type: String, nullable: true, description: 'Only users in this state.', example: null })
  State: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Only users whose name, login or e-mail address has this in it.', example: null })
  Search: string | null;

  @ApiProperty({ enum: ['true', 'false'], nullable: true, description: 'Only users with a second factor, or those without.', example: null })
  'Second Factor': 'true' | 'false' | null;
}
