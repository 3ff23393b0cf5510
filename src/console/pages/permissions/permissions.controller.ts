import { Get, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { holds, type Member, mayAt, reach } from '../../../access/index.js';
import { CurrentCaller, Idempotent, Requires, RequiresInOrganisation } from '../../../access/http/index.js';
import { type CataloguePermission, PermissionsService, RegisterPermissionRequest, toPermissionDto } from '../../../features/permissions/index.js';
import { permissionsOf, type Role, RolesRepository } from '../../../features/roles/index.js';
import { pageOf, PageQuery, sliceOf } from '../../../platform/http/index.js';
import { epochHeader } from '../../faces/epoch-header.js';
import { Pages, Shows, Submits } from '../../faces/pages.js';
import { FormBody, TakesForm } from '../../model/form-body.js';
import { type FormModel, FormModelDto, formModel } from '../../model/form-model.js';
import { labelled } from '../../model/labels.js';
import { links, pagePath } from '../../model/links.js';
import { listed } from '../../model/listed.js';
import { PermissionListDto, PermissionPageDto } from './permission.dto.js';
import { permissionForm } from './permission-form.js';
import { PermissionFormView, PermissionsView } from './permissions.view.js';

const everyRole = { column: 'nameLower', descending: false, limit: 1_000, after: null } as const;

@Pages('org/:organisation/organisation/permission', 'permissions')
export class PermissionPagesController {
  constructor(
    private readonly permissions: PermissionsService,
    private readonly roles: RolesRepository,
  ) {}

  @Get()
  @Requires('permission.read')
  @ApiOperation({ operationId: 'listPermissionPages', summary: 'The permission catalogue, and which roles hold what' })
  @ApiOkResponse({ type: PermissionListDto })
  @Shows(PermissionsView)
  async list(@CurrentCaller() caller: Member, @Query() query: PageQuery): Promise<PermissionListDto> {
    const slice = sliceOf({ limit: 200, ...query });
    const rest = (await this.permissions.catalogue(caller.organisation.id)).filter(({ id }) => id > (slice.after ?? 0));
    const roles = await this.visibleRoles(caller);
    const found = pageOf(rest.slice(0, slice.limit + 1), slice, (permission) => permission);
    const path = pagePath(caller.organisation, 'organisation/permission');
    return listed(path, query, found, (permission) => toPage(caller, permission, roles), { create: mayAt(caller, 'permission.create', { workspaceId: null }) ? `${path}create/` : null });
  }

  @Get('create')
  @RequiresInOrganisation('permission.create')
  @ApiOperation({ operationId: 'getPermissionForm', summary: 'What a permission of your own is made of' })
  @ApiOkResponse({ type: FormModelDto })
  @Shows(PermissionFormView)
  form(@CurrentCaller() { organisation }: Member): FormModel {
    return formModel(permissionForm, pagePath(organisation, 'organisation/permission/create'));
  }

  @Post('create')
  @Idempotent()
  @RequiresInOrganisation('permission.create')
  @TakesForm(RegisterPermissionRequest, 'PermissionForm')
  @ApiOperation({ operationId: 'registerPermissionPage', summary: 'Register a permission for an own service' })
  @ApiCreatedResponse({ type: PermissionPageDto })
  @Submits<PermissionPagesController, PermissionPageDto, FormModel>({
    leads: ({ Name, _links }) => ({ to: _links['list']?.href ?? '', says: `${Name} is registered. Now put it into a role.` }),
    form: { view: PermissionFormView, model: (page, caller) => page.form(caller as Member) },
  })
  async create(@CurrentCaller() caller: Member, @FormBody(RegisterPermissionRequest) form: RegisterPermissionRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<PermissionPageDto> {
    const permission = await this.permissions.register(caller, form.name, form.description);
    epochHeader(reply, permission.freshness);
    return toPage(caller, permission, await this.visibleRoles(caller));
  }

  private visibleRoles(caller: Member): Promise<Role[]> | null {
    return reach(caller, 'role.read') === 'none' ? null : this.roles.list(caller.organisation.id, undefined, everyRole);
  }
}

const toPage = ({ organisation }: Member, permission: CataloguePermission, roles: readonly Role[] | null): PermissionPageDto => ({
  ...labelled(toPermissionDto(permission)),
  Roles:
    roles
      ?.filter((role) => holds(permissionsOf(role), permission.name))
      .map(({ id, name }) => ({ id: String(id), Name: name, _links: links({ self: pagePath(organisation, 'organisation/role', id) }) })) ?? null,
  _links: links({ list: pagePath(organisation, 'organisation/permission') }),
});
