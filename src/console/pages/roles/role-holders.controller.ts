import { Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Member } from '../../../access/index.js';
import { CurrentCaller, Requires } from '../../../access/http/index.js';
import { RolesRepository, RolesService } from '../../../features/roles/index.js';
import type { Receipt } from '../../../platform/freshness/index.js';
import { IdParam, PageQuery, pathId, TakesForms } from '../../../platform/http/index.js';
import { epochHeader } from '../../faces/epoch-header.js';
import { Pages, Shows, Submits } from '../../faces/pages.js';
import { FormBody, TakesForm } from '../../model/form-body.js';
import { GivingRoles } from '../assignments/giving-roles.js';
import { RoleHolderForm } from '../assignments/holder.dto.js';
import { Holders } from '../assignments/holders.js';
import { RoleHoldersDto } from './role.dto.js';
import { RoleModels } from './role-models.js';
import { RoleHoldersView } from './role-holders.view.js';

const Reply = () => Res({ passthrough: true });
const Leads = (says: (role: RoleHoldersDto) => string) =>
  Submits<RoleHoldersController, RoleHoldersDto, RoleHoldersDto>({
    leads: (role) => ({ to: role._links['holders']?.href ?? '', says: says(role) }),
    form: { view: RoleHoldersView, model: (page, caller, request) => page.get(caller as Member, pathId(request), {}) },
  });

/** The Holders tab of a role. */
@Pages('org/:organisation/organisation/role/:id/holder', 'roles')
export class RoleHoldersController {
  constructor(
    private readonly roles: RolesService,
    private readonly rows: RolesRepository,
    private readonly giving: GivingRoles,
    private readonly holders: Holders,
    private readonly models: RoleModels,
  ) {}

  @Get()
  @Requires('role.read')
  @ApiOperation({ operationId: 'listRoleHolders', summary: 'Who holds a role, and where' })
  @ApiOkResponse({ type: RoleHoldersDto })
  @Shows(RoleHoldersView)
  async get(@CurrentCaller() caller: Member, @IdParam() id: number, @Query() query: PageQuery): Promise<RoleHoldersDto> {
    return this.models.withHolders(caller, await this.roles.get(caller, id), query);
  }

  @Post()
  @HttpCode(200)
  @Requires('role.assign', 'role.read')
  @TakesForm(RoleHolderForm, 'RoleHolderForm')
  @ApiOperation({ operationId: 'giveRoleTo', summary: 'Give the role to a user, a group or a service key', description: 'You must hold `role.assign` and all that is in the role, where it is to be held.' })
  @ApiOkResponse({ type: RoleHoldersDto })
  @Leads(({ Name }) => `“${Name}” is given.`)
  async give(@CurrentCaller() caller: Member, @IdParam() id: number, @FormBody(RoleHolderForm, { asks: { workspaceId: 'must be chosen' } }) { workspaceId, ...named }: RoleHolderForm, @Reply() reply: FastifyReply): Promise<RoleHoldersDto> {
    await this.roles.get(caller, id);
    const subject = await this.holders.subjectOf(caller, named);
    return this.after(caller, id, reply, await this.giving.give(caller, { roleId: String(id), workspaceId }, subject));
  }

  @Post(':assignmentId/withdraw')
  @HttpCode(200)
  @TakesForms()
  @Requires('role.assign', 'role.read')
  @ApiOperation({ operationId: 'withdrawRoleFrom', summary: 'Take the role away from one of its holders' })
  @ApiOkResponse({ type: RoleHoldersDto })
  @Leads(({ Name }) => `“${Name}” is taken away.`)
  async withdraw(@CurrentCaller() caller: Member, @IdParam() id: number, @IdParam('assignmentId') assignmentId: number, @Reply() reply: FastifyReply): Promise<RoleHoldersDto> {
    const isOfRole = async ({ workspaceRoleId }: { workspaceRoleId: number }) => (await this.rows.findScope(caller.organisation.id, workspaceRoleId))?.roleId === id;
    return this.after(caller, id, reply, await this.giving.withdraw(caller, assignmentId, isOfRole));
  }

  private after(caller: Member, id: number, reply: FastifyReply, freshness: Receipt): Promise<RoleHoldersDto> {
    epochHeader(reply, freshness);
    return this.get(caller, id, {});
  }
}
