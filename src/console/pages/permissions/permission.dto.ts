import { ApiProperty } from '@nestjs/swagger';
import { PermissionDto } from '../../../features/permissions/index.js';
import { LinkedType } from '../../model/linked.js';
import { ListOf } from '../../model/listed.js';
import { NamedDto } from '../../model/named.js';

export class PermissionPageDto extends LinkedType(PermissionDto, 'PermissionBase') {
  @ApiProperty({ type: [NamedDto], nullable: true, description: 'The roles that hold it; null: the caller may not know.' })
  Roles: NamedDto[] | null;
}

export class PermissionListDto extends ListOf(PermissionPageDto) {}
