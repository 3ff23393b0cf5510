import { Delete, Get, HttpCode, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Member } from '../../../access/index.js';
import { CurrentCaller, Requires } from '../../../access/http/index.js';
import { WorkspaceRequest, WorkspacesService } from '../../../features/organisations/index.js';
import { IdParam, PageQuery, pathId, TakesForms } from '../../../platform/http/index.js';
import { epochHeader } from '../../faces/epoch-header.js';
import { Pages, Shows, Submits } from '../../faces/pages.js';
import { FormBody, TakesForm } from '../../model/form-body.js';
import { WorkspaceDetailDto, WorkspacePageDto } from './workspace.dto.js';
import { WorkspaceModels } from './workspace-models.js';
import { WorkspaceView } from './workspace.view.js';

const Reply = () => Res({ passthrough: true });
const Leads = (way: 'self' | 'list', says: (workspace: WorkspacePageDto) => string) =>
  Submits<WorkspacePageController, WorkspacePageDto, WorkspaceDetailDto>({
    leads: (workspace) => ({ to: workspace._links[way]?.href ?? '', says: says(workspace) }),
    form: { view: WorkspaceView, model: (page, caller, request) => page.get(caller as Member, pathId(request), {}) },
  });

@Pages('org/:organisation/organisation/workspace/:id', 'workspaces')
export class WorkspacePageController {
  constructor(
    private readonly workspaces: WorkspacesService,
    private readonly models: WorkspaceModels,
  ) {}

  @Get()
  @Requires('workspace.read')
  @ApiOperation({ operationId: 'getWorkspacePage', summary: 'One workspace, and who holds which role in it' })
  @ApiOkResponse({ type: WorkspaceDetailDto })
  @Shows(WorkspaceView)
  async get(@CurrentCaller() caller: Member, @IdParam() id: number, @Query() query: PageQuery): Promise<WorkspaceDetailDto> {
    return this.models.detail(caller, await this.workspaces.read(caller, id), query);
  }

  @Post()
  @HttpCode(200)
  @Requires('workspace.update', 'workspace.read')
  @TakesForm(WorkspaceRequest, 'WorkspaceForm')
  @ApiOperation({ operationId: 'renameWorkspacePage', summary: 'Rename a workspace' })
  @ApiOkResponse({ type: WorkspacePageDto })
  @Leads('self', ({ Name }) => `The workspace is called “${Name}” now.`)
  async rename(@CurrentCaller() caller: Member, @IdParam() id: number, @FormBody(WorkspaceRequest) form: WorkspaceRequest, @Reply() reply: FastifyReply): Promise<WorkspacePageDto> {
    const workspace = await this.workspaces.rename(caller, id, form.name);
    epochHeader(reply, workspace.freshness);
    return this.models.one(caller, workspace);
  }

  @Patch()
  @Requires('workspace.update', 'workspace.read')
  @TakesForm(WorkspaceRequest, 'WorkspaceForm')
  @ApiOperation({ operationId: 'patchWorkspacePage', summary: 'The same' })
  @ApiOkResponse({ type: WorkspacePageDto })
  patch(@CurrentCaller() caller: Member, @IdParam() id: number, @FormBody(WorkspaceRequest) form: WorkspaceRequest, @Reply() reply: FastifyReply): Promise<WorkspacePageDto> {
    return this.rename(caller, id, form, reply);
  }

  @Post('delete')
  @HttpCode(200)
  @TakesForms()
  @Requires('workspace.delete', 'workspace.read')
  @ApiOperation({ operationId: 'deleteWorkspacePage', summary: 'Delete a workspace', description: 'What was granted in it grants nothing any more.' })
  @ApiOkResponse({ type: WorkspacePageDto })
  @Leads('list', ({ Name }) => `“${Name}” is deleted.`)
  async delete(@CurrentCaller() caller: Member, @IdParam() id: number, @Reply() reply: FastifyReply): Promise<WorkspacePageDto> {
    const workspace = await this.workspaces.delete(caller, id);
    epochHeader(reply, workspace.freshness);
    return this.models.one(caller, workspace);
  }

  @Delete()
  @Requires('workspace.delete', 'workspace.read')
  @ApiOperation({ operationId: 'endWorkspacePage', summary: 'The same' })
  @ApiOkResponse({ type: WorkspacePageDto })
  end(@CurrentCaller() caller: Member, @IdParam() id: number, @Reply() reply: FastifyReply): Promise<WorkspacePageDto> {
    return this.delete(caller, id, reply);
  }
}
