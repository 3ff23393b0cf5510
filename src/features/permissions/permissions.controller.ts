import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Member } from '../../access/index.js';
import { CurrentCaller, Idempotent, Requires, RequiresInOrganisation } from '../../access/http/index.js';
import { pageOf, PageQuery, sliceOf } from '../../platform/http/index.js';
import { ChangedPermissionDto, PermissionPage, RegisterPermissionRequest, toPermissionDto } from './permission.dto.js';
import { PermissionsService } from './permissions.service.js';

@ApiTags('permissions')
@Controller('api/v1/organisations/:organisation/permissions')
export class PermissionsController {
  constructor(private readonly permissions: PermissionsService) {}

  @Get()
  @Requires('permission.read')
  @ApiOperation({ operationId: 'listPermissions', summary: 'The permission catalogue', description: 'The built-in permissions, then those the organisation has registered.' })
  @ApiOkResponse({ type: PermissionPage })
  async list(@CurrentCaller() caller: Member, @Query() query: PageQuery): Promise<PermissionPage> {
    const slice = sliceOf(query);
    const rest = (await this.permissions.catalogue(caller.organisation.id)).filter(({ id }) => id > (slice.after ?? 0));
    return pageOf(rest.slice(0, slice.limit + 1), slice, toPermissionDto);
  }

  @Post()
  @Idempotent()
  @RequiresInOrganisation('permission.create')
  @ApiOperation({ operationId: 'registerPermission', summary: 'Register a permission for an own service' })
  @ApiCreatedResponse({ type: ChangedPermissionDto })
  async register(@CurrentCaller() caller: Member, @Body() body: RegisterPermissionRequest): Promise<ChangedPermissionDto> {
    const permission = await this.permissions.register(caller, body.name, body.description);
    return { ...toPermissionDto(permission), freshness: permission.freshness };
  }
}
