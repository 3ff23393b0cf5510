import { Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { Member } from '../../../access/index.js';
import { CurrentCaller, Requires } from '../../../access/http/index.js';
import { workspaceRoleResource } from '../entities/workspace-role.resource.js';
import { Collections, type Parameters } from '../reading/collections.js';
import type { Entity, Envelope } from '../wire/envelope.js';
import { TakesCollectionQuery, TakesFields } from './collection-docs.js';
import { OctaneWorkspaceRoleDto, OctaneWorkspaceRoleListDto } from './entity.dto.js';
import { OctaneRoutes } from './octane-routes.js';

@OctaneRoutes('workspace_roles')
export class OctaneWorkspaceRolesController {
  constructor(private readonly collections: Collections) {}

  @Get()
  @Requires('role.read')
  @ApiOperation({ operationId: 'listWorkspaceRoles', summary: 'The workspace roles: what a key can be given' })
  @TakesCollectionQuery()
  @ApiOkResponse({ type: OctaneWorkspaceRoleListDto })
  list(@CurrentCaller() caller: Member, @Param('workspace') workspace: string | undefined, @Query() query: Parameters): Promise<Envelope> {
    return this.collections.list(workspaceRoleResource, caller, workspace, query);
  }

  @Get(':id')
  @Requires('role.read')
  @ApiOperation({ operationId: 'getWorkspaceRole', summary: 'One workspace role' })
  @TakesFields()
  @ApiOkResponse({ type: OctaneWorkspaceRoleDto })
  get(@CurrentCaller() caller: Member, @Param('workspace') workspace: string | undefined, @Param('id') id: string, @Query() query: Parameters): Promise<Entity> {
    return this.collections.get(workspaceRoleResource, caller, workspace, id, query);
  }
}
