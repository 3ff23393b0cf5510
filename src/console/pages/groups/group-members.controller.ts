import { HttpCode, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Member } from '../../../access/index.js';
import { CurrentCaller, RequiresInOrganisation } from '../../../access/http/index.js';
import { GroupsService } from '../../../features/groups/index.js';
import { UsersRepository } from '../../../features/users/index.js';
import type { Receipt } from '../../../platform/freshness/index.js';
import { IdParam, invalid, pathId, TakesForms, toId } from '../../../platform/http/index.js';
import { epochHeader } from '../../faces/epoch-header.js';
import { Pages, Submits } from '../../faces/pages.js';
import { FormBody, TakesForm } from '../../model/form-body.js';
import { AddMemberForm, GroupDetailDto } from './group.dto.js';
import { GroupModels } from './group-models.js';
import { GroupView } from './group.view.js';

const Reply = () => Res({ passthrough: true });
const Leads = (says: (group: GroupDetailDto) => string) =>
  Submits<GroupMembersController, GroupDetailDto, GroupDetailDto>({
    leads: (group) => ({ to: group._links['self']?.href ?? '', says: says(group) }),
    form: { view: GroupView, model: (page, caller, request) => page.model(caller as Member, pathId(request)) },
  });

/** Who is in a group. */
@Pages('org/:organisation/organisation/group/:id/member', 'groups')
export class GroupMembersController {
  constructor(
    private readonly groups: GroupsService,
    private readonly users: UsersRepository,
    private readonly models: GroupModels,
  ) {}

  async model(caller: Member, id: number): Promise<GroupDetailDto> {
    return this.models.detail(caller, await this.groups.get(caller, id), {});
  }

  @Post()
  @HttpCode(200)
  @RequiresInOrganisation('group.update', 'group.read')
  @TakesForm(AddMemberForm, 'AddMemberForm')
  @ApiOperation({ operationId: 'addMemberPage', summary: 'Add a user to a group', description: 'By login or by id. Only by somebody who holds all that the group holds.' })
  @ApiOkResponse({ type: GroupDetailDto })
  @Leads(({ Members }) => `Added. The group has ${Members === 1 ? 'one member' : `${Members} members`} now.`)
  async add(@CurrentCaller() caller: Member, @IdParam() id: number, @FormBody(AddMemberForm) form: AddMemberForm, @Reply() reply: FastifyReply): Promise<GroupDetailDto> {
    const userId = await this.userOf(caller, form);
    return this.after(caller, id, reply, (await this.groups.addMember(caller, id, userId)).freshness);
  }

  @Post(':userId/remove')
  @HttpCode(200)
  @TakesForms()
  @RequiresInOrganisation('group.update', 'group.read')
  @ApiOperation({ operationId: 'removeMemberPage', summary: 'Take a user out of a group' })
  @ApiOkResponse({ type: GroupDetailDto })
  @Leads(({ Members }) => `Taken out. The group has ${Members === 1 ? 'one member' : `${Members} members`} now.`)
  async remove(@CurrentCaller() caller: Member, @IdParam() id: number, @IdParam('userId') userId: number, @Reply() reply: FastifyReply): Promise<GroupDetailDto> {
    return this.after(caller, id, reply, (await this.groups.removeMember(caller, id, userId)).freshness);
  }

  private async userOf({ organisation }: Member, { login, userId }: AddMemberForm): Promise<number> {
    if ((login === undefined) === (userId === undefined)) throw invalid([{ field: 'login', message: 'or userId must be given, and only one of them' }]);
    if (userId !== undefined) return toId(userId);
    const user = await this.users.findByLogin(organisation.id, login ?? '');
    if (!user) throw invalid([{ field: 'login', message: 'is nobody of this organisation' }]);
    return user.id;
  }

  private after(caller: Member, id: number, reply: FastifyReply, freshness: Receipt): Promise<GroupDetailDto> {
    epochHeader(reply, freshness);
    return this.model(caller, id);
  }
}
