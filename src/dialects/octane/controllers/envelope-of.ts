import type { Type } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';

/** The class of a collection of `item`, for the specification. */
export function EnvelopeOf<T>(item: Type<T>): Type<{ total_count: number; data: T[]; exceeds_total_count: boolean }> {
  class EnvelopeDto {
    @ApiProperty({ type: 'integer', description: 'Everything the query means, not only this page.', example: 1 })
    total_count: number;

    @ApiProperty({ type: [item], description: 'The entities.' })
    data: T[];

    @ApiProperty({ type: 'boolean', description: 'Always false.', example: false })
    exceeds_total_count: boolean;
  }
  return EnvelopeDto;
}
