import { Delete, Get, HttpCode, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Member } from '../../../access/index.js';
import { CurrentCaller, RequiresInOrganisation } from '../../../access/http/index.js';
import { GroupRequest, GroupsService } from '../../../features/groups/index.js';
import { IdParam, PageQuery, pathId, TakesForms } from '../../../platform/http/index.js';
import { epochHeader } from '../../faces/epoch-header.js';
import { Pages, Shows, Submits } from '../../faces/pages.js';
import { FormBody, TakesForm } from '../../model/form-body.js';
import { GroupDetailDto, GroupPageDto } from './group.dto.js';
import { GroupModels } from './group-models.js';
import { GroupView } from './group.view.js';

const Reply = () => Res({ passthrough: true });
const Leads = (way: 'self' | 'list', says: (group: GroupPageDto) => string) =>
  Submits<GroupPageController, GroupPageDto, GroupDetailDto>({
    leads: (group) => ({ to: group._links[way]?.href ?? '', says: says(group) }),
    form: { view: GroupView, model: (page, caller, request) => page.get(caller as Member, pathId(request), {}) },
  });

@Pages('org/:organisation/organisation/group/:id', 'groups')
export class GroupPageController {
  constructor(
    private readonly groups: GroupsService,
    private readonly models: GroupModels,
  ) {}

  @Get()
  @RequiresInOrganisation('group.read')
  @ApiOperation({ operationId: 'getGroupPage', summary: 'One group and its members' })
  @ApiOkResponse({ type: GroupDetailDto })
  @Shows(GroupView)
  async get(@CurrentCaller() caller: Member, @IdParam() id: number, @Query() query: PageQuery): Promise<GroupDetailDto> {
    return this.models.detail(caller, await this.groups.get(caller, id), query);
  }

  @Post()
  @HttpCode(200)
  @RequiresInOrganisation('group.update', 'group.read')
  @TakesForm(GroupRequest, 'GroupForm')
  @ApiOperation({ operationId: 'renameGroupPage', summary: 'Rename a group' })
  @ApiOkResponse({ type: GroupPageDto })
  @Leads('self', ({ Name }) => `The group is called “${Name}” now.`)
  async rename(@CurrentCaller() caller: Member, @IdParam() id: number, @FormBody(GroupRequest) form: GroupRequest, @Reply() reply: FastifyReply): Promise<GroupPageDto> {
    const group = await this.groups.rename(caller, id, form.name);
    epochHeader(reply, group.freshness);
    return this.models.one(caller, group);
  }

  @Patch()
  @RequiresInOrganisation('group.update', 'group.read')
  @TakesForm(GroupRequest, 'GroupForm')
  @ApiOperation({ operationId: 'patchGroupPage', summary: 'The same' })
  @ApiOkResponse({ type: GroupPageDto })
  patch(@CurrentCaller() caller: Member, @IdParam() id: number, @FormBody(GroupRequest) form: GroupRequest, @Reply() reply: FastifyReply): Promise<GroupPageDto> {
    return this.rename(caller, id, form, reply);
  }

  @Post('delete')
  @HttpCode(200)
  @TakesForms()
  @RequiresInOrganisation('group.delete', 'group.read')
  @ApiOperation({ operationId: 'deleteGroupPage', summary: 'Delete a group', description: 'Its members lose what they held through it.' })
  @ApiOkResponse({ type: GroupPageDto })
  @Leads('list', ({ Name }) => `“${Name}” is deleted.`)
  async delete(@CurrentCaller() caller: Member, @IdParam() id: number, @Reply() reply: FastifyReply): Promise<GroupPageDto> {
    const shown = await this.models.one(caller, await this.groups.get(caller, id));
    const { freshness } = await this.groups.delete(caller, id);
    epochHeader(reply, freshness);
    return shown;
  }

  @Delete()
  @RequiresInOrganisation('group.delete', 'group.read')
  @ApiOperation({ operationId: 'endGroupPage', summary: 'The same' })
  @ApiOkResponse({ type: GroupPageDto })
  end(@CurrentCaller() caller: Member, @IdParam() id: number, @Reply() reply: FastifyReply): Promise<GroupPageDto> {
    return this.delete(caller, id, reply);
  }
}
