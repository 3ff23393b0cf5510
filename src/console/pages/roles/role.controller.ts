import { Delete, Get, HttpCode, Patch, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Member } from '../../../access/index.js';
import { CurrentCaller, Requires, RequiresInOrganisation } from '../../../access/http/index.js';
import { RolesService, UpdateRoleRequest } from '../../../features/roles/index.js';
import { IdParam, pathId, TakesForms } from '../../../platform/http/index.js';
import { epochHeader } from '../../faces/epoch-header.js';
import { Pages, Shows, Submits } from '../../faces/pages.js';
import { Seen } from '../../faces/seen.js';
import { FormBody, TakesForm } from '../../model/form-body.js';
import { demandSeen } from '../../model/seen.js';
import { RoleDetailDto, RolePageDto } from './role.dto.js';
import { RoleModels } from './role-models.js';
import { roleValues } from './role-values.js';
import { RoleView } from './role.view.js';

const Reply = () => Res({ passthrough: true });
const Leads = (way: 'self' | 'list', says: (role: RolePageDto) => string) =>
  Submits<RolePageController, RolePageDto, RoleDetailDto>({
    leads: (role) => ({ to: role._links[way]?.href ?? '', says: says(role) }),
    form: { view: RoleView, model: (page, caller, request) => page.get(caller as Member, pathId(request)) },
  });

@Pages('org/:organisation/organisation/role/:id', 'roles')
export class RolePageController {
  constructor(
    private readonly roles: RolesService,
    private readonly models: RoleModels,
  ) {}

  @Get()
  @Requires('role.read')
  @ApiOperation({ operationId: 'getRolePage', summary: 'One role, with what it holds of the whole catalogue' })
  @ApiOkResponse({ type: RoleDetailDto })
  @Shows(RoleView)
  async get(@CurrentCaller() caller: Member, @IdParam() id: number): Promise<RoleDetailDto> {
    return this.models.detail(caller, await this.roles.get(caller, id));
  }

  @Post()
  @HttpCode(200)
  @RequiresInOrganisation('role.update', 'role.read')
  @TakesForm(UpdateRoleRequest, 'RoleChanges')
  @ApiOperation({ operationId: 'changeRolePage', summary: 'Rename a role or change what it holds', description: 'Everybody who holds it is affected at once. You must hold each permission that is added.' })
  @ApiOkResponse({ type: RolePageDto })
  @Leads('self', ({ Name }) => `“${Name}” is saved; it counts from now on.`)
  async change(
    @CurrentCaller() caller: Member,
    @IdParam() id: number,
    @FormBody(UpdateRoleRequest) form: UpdateRoleRequest,
    @Reply() reply: FastifyReply,
    @Seen() seen?: unknown,
  ): Promise<RolePageDto> {
    await demandSeen(seen, async () => roleValues(await this.get(caller, id)), { ...form });
    const role = await this.roles.update(caller, id, form);
    epochHeader(reply, role.freshness);
    return this.models.one(caller, role);
  }

  @Patch()
  @RequiresInOrganisation('role.update', 'role.read')
  @TakesForm(UpdateRoleRequest, 'RoleChanges')
  @ApiOperation({ operationId: 'patchRolePage', summary: 'The same' })
  @ApiOkResponse({ type: RolePageDto })
  patch(@CurrentCaller() caller: Member, @IdParam() id: number, @FormBody(UpdateRoleRequest) form: UpdateRoleRequest, @Reply() reply: FastifyReply): Promise<RolePageDto> {
    return this.change(caller, id, form, reply);
  }

  @Post('delete')
  @HttpCode(200)
  @TakesForms()
  @RequiresInOrganisation('role.delete', 'role.read')
  @ApiOperation({ operationId: 'deleteRolePage', summary: 'Delete a role', description: 'Whoever held it holds it no more.' })
  @ApiOkResponse({ type: RolePageDto })
  @Leads('list', ({ Name }) => `“${Name}” is deleted.`)
  async delete(@CurrentCaller() caller: Member, @IdParam() id: number, @Reply() reply: FastifyReply): Promise<RolePageDto> {
    const role = await this.roles.delete(caller, id);
    epochHeader(reply, role.freshness);
    return this.models.one(caller, role);
  }

  @Delete()
  @RequiresInOrganisation('role.delete', 'role.read')
  @ApiOperation({ operationId: 'endRolePage', summary: 'The same' })
  @ApiOkResponse({ type: RolePageDto })
  end(@CurrentCaller() caller: Member, @IdParam() id: number, @Reply() reply: FastifyReply): Promise<RolePageDto> {
    return this.delete(caller, id, reply);
  }
}
