import { Get, HttpCode, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { demand, type Member } from '../../../access/index.js';
import { CurrentCaller, Requires } from '../../../access/http/index.js';
import { GroupsService } from '../../../features/groups/index.js';
import type { Receipt } from '../../../platform/freshness/index.js';
import { IdParam, pathId, TakesForms } from '../../../platform/http/index.js';
import { epochHeader } from '../../faces/epoch-header.js';
import { Pages, Shows, Submits } from '../../faces/pages.js';
import { FormBody, TakesForm } from '../../model/form-body.js';
import { GivingRoles } from '../assignments/giving-roles.js';
import { GiveRoleForm } from '../assignments/held-role.dto.js';
import { GroupRolesDto } from './group.dto.js';
import { GroupModels } from './group-models.js';
import { GroupRolesView } from './group-roles.view.js';

const Reply = () => Res({ passthrough: true });
const Leads = (says: (group: GroupRolesDto) => string) =>
  Submits<GroupRolesController, GroupRolesDto, GroupRolesDto>({
    leads: (group) => ({ to: group._links['roles']?.href ?? '', says: says(group) }),
    form: { view: GroupRolesView, model: (page, caller, request) => page.get(caller as Member, pathId(request)) },
  });

/** The Roles tab of a group. */
@Pages('org/:organisation/organisation/group/:id/role', 'groups')
export class GroupRolesController {
  constructor(
    private readonly groups: GroupsService,
    private readonly giving: GivingRoles,
    private readonly models: GroupModels,
  ) {}

  @Get()
  @Requires('role.read', 'group.read')
  @ApiOperation({ operationId: 'listGroupRoles', summary: 'What the members of a group hold through it' })
  @ApiOkResponse({ type: GroupRolesDto })
  @Shows(GroupRolesView)
  async get(@CurrentCaller() caller: Member, @IdParam() id: number): Promise<GroupRolesDto> {
    demand(caller, 'group.read', { workspaceId: null });
    return this.models.held(caller, await this.groups.get(caller, id));
  }

  @Post()
  @HttpCode(200)
  @Requires('role.assign', 'role.read', 'group.read')
  @TakesForm(GiveRoleForm, 'GiveRoleForm')
  @ApiOperation({ operationId: 'giveGroupRole', summary: 'Give a group a role', description: 'You must hold `role.assign` and all that is in the role, where it is to be held.' })
  @ApiOkResponse({ type: GroupRolesDto })
  @Leads(({ Name }) => `The members of “${Name}” hold the role.`)
  async give(@CurrentCaller() caller: Member, @IdParam() id: number, @FormBody(GiveRoleForm, { asks: { roleId: 'must be chosen', workspaceId: 'must be chosen' } }) form: GiveRoleForm, @Reply() reply: FastifyReply): Promise<GroupRolesDto> {
    await this.get(caller, id);
    return this.after(caller, id, reply, await this.giving.give(caller, form, { kind: 'group', id }));
  }

  @Post(':assignmentId/withdraw')
  @HttpCode(200)
  @TakesForms()
  @Requires('role.assign', 'role.read', 'group.read')
  @ApiOperation({ operationId: 'withdrawGroupRole', summary: 'Take a role away from a group' })
  @ApiOkResponse({ type: GroupRolesDto })
  @Leads(({ Name }) => `The members of “${Name}” no longer hold the role through it.`)
  async withdraw(@CurrentCaller() caller: Member, @IdParam() id: number, @IdParam('assignmentId') assignmentId: number, @Reply() reply: FastifyReply): Promise<GroupRolesDto> {
    await this.get(caller, id);
    return this.after(caller, id, reply, await this.giving.withdraw(caller, assignmentId, ({ subjectKind, subjectId }) => subjectKind === 'group' && subjectId === id));
  }

  private after(caller: Member, id: number, reply: FastifyReply, freshness: Receipt): Promise<GroupRolesDto> {
    epochHeader(reply, freshness);
    return this.get(caller, id);
  }
}
