import { Body, Controller, Delete, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Member } from '../../access/index.js';
import { CurrentCaller, Idempotent, RequiresInOrganisation } from '../../access/http/index.js';
import { IdParam, pageOf, PageQuery, sliceOf, toId } from '../../platform/http/index.js';
import { NamedListQuery, namedSliceOf, sortedPageOf } from '../../platform/lists/index.js';
import {
  AddMemberRequest,
  ChangedGroupDto,
  ChangedGroupMembershipDto,
  GroupDto,
  GroupMemberPage,
  GroupPage,
  GroupRequest,
  toGroupDto,
  toGroupMemberDto,
} from './group.dto.js';
import { GroupsRepository } from './groups.repository.js';
import { GroupsService } from './groups.service.js';

@ApiTags('groups')
@Controller('api/v1/organisations/:organisation/groups')
export class GroupsController {
  constructor(
    private readonly groups: GroupsService,
    private readonly rows: GroupsRepository,
  ) {}

  @Get()
  @RequiresInOrganisation('group.read')
  @ApiOperation({ operationId: 'listGroups', summary: 'The groups of the organisation' })
  @ApiOkResponse({ type: GroupPage })
  async list(@CurrentCaller() caller: Member, @Query() query: NamedListQuery): Promise<GroupPage> {
    const slice = namedSliceOf(query);
    return sortedPageOf(await this.rows.list(caller.organisation.id, query.search, slice), slice, toGroupDto);
  }

  @Post()
  @Idempotent()
  @RequiresInOrganisation('group.create')
  @ApiOperation({ operationId: 'createGroup', summary: 'Make a group' })
  @ApiCreatedResponse({ type: ChangedGroupDto })
  async create(@CurrentCaller() caller: Member, @Body() body: GroupRequest): Promise<ChangedGroupDto> {
    const group = await this.groups.create(caller, body.name);
    return { ...toGroupDto(group), freshness: group.freshness };
  }

  @Get(':id')
  @RequiresInOrganisation('group.read')
  @ApiOperation({ operationId: 'getGroup', summary: 'One group' })
  @ApiOkResponse({ type: GroupDto })
  async get(@CurrentCaller() caller: Member, @IdParam() id: number): Promise<GroupDto> {
    return toGroupDto(await this.groups.get(caller, id));
  }

  @Patch(':id')
  @RequiresInOrganisation('group.update')
  @ApiOperation({ operationId: 'renameGroup', summary: 'Rename a group' })
  @ApiOkResponse({ type: ChangedGroupDto })
  async rename(@CurrentCaller() caller: Member, @IdParam() id: number, @Body() body: GroupRequest): Promise<ChangedGroupDto> {
    const group = await this.groups.rename(caller, id, body.name);
    return { ...toGroupDto(group), freshness: group.freshness };
  }

  @Delete(':id')
  @RequiresInOrganisation('group.delete')
  @ApiOperation({ operationId: 'deleteGroup', summary: 'Delete a group', description: 'Its members lose what they held through it.' })
  @ApiOkResponse({ type: ChangedGroupDto })
  async delete(@CurrentCaller() caller: Member, @IdParam() id: number): Promise<ChangedGroupDto> {
    const group = await this.groups.delete(caller, id);
    return { ...toGroupDto(group), freshness: group.freshness };
  }

  @Get(':id/members')
  @RequiresInOrganisation('group.read')
  @ApiOperation({ operationId: 'listGroupMembers', summary: 'The members of a group' })
  @ApiOkResponse({ type: GroupMemberPage })
  async members(@CurrentCaller() caller: Member, @IdParam() id: number, @Query() query: PageQuery): Promise<GroupMemberPage> {
    await this.groups.get(caller, id);
    const slice = sliceOf(query);
    return pageOf(await this.rows.members(caller.organisation.id, id, slice), slice, toGroupMemberDto);
  }

  @Post(':id/members')
  @Idempotent()
  @RequiresInOrganisation('group.update')
  @ApiOperation({ operationId: 'addGroupMember', summary: 'Add a user to a group', description: 'Only by somebody who holds all that the group holds.' })
  @ApiCreatedResponse({ type: ChangedGroupMembershipDto })
  async addMember(@CurrentCaller() caller: Member, @IdParam() id: number, @Body() body: AddMemberRequest): Promise<ChangedGroupMembershipDto> {
    const { freshness } = await this.groups.addMember(caller, id, toId(body.userId));
    return { groupId: String(id), userId: body.userId, member: true, freshness };
  }

  @Delete(':id/members/:userId')
  @RequiresInOrganisation('group.update')
  @ApiOperation({ operationId: 'removeGroupMember', summary: 'Take a user out of a group' })
  @ApiOkResponse({ type: ChangedGroupMembershipDto })
  async removeMember(@CurrentCaller() caller: Member, @IdParam() id: number, @IdParam('userId') userId: number): Promise<ChangedGroupMembershipDto> {
    const { freshness } = await this.groups.removeMember(caller, id, userId);
    return { groupId: String(id), userId: String(userId), member: false, freshness };
  }
}
