import { Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Member, mayAt } from '../../../access/index.js';
import { CurrentCaller, Idempotent, RequiresInOrganisation } from '../../../access/http/index.js';
import { GroupRequest, GroupsRepository, GroupsService } from '../../../features/groups/index.js';
import { NamedListQuery, namedSliceOf, sortedPageOf } from '../../../platform/lists/index.js';
import { epochHeader } from '../../faces/epoch-header.js';
import { Pages, Shows, Submits } from '../../faces/pages.js';
import { FormBody, TakesForm } from '../../model/form-body.js';
import { type FormModel, FormModelDto, formModel } from '../../model/form-model.js';
import { links } from '../../model/links.js';
import { listed } from '../../model/listed.js';
import { KeyGenerationResultsDto, ManyKeyGenerationForm } from '../key-generation/key-generation.dto.js';
import { chosen, KeyGenerationModels, seesKeyGeneration } from '../key-generation/key-generation-models.js';
import { KeyGenerationResultsView } from '../key-generation/key-generation.view.js';
import { GroupListDto, GroupPageDto } from './group.dto.js';
import { GroupModels, groupsPath } from './group-models.js';
import { GroupFormView, GroupsView } from './groups.view.js';

@Pages('org/:organisation/organisation/group', 'groups')
export class GroupListController {
  constructor(
    private readonly groups: GroupsService,
    private readonly rows: GroupsRepository,
    private readonly models: GroupModels,
    private readonly keyGeneration: KeyGenerationModels,
  ) {}

  @Get()
  @RequiresInOrganisation('group.read')
  @ApiOperation({ operationId: 'listGroupPages', summary: 'The groups of the organisation' })
  @ApiOkResponse({ type: GroupListDto })
  @Shows(GroupsView)
  async list(@CurrentCaller() caller: Member, @Query() query: NamedListQuery): Promise<GroupListDto> {
    const slice = namedSliceOf(query);
    const found = sortedPageOf(await this.rows.list(caller.organisation.id, query.search, slice), slice, (group) => group);
    const toItem = await this.models.of(caller, found.items);
    const path = groupsPath(caller.organisation);
    return listed(path, query, found, toItem, {
      create: mayAt(caller, 'group.create', { workspaceId: null }) ? `${path}create/` : null,
      'key-generation': seesKeyGeneration(caller) ? `${path}key-generation/` : null,
    });
  }

  @Get('create')
  @RequiresInOrganisation('group.create')
  @ApiOperation({ operationId: 'getGroupForm', summary: 'What a new group is made of' })
  @ApiOkResponse({ type: FormModelDto })
  @Shows(GroupFormView)
  form(@CurrentCaller() { organisation }: Member): FormModel {
    return formModel([{ name: 'name', type: 'text', required: true, hint: 'Must be unique in the organisation', maxLength: 100 }], `${groupsPath(organisation)}create/`);
  }

  @Post('create')
  @Idempotent()
  @RequiresInOrganisation('group.create')
  @TakesForm(GroupRequest, 'GroupForm')
  @ApiOperation({ operationId: 'createGroupPage', summary: 'Create a group' })
  @ApiCreatedResponse({ type: GroupPageDto })
  @Submits<GroupListController, GroupPageDto, FormModel>({
    leads: ({ Name, _links }) => ({ to: _links['self']?.href ?? '', says: `“${Name}” is created. Now add its members.` }),
    form: { view: GroupFormView, model: (page, caller) => page.form(caller as Member) },
  })
  async create(@CurrentCaller() caller: Member, @FormBody(GroupRequest) form: GroupRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<GroupPageDto> {
    const group = await this.groups.create(caller, form.name);
    epochHeader(reply, group.freshness);
    return this.models.one(caller, group);
  }

  @Post('key-generation')
  @HttpCode(200)
  @RequiresInOrganisation('key-right.manage', 'group.read')
  @TakesForm(ManyKeyGenerationForm, 'ManyKeyGenerationForm')
  @ApiOperation({ operationId: 'setGroupsKeyGeneration', summary: 'Enable or disable API key generation for the members of many groups', description: 'Members who gain it and have signed in before are told by mail. Says what has become of each group.' })
  @ApiOkResponse({ type: KeyGenerationResultsDto })
  @Submits<GroupListController, KeyGenerationResultsDto, GroupListDto>({ shows: KeyGenerationResultsView, form: { view: GroupsView, model: (page, caller) => page.list(caller as Member, {}) } })
  async setKeyGeneration(@CurrentCaller() caller: Member, @FormBody(ManyKeyGenerationForm) form: ManyKeyGenerationForm, @Res({ passthrough: true }) reply: FastifyReply): Promise<KeyGenerationResultsDto> {
    const { freshness, ...results } = await this.keyGeneration.setGroups(caller, chosen(form), form.enabled);
    epochHeader(reply, freshness);
    return { ...results, _links: links({ list: groupsPath(caller.organisation) }) };
  }
}
