import { Injectable } from '@nestjs/common';
import { type CallerOrganisation, holds, type Member, mayAt, type Permission, reach } from '../../../access/index.js';
import { PermissionsService } from '../../../features/permissions/index.js';
import { permissionsOf, type Role, RolesRepository, toRoleDto } from '../../../features/roles/index.js';
import { type PageQuery, sliceOf } from '../../../platform/http/index.js';
import { type FormModel, formModel } from '../../model/form-model.js';
import { labelled } from '../../model/labels.js';
import { type Links, links, pagePath, withQuery } from '../../model/links.js';
import { HeldRoles } from '../assignments/held-roles.js';
import { Holders } from '../assignments/holders.js';
import type { RoleDetailDto, RoleHoldersDto, RolePageDto } from './role.dto.js';
import { RoleBase } from './role-base.js';
import { roleForm } from './role-form.js';

export const rolesPath = (organisation: CallerOrganisation): string => pagePath(organisation, 'organisation/role');
const rolePath = (organisation: CallerOrganisation, id: number): string => pagePath(organisation, 'organisation/role', id);

const whole = { workspaceId: null };
const may = (caller: Member, permission: Permission): boolean => mayAt(caller, permission, whole);
const mostRoles = 200;
const byName = { column: 'nameLower', descending: false, limit: mostRoles, after: null } as const;

/** What pages show of roles. */
@Injectable()
export class RoleModels {
  constructor(
    private readonly roles: RolesRepository,
    private readonly permissions: PermissionsService,
    private readonly held: HeldRoles,
    private readonly holders: Holders,
    private readonly base: RoleBase,
  ) {}

  one(caller: Member, role: Role): RolePageDto {
    return { ...labelled(toRoleDto(role)), _links: waysFrom(caller, role) };
  }

  async detail(caller: Member, role: Role): Promise<RoleDetailDto> {
    const set = permissionsOf(role);
    const catalogue = await this.permissions.catalogue(caller.organisation.id);
    const items = catalogue.map(({ name, description }) => ({ Permission: name, Description: description, Held: holds(set, name), Givable: mayAt(caller, name, whole) }));
    return { ...this.one(caller, role), items };
  }

  async withHolders(caller: Member, role: Role, query: PageQuery): Promise<RoleHoldersDto> {
    const at = `${rolePath(caller.organisation, role.id)}holder/`;
    const { items, nextCursor } = await this.held.page(caller, { roleId: role.id }, at, sliceOf(query));
    const shown = this.one(caller, role);
    const next = nextCursor === null ? {} : links({ next: withQuery(at, { limit: query.limit, cursor: nextCursor }) });
    const places = await this.holders.places(caller, role.level);
    const give = places.length === 0 ? null : await this.holders.form(caller, at, { workspaceId: places });
    return { ...shown, _links: { ...shown._links, ...next }, items, give };
  }

  /** `base`: the role whose permissions are ticked at first. */
  async form(caller: Member, base: Role | null): Promise<FormModel> {
    const catalogue = (await this.permissions.catalogue(caller.organisation.id)).filter(({ name }) => mayAt(caller, name, whole));
    const roles = reach(caller, 'role.read') === 'none' ? [] : (await this.roles.list(caller.organisation.id, undefined, byName)).slice(0, mostRoles);
    const { givable, others } = await this.base.parts(caller, base);
    const states = {
      basedOnRoleId: { options: [{ value: '', description: 'No other role' }, ...roles.map(({ id, name }) => ({ value: String(id), description: name }))], value: base && String(base.id) },
      level: { value: base?.level ?? 'workspace' },
      permissions: {
        options: catalogue.map(({ name, description }) => ({ value: name, description })),
        value: givable,
      },
    };
    return formModel(roleForm(base, others), `${rolesPath(caller.organisation)}create/`, states);
  }
}

function waysFrom(caller: Member, { id, isSystem }: Role): Links {
  const self = rolePath(caller.organisation, id);
  return links({
    self,
    list: rolesPath(caller.organisation),
    holders: `${self}holder/`,
    copy: may(caller, 'role.create') ? withQuery(`${rolesPath(caller.organisation)}create/`, { basedOn: id }) : null,
    update: !isSystem && may(caller, 'role.update') ? self : null,
    delete: !isSystem && may(caller, 'role.delete') ? `${self}delete/` : null,
  });
}
