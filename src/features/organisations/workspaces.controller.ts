import { Body, Controller, Delete, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Member, reach } from '../../access/index.js';
import { CurrentCaller, Idempotent, Requires, RequiresInOrganisation } from '../../access/http/index.js';
import { IdParam } from '../../platform/http/index.js';
import { NamedListQuery, namedSliceOf, sortedPageOf } from '../../platform/lists/index.js';
import { ChangedWorkspaceDto, toWorkspaceDto, WorkspaceDto, WorkspacePage, WorkspaceRequest } from './workspace.dto.js';
import { WorkspacesRepository } from './workspaces.repository.js';
import { WorkspacesService } from './workspaces.service.js';

@ApiTags('workspaces')
@Controller('api/v1/organisations/:organisation/workspaces')
export class WorkspacesController {
  constructor(
    private readonly workspaces: WorkspacesService,
    private readonly rows: WorkspacesRepository,
  ) {}

  @Get()
  @Requires('workspace.read')
  @ApiOperation({ operationId: 'listWorkspaces', summary: 'The workspaces the caller may see' })
  @ApiOkResponse({ type: WorkspacePage })
  async list(@CurrentCaller() caller: Member, @Query() query: NamedListQuery): Promise<WorkspacePage> {
    const slice = namedSliceOf(query);
    return sortedPageOf(await this.rows.list(caller.organisation.id, reach(caller, 'workspace.read'), query.search, slice), slice, toWorkspaceDto);
  }

  @Post()
  @Idempotent()
  @RequiresInOrganisation('workspace.create')
  @ApiOperation({ operationId: 'createWorkspace', summary: 'Make a workspace' })
  @ApiCreatedResponse({ type: ChangedWorkspaceDto })
  async create(@CurrentCaller() caller: Member, @Body() body: WorkspaceRequest): Promise<ChangedWorkspaceDto> {
    const workspace = await this.workspaces.create(caller, body.name);
    return { ...toWorkspaceDto(workspace), freshness: workspace.freshness };
  }

  @Get(':id')
  @Requires('workspace.read')
  @ApiOperation({ operationId: 'getWorkspace', summary: 'One workspace' })
  @ApiOkResponse({ type: WorkspaceDto })
  async get(@CurrentCaller() caller: Member, @IdParam() id: number): Promise<WorkspaceDto> {
    return toWorkspaceDto(await this.workspaces.read(caller, id));
  }

  @Patch(':id')
  @Requires('workspace.update')
  @ApiOperation({ operationId: 'renameWorkspace', summary: 'Rename a workspace' })
  @ApiOkResponse({ type: ChangedWorkspaceDto })
  async rename(@CurrentCaller() caller: Member, @IdParam() id: number, @Body() body: WorkspaceRequest): Promise<ChangedWorkspaceDto> {
    const workspace = await this.workspaces.rename(caller, id, body.name);
    return { ...toWorkspaceDto(workspace), freshness: workspace.freshness };
  }

  @Delete(':id')
  @Requires('workspace.delete')
  @ApiOperation({ operationId: 'deleteWorkspace', summary: 'Delete a workspace', description: 'What was granted in it grants nothing any more.' })
  @ApiOkResponse({ type: ChangedWorkspaceDto })
  async delete(@CurrentCaller() caller: Member, @IdParam() id: number): Promise<ChangedWorkspaceDto> {
    const workspace = await this.workspaces.delete(caller, id);
    return { ...toWorkspaceDto(workspace), freshness: workspace.freshness };
  }
}
