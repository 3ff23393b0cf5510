import { Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { Member } from '../../../access/index.js';
import { CurrentCaller, Requires } from '../../../access/http/index.js';
import { roleResource } from '../entities/role.resource.js';
import { Collections, type Parameters } from '../reading/collections.js';
import type { Entity, Envelope } from '../wire/envelope.js';
import { TakesCollectionQuery, TakesFields } from './collection-docs.js';
import { OctaneRoleDto, OctaneRolesDto } from './entity.dto.js';
import { OctaneRoutes } from './octane-routes.js';

@OctaneRoutes('roles')
export class OctaneRolesController {
  constructor(private readonly collections: Collections) {}

  @Get()
  @Requires('role.read')
  @ApiOperation({ operationId: 'listRoles', summary: 'The roles' })
  @TakesCollectionQuery()
  @ApiOkResponse({ type: OctaneRolesDto })
  list(@CurrentCaller() caller: Member, @Param('workspace') workspace: string | undefined, @Query() query: Parameters): Promise<Envelope> {
    return this.collections.list(roleResource, caller, workspace, query);
  }

  @Get(':id')
  @Requires('role.read')
  @ApiOperation({ operationId: 'getRole', summary: 'One role' })
  @TakesFields()
  @ApiOkResponse({ type: OctaneRoleDto })
  get(@CurrentCaller() caller: Member, @Param('workspace') workspace: string | undefined, @Param('id') id: string, @Query() query: Parameters): Promise<Entity> {
    return this.collections.get(roleResource, caller, workspace, id, query);
  }
}
