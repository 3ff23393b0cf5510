import { HttpCode, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Member } from '../../../access/index.js';
import { CurrentCaller, Requires, RequiresInOrganisation } from '../../../access/http/index.js';
import { GroupsService } from '../../../features/groups/index.js';
import { UsersService } from '../../../features/users/index.js';
import type { Receipt } from '../../../platform/freshness/index.js';
import { IdParam, pathId, TakesForms, toId } from '../../../platform/http/index.js';
import { epochHeader } from '../../faces/epoch-header.js';
import { Pages, Submits } from '../../faces/pages.js';
import { FormBody, TakesForm } from '../../model/form-body.js';
import { GivingRoles } from '../assignments/giving-roles.js';
import { GiveRoleForm } from '../assignments/held-role.dto.js';
import { JoinGroupForm, UserDetailDto } from './user.dto.js';
import { UserModels } from './user-models.js';
import { UserView } from './user.view.js';

const Answers = () => ApiOkResponse({ type: UserDetailDto });
const Leads = (says: (user: UserDetailDto) => string) =>
  Submits<UserBelongingsController, UserDetailDto, UserDetailDto>({
    leads: (user) => ({ to: user._links['self']?.href ?? '', says: says(user) }),
    form: { view: UserView, model: (page, caller, request) => page.model(caller as Member, pathId(request)) },
  });
const Reply = () => Res({ passthrough: true });

/** The groups a user is in, and the roles given to a user. */
@Pages('org/:organisation/organisation/user/:id', 'users')
export class UserBelongingsController {
  constructor(
    private readonly users: UsersService,
    private readonly groups: GroupsService,
    private readonly giving: GivingRoles,
    private readonly models: UserModels,
  ) {}

  async model(caller: Member, id: number): Promise<UserDetailDto> {
    return this.models.detail(caller, await this.users.get(caller, id));
  }

  @Post('group')
  @HttpCode(200)
  @RequiresInOrganisation('group.update', 'user.read')
  @TakesForm(JoinGroupForm, 'JoinGroupForm')
  @ApiOperation({ operationId: 'joinGroupPage', summary: 'Add the user to a group', description: 'Only by somebody who holds all that the group holds.' })
  @Answers()
  @Leads((user) => `${user['Display Name']} is in the group.`)
  async join(@CurrentCaller() caller: Member, @IdParam() id: number, @FormBody(JoinGroupForm, { asks: { groupId: 'must be chosen' } }) form: JoinGroupForm, @Reply() reply: FastifyReply): Promise<UserDetailDto> {
    const user = await this.users.present(caller, id);
    return this.after(caller, id, reply, (await this.groups.addMember(caller, toId(form.groupId), user.id)).freshness);
  }

  @Post('group/:groupId/leave')
  @HttpCode(200)
  @TakesForms()
  @RequiresInOrganisation('group.update', 'user.read')
  @ApiOperation({ operationId: 'leaveGroupPage', summary: 'Take the user out of a group' })
  @Answers()
  @Leads((user) => `${user['Display Name']} is no longer in the group.`)
  async leave(@CurrentCaller() caller: Member, @IdParam() id: number, @IdParam('groupId') groupId: number, @Reply() reply: FastifyReply): Promise<UserDetailDto> {
    return this.after(caller, id, reply, (await this.groups.removeMember(caller, groupId, id)).freshness);
  }

  @Post('role')
  @HttpCode(200)
  @Requires('role.assign', 'user.read')
  @TakesForm(GiveRoleForm, 'GiveRoleForm')
  @ApiOperation({ operationId: 'giveUserRole', summary: 'Give the user a role', description: 'You must hold `role.assign` and all that is in the role, where it is to be held.' })
  @Answers()
  @Leads((user) => `${user['Display Name']} holds the role.`)
  async give(@CurrentCaller() caller: Member, @IdParam() id: number, @FormBody(GiveRoleForm, { asks: { roleId: 'must be chosen', workspaceId: 'must be chosen' } }) form: GiveRoleForm, @Reply() reply: FastifyReply): Promise<UserDetailDto> {
    await this.users.present(caller, id);
    return this.after(caller, id, reply, await this.giving.give(caller, form, { kind: 'user', id }));
  }

  @Post('role/:assignmentId/withdraw')
  @HttpCode(200)
  @TakesForms()
  @Requires('role.assign', 'user.read')
  @ApiOperation({ operationId: 'withdrawUserRole', summary: 'Take a role away from the user' })
  @Answers()
  @Leads((user) => `${user['Display Name']} no longer holds the role.`)
  async withdraw(@CurrentCaller() caller: Member, @IdParam() id: number, @IdParam('assignmentId') assignmentId: number, @Reply() reply: FastifyReply): Promise<UserDetailDto> {
    return this.after(caller, id, reply, await this.giving.withdraw(caller, assignmentId, ({ subjectKind, subjectId }) => subjectKind === 'user' && subjectId === id));
  }

  private after(caller: Member, id: number, reply: FastifyReply, freshness: Receipt): Promise<UserDetailDto> {
    epochHeader(reply, freshness);
    return this.model(caller, id);
  }
}
