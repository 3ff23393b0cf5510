import { ApiProperty } from '@nestjs/swagger';
import { OctaneBulkErrorDto } from '../wire/octane-error.dto.js';
import { OctaneWorkspaceRolesDto } from './entity.dto.js';
import { EnvelopeOf } from './envelope-of.js';

export class ApiAccessDto {
  @ApiProperty({ enum: ['api_access'], description: 'What it is.' })
  type: 'api_access';

  /**
   * Its id.
   * @example "1003"
   */
  id: string;

  /**
   * Its name.
   * @example "myKey03"
   */
  name?: string;

  /**
   * What it signs in with, beside its secret. It never changes.
   * @example "myKey03_l2j4391xlw0k2ipwx5ejmdor8"
   */
  client_id?: string;

  /**
   * Until when it is taken; null: it never ends.
   * @example "2030-08-24T00:00:00Z"
   */
  expiration?: string | null;

  /** What it may do where. */
  workspace_roles?: OctaneWorkspaceRolesDto;

  /**
   * When it was made.
   * @example "2021-04-28T11:29:44Z"
   */
  creation_time?: string;

  /**
   * When it was last changed.
   * @example "2021-04-28T11:29:44Z"
   */
  last_modified?: string;

  /**
   * Whether it is active; an expired key still says true.
   * @example true
   */
  is_valid: boolean;
}

export class ApiAccessesDto extends EnvelopeOf(ApiAccessDto) {}

/** A bulk request of which something was refused: what was not, and why. */
export class ApiAccessesErrorDto extends ApiAccessesDto {
  @ApiProperty({ type: [OctaneBulkErrorDto], description: 'What was refused.' })
  errors: OctaneBulkErrorDto[];
}
