import { IntersectionType } from '@nestjs/swagger';
import { Matches, MaxLength } from 'class-validator';
import { ChangedDto, IsName, PageOf } from '../../platform/http/index.js';
import type { CataloguePermission } from './permissions.service.js';

export class PermissionDto {
  /**
   * Its number, never used again.
   * @example "1001"
   */
  id: string;

  /**
   * `resource.action`, or `service:resource.action` for one the organisation has registered.
   * @example "billing:invoice.pay"
   */
  name: string;

  /**
   * What it lets its holder do.
   * @example "Pay invoices"
   */
  description: string;

  /**
   * Whether the server itself knows it.
   * @example false
   */
  builtIn: boolean;
}

export class PermissionPage extends PageOf(PermissionDto) {}
export class ChangedPermissionDto extends IntersectionType(PermissionDto, ChangedDto) {}

export class RegisterPermissionRequest {
  /**
   * `service:resource.action`.
   * @example "billing:invoice.pay"
   */
  @Matches(/^[a-z][a-z0-9-]*:[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$/, {
    message: '$property must be service:resource.action in a-z, 0-9 and -, such as billing:invoice.pay',
  })
  @MaxLength(100)
  name: string;

  /**
   * What it lets its holder do.
   * @example "Pay invoices"
   */
  @IsName(200)
  description: string;
}

export const toPermissionDto = ({ id, name, description, builtIn }: CataloguePermission): PermissionDto => ({ id: String(id), name, description, builtIn });
