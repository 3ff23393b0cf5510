import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsObject, IsString, MaxLength, ValidateNested } from 'class-validator';
import { IsId, IsInstant, IsName, Optional, OptionalOrNull } from '../../../platform/http/index.js';

export class WorkspaceRoleReference {
  /** What is referred to. */
  @Optional()
  @IsIn(['workspace_role'])
  type?: 'workspace_role';

  /**
   * The id of a workspace role.
   * @example "1028"
   */
  @IsId()
  id: string;
}

export class WorkspaceRoleReferences {
  @ApiProperty({ type: [WorkspaceRoleReference], description: 'The workspace roles.' })
  @IsArray()
  @ArrayMaxSize(200)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => WorkspaceRoleReference)
  data: WorkspaceRoleReference[];
}

export class CreateApiAccessRequest {
  @ApiPropertyOptional({ enum: ['api_access'], description: 'What it is.' })
  @Optional()
  @IsIn(['api_access'])
  type?: 'api_access';

  /**
   * The name of the key; part of its `client_id`.
   * @example "myKey03"
   */
  @IsName()
  name: string;

  /**
   * Its secret, chosen by you: 10 to 30 printable ASCII characters, three of upper-case letters, lower-case letters, digits, others.
   * @example "9011@83sd!f1042ds+f19fg86M"
   */
  @IsString()
  @MaxLength(30)
  client_secret: string;

  /**
   * Until when it is taken; never ends when left out or null.
   * @example "2030-08-24T00:00:00Z"
   */
  @OptionalOrNull()
  @IsInstant()
  expiration?: string | null;

  /** What it may do where. */
  @Optional()
  @IsObject()
  @ValidateNested()
  @Type(() => WorkspaceRoleReferences)
  workspace_roles?: WorkspaceRoleReferences;
}

export class UpdateApiAccessRequest {
  @ApiPropertyOptional({ enum: ['api_access'], description: 'What it is.' })
  @Optional()
  @IsIn(['api_access'])
  type?: 'api_access';

  /**
   * A new name; the `client_id` stays.
   * @example "myKey04"
   */
  @Optional()
  @IsName()
  name?: string;

  /**
   * `false` ends its secrets and deactivates it. `true` needs a `client_secret`, unless it is valid already.
   * @example true
   */
  @Optional()
  @IsBoolean()
  is_valid?: boolean;

  /**
   * One more secret; the key is valid from then on.
   * @example "kj@s$dfS124GDd35"
   */
  @Optional()
  @IsString()
  @MaxLength(30)
  client_secret?: string;

  /**
   * Until when it is taken; null: it never ends.
   * @example "2030-08-24T00:00:00Z"
   */
  @OptionalOrNull()
  @IsInstant()
  expiration?: string | null;

  /** Instead of those it holds now. */
  @Optional()
  @IsObject()
  @ValidateNested()
  @Type(() => WorkspaceRoleReferences)
  workspace_roles?: WorkspaceRoleReferences;
}

export class CreateApiAccessesRequest {
  @ApiProperty({ type: [CreateApiAccessRequest], description: 'One to a hundred.' })
  data: CreateApiAccessRequest[];
}

export class BulkUpdateApiAccessRequest extends UpdateApiAccessRequest {
  /**
   * Which one; left out where a `query` says which.
   * @example "1003"
   */
  id?: string;
}

export class UpdateApiAccessesRequest {
  @ApiProperty({ type: [BulkUpdateApiAccessRequest], description: 'One to a hundred, each with its `id`; or, with a `query`, one without.' })
  data: BulkUpdateApiAccessRequest[];
}
