import { HttpCode, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Member } from '../../../access/index.js';
import { CurrentCaller, Requires } from '../../../access/http/index.js';
import { WorkspacesService } from '../../../features/organisations/index.js';
import { RolesRepository } from '../../../features/roles/index.js';
import type { Receipt } from '../../../platform/freshness/index.js';
import { IdParam, pathId, TakesForms } from '../../../platform/http/index.js';
import { epochHeader } from '../../faces/epoch-header.js';
import { Pages, Submits } from '../../faces/pages.js';
import { FormBody, TakesForm } from '../../model/form-body.js';
import { GivingRoles } from '../assignments/giving-roles.js';
import { WorkspaceHolderForm } from '../assignments/holder.dto.js';
import { Holders } from '../assignments/holders.js';
import { WorkspaceDetailDto } from './workspace.dto.js';
import { WorkspaceModels } from './workspace-models.js';
import { WorkspaceView } from './workspace.view.js';

const Reply = () => Res({ passthrough: true });
const Leads = (says: (workspace: WorkspaceDetailDto) => string) =>
  Submits<WorkspaceHoldersController, WorkspaceDetailDto, WorkspaceDetailDto>({
    leads: (workspace) => ({ to: workspace._links['self']?.href ?? '', says: says(workspace) }),
    form: { view: WorkspaceView, model: (page, caller, request) => page.model(caller as Member, pathId(request)) },
  });

/** Who holds which role in a workspace. */
@Pages('org/:organisation/organisation/workspace/:id/holder', 'workspaces')
export class WorkspaceHoldersController {
  constructor(
    private readonly workspaces: WorkspacesService,
    private readonly roles: RolesRepository,
    private readonly giving: GivingRoles,
    private readonly holders: Holders,
    private readonly models: WorkspaceModels,
  ) {}

  async model(caller: Member, id: number): Promise<WorkspaceDetailDto> {
    return this.models.detail(caller, await this.workspaces.read(caller, id), {});
  }

  @Post()
  @HttpCode(200)
  @Requires('role.assign', 'workspace.read')
  @TakesForm(WorkspaceHolderForm, 'WorkspaceHolderForm')
  @ApiOperation({ operationId: 'giveRoleInWorkspace', summary: 'Give a role in the workspace to a user, a group or a service key', description: 'You must hold `role.assign` and all that is in the role, there.' })
  @ApiOkResponse({ type: WorkspaceDetailDto })
  @Leads(({ Name }) => `The role is given in “${Name}”.`)
  async give(@CurrentCaller() caller: Member, @IdParam() id: number, @FormBody(WorkspaceHolderForm, { asks: { roleId: 'must be chosen' } }) { roleId, ...named }: WorkspaceHolderForm, @Reply() reply: FastifyReply): Promise<WorkspaceDetailDto> {
    await this.workspaces.read(caller, id);
    const subject = await this.holders.subjectOf(caller, named);
    return this.after(caller, id, reply, await this.giving.give(caller, { roleId, workspaceId: String(id) }, subject));
  }

  @Post(':assignmentId/withdraw')
  @HttpCode(200)
  @TakesForms()
  @Requires('role.assign', 'workspace.read')
  @ApiOperation({ operationId: 'withdrawRoleInWorkspace', summary: 'Take a role away that is held in the workspace' })
  @ApiOkResponse({ type: WorkspaceDetailDto })
  @Leads(({ Name }) => `The role in “${Name}” is taken away.`)
  async withdraw(@CurrentCaller() caller: Member, @IdParam() id: number, @IdParam('assignmentId') assignmentId: number, @Reply() reply: FastifyReply): Promise<WorkspaceDetailDto> {
    const isHeldHere = async ({ workspaceRoleId }: { workspaceRoleId: number }) => (await this.roles.findScope(caller.organisation.id, workspaceRoleId))?.workspaceId === id;
    return this.after(caller, id, reply, await this.giving.withdraw(caller, assignmentId, isHeldHere));
  }

  private after(caller: Member, id: number, reply: FastifyReply, freshness: Receipt): Promise<WorkspaceDetailDto> {
    epochHeader(reply, freshness);
    return this.model(caller, id);
  }
}
