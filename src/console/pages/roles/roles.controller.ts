import { Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Member, mayAt } from '../../../access/index.js';
import { CurrentCaller, Idempotent, Requires, RequiresInOrganisation } from '../../../access/http/index.js';
import { CreateRoleRequest, RolesRepository, RolesService } from '../../../features/roles/index.js';
import { toId } from '../../../platform/http/index.js';
import { NamedListQuery, namedSliceOf, sortedPageOf } from '../../../platform/lists/index.js';
import { epochHeader } from '../../faces/epoch-header.js';
import { Pages, Shows, Submits } from '../../faces/pages.js';
import { FormBody, TakesForm } from '../../model/form-body.js';
import { type FormModel, FormModelDto } from '../../model/form-model.js';
import { listed } from '../../model/listed.js';
import { RoleFormQuery, RoleListDto, RolePageDto } from './role.dto.js';
import { chosen, demandOwnNames, RoleBase, sentFromPage } from './role-base.js';
import { RoleModels, rolesPath } from './role-models.js';
import { RoleFormView } from './role-form.view.js';
import { RolesView } from './roles.view.js';

@Pages('org/:organisation/organisation/role', 'roles')
export class RoleListController {
  constructor(
    private readonly roles: RolesService,
    private readonly rows: RolesRepository,
    private readonly models: RoleModels,
    private readonly base: RoleBase,
  ) {}

  @Get()
  @Requires('role.read')
  @ApiOperation({ operationId: 'listRolePages', summary: 'The roles of the organisation' })
  @ApiOkResponse({ type: RoleListDto })
  @Shows(RolesView)
  async list(@CurrentCaller() caller: Member, @Query() query: NamedListQuery): Promise<RoleListDto> {
    const slice = namedSliceOf(query);
    const found = sortedPageOf(await this.rows.list(caller.organisation.id, query.search, slice), slice, (role) => role);
    const path = rolesPath(caller.organisation);
    return listed(path, query, found, (role) => this.models.one(caller, role), { create: mayAt(caller, 'role.create', { workspaceId: null }) ? `${path}create/` : null });
  }

  @Get('create')
  @RequiresInOrganisation('role.create')
  @ApiOperation({ operationId: 'getRoleForm', summary: 'What a new role is made of', description: 'With `basedOn`, what that role holds is chosen at first.' })
  @ApiOkResponse({ type: FormModelDto })
  @Shows(RoleFormView)
  async form(@CurrentCaller() caller: Member, @Query() { basedOn }: RoleFormQuery): Promise<FormModel> {
    const seesRoles = mayAt(caller, 'role.read', { workspaceId: null });
    return this.models.form(caller, basedOn !== undefined && seesRoles ? await this.roles.get(caller, toId(basedOn)) : null);
  }

  @Post('create')
  @Idempotent()
  @RequiresInOrganisation('role.create')
  @TakesForm(CreateRoleRequest, 'RoleForm')
  @ApiOperation({ operationId: 'createRolePage', summary: 'Create a role', description: 'You must hold all that you put into it, in the organisation as a whole. The page’s own form creates a role with exactly what is ticked; it comes back first, and nothing is created, when what the chosen base holds was not ticked on it yet.' })
  @ApiCreatedResponse({ type: RolePageDto })
  @Submits<RoleListController, RolePageDto, FormModel>({
    leads: ({ Name, _links }) => ({ to: _links['holders']?.href ?? '', says: `“${Name}” is created. Now give it to somebody.` }),
    form: { view: RoleFormView, model: (page, caller, { body }) => page.returned(caller as Member, body), filled: (page, caller, sent) => page.base.filled(caller as Member, sent), unseen: (page, caller, body) => page.base.unseen(caller as Member, body) },
  })
  async create(@CurrentCaller() caller: Member, @FormBody(CreateRoleRequest) form: CreateRoleRequest, @Req() { body }: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<RolePageDto> {
    // The boxes of the page are the whole truth, even if none is ticked; to programs, none are those of the base.
    const sent = sentFromPage(body);
    if (sent) demandOwnNames(sent);
    const permissions = sent ? (form.permissions ?? []) : form.permissions;
    const role = await this.roles.create(caller, { ...form, permissions, basedOnRoleId: form.basedOnRoleId === undefined ? undefined : toId(form.basedOnRoleId) });
    epochHeader(reply, role.freshness);
    return this.models.one(caller, role);
  }

  private async returned(caller: Member, body: unknown): Promise<FormModel> {
    return this.models.form(caller, await this.base.seen(caller, chosen(sentFromPage(body) ?? {})));
  }
}
