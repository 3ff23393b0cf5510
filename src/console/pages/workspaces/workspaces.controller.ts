import { Get, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Member, mayAt, reach } from '../../../access/index.js';
import { CurrentCaller, Idempotent, Requires, RequiresInOrganisation } from '../../../access/http/index.js';
import { WorkspaceRequest, WorkspacesRepository, WorkspacesService } from '../../../features/organisations/index.js';
import { NamedListQuery, namedSliceOf, sortedPageOf } from '../../../platform/lists/index.js';
import { epochHeader } from '../../faces/epoch-header.js';
import { Pages, Shows, Submits } from '../../faces/pages.js';
import { FormBody, TakesForm } from '../../model/form-body.js';
import { type FormModel, FormModelDto, formModel } from '../../model/form-model.js';
import { listed } from '../../model/listed.js';
import { WorkspaceListDto, WorkspacePageDto } from './workspace.dto.js';
import { WorkspaceModels, workspacesPath } from './workspace-models.js';
import { WorkspaceFormView, WorkspacesView } from './workspaces.view.js';

@Pages('org/:organisation/organisation/workspace', 'workspaces')
export class WorkspaceListController {
  constructor(
    private readonly workspaces: WorkspacesService,
    private readonly rows: WorkspacesRepository,
    private readonly models: WorkspaceModels,
  ) {}

  @Get()
  @Requires('workspace.read')
  @ApiOperation({ operationId: 'listWorkspacePages', summary: 'The workspaces the caller may see' })
  @ApiOkResponse({ type: WorkspaceListDto })
  @Shows(WorkspacesView)
  async list(@CurrentCaller() caller: Member, @Query() query: NamedListQuery): Promise<WorkspaceListDto> {
    const slice = namedSliceOf(query);
    const found = sortedPageOf(await this.rows.list(caller.organisation.id, reach(caller, 'workspace.read'), query.search, slice), slice, (workspace) => workspace);
    const path = workspacesPath(caller.organisation);
    return listed(path, query, found, (workspace) => this.models.one(caller, workspace), { create: mayAt(caller, 'workspace.create', { workspaceId: null }) ? `${path}create/` : null });
  }

  @Get('create')
  @RequiresInOrganisation('workspace.create')
  @ApiOperation({ operationId: 'getWorkspaceForm', summary: 'What a new workspace is made of' })
  @ApiOkResponse({ type: FormModelDto })
  @Shows(WorkspaceFormView)
  form(@CurrentCaller() { organisation }: Member): FormModel {
    return formModel([{ name: 'name', type: 'text', required: true, hint: 'Such as production or staging', maxLength: 100 }], `${workspacesPath(organisation)}create/`);
  }

  @Post('create')
  @Idempotent()
  @RequiresInOrganisation('workspace.create')
  @TakesForm(WorkspaceRequest, 'WorkspaceForm')
  @ApiOperation({ operationId: 'createWorkspacePage', summary: 'Create a workspace' })
  @ApiCreatedResponse({ type: WorkspacePageDto })
  @Submits<WorkspaceListController, WorkspacePageDto, FormModel>({
    leads: ({ Name, _links }) => ({ to: _links['self']?.href ?? '', says: `“${Name}” is created. Now give somebody a role in it.` }),
    form: { view: WorkspaceFormView, model: (page, caller) => page.form(caller as Member) },
  })
  async create(@CurrentCaller() caller: Member, @FormBody(WorkspaceRequest) form: WorkspaceRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<WorkspacePageDto> {
    const workspace = await this.workspaces.create(caller, form.name);
    epochHeader(reply, workspace.freshness);
    return this.models.one(caller, workspace);
  }
}
