import { ApiProperty, IntersectionType } from '@nestjs/swagger';
import { IsBoolean, IsIn } from 'class-validator';
import { UserQuery } from '../../../features/users/index.js';
import { Optional } from '../../../platform/http/index.js';
import { SearchParameter } from '../../../platform/lists/index.js';
import { PartDto, PartForm } from '../../model/in-parts.dto.js';
import { LinkedDto } from '../../model/links.js';
import { KeyGenerationResultsDto } from './key-generation.dto.js';

/** Which users: all that a list with these filters finds. */
export class EverybodyQuery {
  /** Whether it is to be enabled; left out: yes. */
  @Optional()
  @IsIn(['true', 'false'])
  enabled?: 'true' | 'false';

  /** Only users in this state. */
  @Optional()
  @IsIn(['active', 'disabled', 'invited'])
  state?: UserQuery['state'];

  /**
   * Only users whose display name, login or e-mail address has this in it, in capitals or not.
   * @example "ad"
   */
  @SearchParameter()
  search?: string;

  /** Only users with a second factor, or (`false`) those without. */
  @Optional()
  @IsIn(['true', 'false'])
  secondFactor?: 'true' | 'false';
}

export type WhichUsers = Pick<EverybodyQuery, 'state' | 'search' | 'secondFactor'>;

/** The next part of them. */
export class EverybodyForm extends PartForm {
  /**
   * Whether keys may be generated.
   * @example true
   */
  @IsBoolean()
  enabled: boolean;

  /** Only users in this state. */
  @Optional()
  @IsIn(['active', 'disabled', 'invited'])
  state?: 'active' | 'disabled' | 'invited';

  /**
   * Only users whose display name, login or e-mail address has this in it, in capitals or not.
   * @example "ad"
   */
  @SearchParameter()
  search?: string;

  /** Only users with a second factor, or (`false`) those without. */
  @Optional()
  @IsIn(['true', 'false'])
  secondFactor?: 'true' | 'false';
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
