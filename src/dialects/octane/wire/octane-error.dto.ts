import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { ErrorBody } from './error-body.js';

/** What went wrong. */
export class OctaneErrorDto implements ErrorBody {
  /**
   * Stable; made for programs.
   * @example "platform.not_authorized"
   */
  error_code: string;

  /**
   * Names this answer.
   * @example "dn2wp6xe9qvgmsv8lvelp74r1"
   */
  correlation_id: string;

  /**
   * What happened this time.
   * @example "The caller does not hold role.read in this organisation"
   */
  description: string;

  /**
   * The same.
   * @example "The caller does not hold role.read in this organisation"
   */
  description_translated: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string' },
    nullable: true,
    description: 'What else there is to say, such as `missing_permissions` or `field_name`.',
    example: { missing_permissions: 'role.read' },
  })
  properties: Record<string, string> | null;

  @ApiPropertyOptional({ type: 'boolean', description: 'A rule of the server stands against it (409).', example: true })
  business_error?: true;
}

/** One entity of a bulk request that was refused. */
export class OctaneBulkErrorDto extends OctaneErrorDto {
  /**
   * Its place in the request, from 0.
   * @example 1
   */
  index: number;

  /**
   * The same.
   * @example 1
   */
  entity_index: number;
}
