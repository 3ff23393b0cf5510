import { Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { Member } from '../../../access/index.js';
import { CurrentCaller, SignedIn } from '../../../access/http/index.js';
import { workspaceResource } from '../entities/workspace.resource.js';
import { Collections, type Parameters } from '../reading/collections.js';
import type { Entity, Envelope } from '../wire/envelope.js';
import { TakesCollectionQuery, TakesFields } from './collection-docs.js';
import { OctaneWorkspaceDto, OctaneWorkspacesDto } from './entity.dto.js';
import { OctaneRoutes } from './octane-routes.js';

@OctaneRoutes('workspaces')
export class OctaneWorkspacesController {
  constructor(private readonly collections: Collections) {}

  @Get()
  @SignedIn()
  @ApiOperation({ operationId: 'listWorkspaces', summary: 'The workspaces in which the caller holds `workspace.read` or `role.read`' })
  @TakesCollectionQuery()
  @ApiOkResponse({ type: OctaneWorkspacesDto })
  list(@CurrentCaller() caller: Member, @Param('workspace') workspace: string | undefined, @Query() query: Parameters): Promise<Envelope> {
    return this.collections.list(workspaceResource, caller, workspace, query);
  }

  @Get(':id')
  @SignedIn()
  @ApiOperation({ operationId: 'getWorkspace', summary: 'One of these workspaces' })
  @TakesFields()
  @ApiOkResponse({ type: OctaneWorkspaceDto })
  get(@CurrentCaller() caller: Member, @Param('workspace') workspace: string | undefined, @Param('id') id: string, @Query() query: Parameters): Promise<Entity> {
    return this.collections.get(workspaceResource, caller, workspace, id, query);
  }
}
