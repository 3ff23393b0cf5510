import { ApiProperty } from '@nestjs/swagger';
import { IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { Optional } from '../../platform/http/index.js';
import { LinkedDto } from './links.js';

const most = 1_000_000_000;

/** Where work in parts goes on; all of it left out: at the beginning. */
export class PartForm {
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

/** How far work in parts is. */
export class PartDto extends LinkedDto {
  /**
   * How many there are in all.
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

  @ApiProperty({ type: String, nullable: true, description: 'Send it as `Cursor`, with `Done` and `Changed`, to go on; null: all are done.', example: null })
  Cursor: string | null;
}
