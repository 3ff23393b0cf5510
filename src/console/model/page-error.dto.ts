import { ApiPropertyOptional } from '@nestjs/swagger';

/** What went wrong, as pages say it in JSON. */
export class PageErrorDto {
  /**
   * What happened this time.
   * @example "Name must be text of 1 to 100 characters"
   */
  detail: string;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'array', items: { type: 'string' } },
    description: 'What is wrong with which member, by its label.',
    example: { Name: ['must be text of 1 to 100 characters'] },
  })
  errors?: Record<string, string[]>;
}
