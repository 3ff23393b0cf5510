import { Get, HttpCode, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Member } from '../../../access/index.js';
import { CurrentCaller, RequiresInOrganisation } from '../../../access/http/index.js';
import { GroupsService } from '../../../features/groups/index.js';
import { IdParam, pathId } from '../../../platform/http/index.js';
import { epochHeader } from '../../faces/epoch-header.js';
import { Pages, Shows, Submits } from '../../faces/pages.js';
import { FormBody, TakesForm } from '../../model/form-body.js';
import { KeyGenerationForm } from '../key-generation/key-generation.dto.js';
import { KeyGenerationModels } from '../key-generation/key-generation-models.js';
import { GroupPageDto } from './group.dto.js';
import { GroupModels } from './group-models.js';
import { GroupSecurityView } from './group-security.view.js';

/** The Security tab of a group. */
@Pages('org/:organisation/organisation/group/:id', 'groups')
export class GroupSecurityController {
  constructor(
    private readonly groups: GroupsService,
    private readonly models: GroupModels,
    private readonly keyGeneration: KeyGenerationModels,
  ) {}

  @Get('security')
  @RequiresInOrganisation('key-right.manage', 'group.read')
  @ApiOperation({ operationId: 'getGroupSecurity', summary: 'Whether the members of a group may generate API keys through it' })
  @ApiOkResponse({ type: GroupPageDto })
  @Shows(GroupSecurityView)
  async get(@CurrentCaller() caller: Member, @IdParam() id: number): Promise<GroupPageDto> {
    return this.models.one(caller, await this.groups.get(caller, id));
  }

  @Post('key-generation')
  @HttpCode(200)
  @RequiresInOrganisation('key-right.manage', 'group.read')
  @TakesForm(KeyGenerationForm, 'KeyGenerationForm')
  @ApiOperation({ operationId: 'setGroupKeyGeneration', summary: 'Enable or disable API key generation for the members of a group', description: 'Members who gain it and have signed in before are told by mail.' })
  @ApiOkResponse({ type: GroupPageDto })
  @Submits<GroupSecurityController, GroupPageDto, GroupPageDto>({
    leads: (group) => ({ to: group._links['security']?.href ?? '', says: `API key generation is ${group['API Key Generation'] ? 'enabled' : 'no longer enabled'} for “${group.Name}”.` }),
    form: { view: GroupSecurityView, model: (page, caller, request) => page.get(caller as Member, pathId(request)) },
  })
  async set(@CurrentCaller() caller: Member, @IdParam() id: number, @FormBody(KeyGenerationForm) form: KeyGenerationForm, @Res({ passthrough: true }) reply: FastifyReply): Promise<GroupPageDto> {
    await this.groups.get(caller, id);
    const { freshness } = await this.keyGeneration.setGroups(caller, [id], form.enabled);
    epochHeader(reply, freshness);
    return this.get(caller, id);
  }
}
