import { ApiProperty, IntersectionType } from '@nestjs/swagger';
import { AuditEventDto } from '../../../features/audit/index.js';
import { ApiKeyDto, DrainingSecretDto, LastUseDto, UsageCountDto } from '../../../features/api-keys/index.js';
import { FieldDto } from '../../model/form-model.js';
import { LinkedType } from '../../model/linked.js';
import { ListOf } from '../../model/listed.js';

class OwnedApiKeyDto extends ApiKeyDto {
  /**
   * What its owner is called; null for a service key.
   * @example "Ada Lovelace"
   */
  ownerName: string | null;

  /**
   * What the workspaces are called in which it works, in the order of `Workspaces`; null: it is not bound to some.
   * @example ["Default workspace"]
   */
  workspaceNames: string[] | null;
}

export class ApiKeyPageDto extends LinkedType(OwnedApiKeyDto, 'ApiKeyBase') {}

export class KeyOwnerDto {
  /**
   * The id of the user.
   * @example "1002"
   */
  id: string;

  /**
   * What the user is called; null: nobody here has this id.
   * @example "Grace Hopper"
   */
  name: string | null;
}

/** A list that `?owner=` narrows down. */
export class OwnedListDto {
  @ApiProperty({ type: KeyOwnerDto, nullable: true, description: 'Whose alone are listed, as `owner` says; null: not narrowed to one user. `_links.every-owner` leads to the list without it.' })
  Owner: KeyOwnerDto | null;
}

export class ApiKeyListDto extends ListOf(ApiKeyPageDto) {}
export class OwnedKeyListDto extends IntersectionType(ApiKeyListDto, OwnedListDto) {}

export class MadeApiKeyDto extends ApiKeyPageDto {
  /**
   * The text of the key, shown this one time; absent when its maker chose the secret.
   * @example "LKf3Qz81.9sKd02mVbQ7xYtRz4nWcLpEa1u0Hk3Tg"
   */
  key?: string;
}

export class RotatedKeyPageDto extends MadeApiKeyDto {
  @ApiProperty({ type: String, nullable: true, description: 'Until when the secret before is taken beside the new one; null: it is refused already.', example: '2026-11-24T06:12:05.000Z' })
  'Old Secret Until': string | null;
}

/** How a key is used and what was done to it. */
export class KeyHistoryDto {
  @ApiProperty({ type: LastUseDto, nullable: true, description: 'When, from where and for what it was last used; null: never.' })
  'Last Use': LastUseDto | null;

  @ApiProperty({ type: [UsageCountDto], description: 'Its calls by day (UTC) in the last 30 days, the oldest first; days without are left out.' })
  Usage: UsageCountDto[];

  @ApiProperty({ type: [DrainingSecretDto], description: 'Old secrets that are taken beside the newest since it was rotated with an overlap, and whether each is still used. Those of a deactivated key are refused like it. Whoever may deactivate the key ends one by `POST` to `secrets/{id}/end/` below its page.' })
  'Old Secrets': DrainingSecretDto[];

  @ApiProperty({ type: [AuditEventDto], nullable: true, description: 'What was done to it, the newest first; null for those who may not read the audit trail.' })
  Audit: AuditEventDto[] | null;
}

class ChangeableDto {
  @ApiProperty({ type: [FieldDto], description: 'What can be sent to `_links.update`, by `POST`; empty: nothing.' })
  fields: FieldDto[];
}

export class ApiKeyDetailDto extends IntersectionType(ApiKeyPageDto, KeyHistoryDto, ChangeableDto) {}
