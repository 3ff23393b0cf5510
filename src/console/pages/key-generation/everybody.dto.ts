import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { UserQuery } from '../../../features/users/index.js';
import { Optional } from '../../../platform/http/index.js';
import { SearchParameter } from '../../../platform/lists/index.js';
import { LinkedDto } from '../../model/links.js';
import { KeyGenerationResultsDto } from './key-generation.dto.js';

const most = 1_000_000_000;

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
}

/** The next part of them. */
export class EverybodyForm {
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

  /**
   * Where to go on: what the part before has answered. Left out: at the beginning.
   * @example "WyJpZCIsMTIwMCwxMjAwXQ"
   */
  @Optional()
  @IsString()
  @MaxLength(700)
  cursor?: string;

  /**
   * How many were done before, as the part before has answered.
   * @example 200
   */
  @Optional()
  @IsInt()
  @Min(0)
  @Max(most)
  done?: number;

  /**
   * How many of them were changed, as the part before has answered.
   * @example 180
   */
  @Optional()
  @IsInt()
  @Min(0)
  @Max(most)
  changed?: number;
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
}

/** What has become of this part. */
export class EverybodyResultsDto extends KeyGenerationResultsDto {
  /**
   * How many users there are in all.
   * @example 4200
   */
  Total: number;

  /**
   * How many are done, this part included.
   * @example 400
   */
  Done: number;

  /**
   * How many of them were changed.
   * @example 380
   */
  Changed: number;

  @ApiProperty({ type: String, nullable: true, description: 'Send it as `Cursor`, with `Done` and `Changed`, to go on; null: everybody is done.', example: null })
  Cursor: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Only users in this state.', example: null })
  State: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Only users whose name, login or e-mail address has this in it.', example: null })
  Search: string | null;
}
