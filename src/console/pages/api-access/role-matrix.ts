import { Injectable } from '@nestjs/common';
import { lacking, mayAt, type Member, namesOf, type Permission, reach } from '../../../access/index.js';
import { WorkspacesRepository } from '../../../features/organisations/index.js';
import { PermissionsService } from '../../../features/permissions/index.js';
import { AssignmentsRepository, permissionsOf, type Role, RolesRepository, type WorkspaceRole } from '../../../features/roles/index.js';
import type { OptionDto } from '../../model/form-model.js';
import type { MatrixCellDto, MatrixDto } from './matrix.dto.js';

/** Nobody looks through more boxes than these. */
const mostRoles = 100;
const mostWorkspaces = 100;

/** What a service key can hold where, and what it holds. */
@Injectable()
export class RoleMatrix {
  constructor(
    private readonly roles: RolesRepository,
    private readonly workspaces: WorkspacesRepository,
    private readonly assignments: AssignmentsRepository,
    private readonly permissions: PermissionsService,
  ) {}

  /** @param keyId null: of a key (or somebody else) that is still to be made; @param permission what it takes to give a role */
  async of(by: Member, keyId: number | null, permission: Permission = 'api-key.create-service'): Promise<MatrixDto> {
    const { id: organisationId, name } = by.organisation;
    const held = await this.heldBy(organisationId, keyId);
    const roles = await this.roles.list(organisationId, undefined, { column: 'nameLower', descending: false, limit: mostRoles - 1, after: null });
    const found = await this.workspaces.first(organisationId, 'all', mostWorkspaces + 1);
    const shown = found.slice(0, mostWorkspaces);
    const places = [{ id: null, name: `All of ${name}` }, ...shown];
    const scopes = await this.roles.scopesIn(organisationId, shown.map(({ id }) => id));
    const byPlace = Map.groupBy(scopes, ({ workspaceId }) => workspaceId);
    const catalogue = await this.permissions.catalogue(organisationId);
    const known = catalogue.map((permission) => permission.name);
    const cellOf = this.cells(by, roles, held, known, permission);
    const rows = places.map((place) => ({
      Workspace: place.id === null ? null : String(place.id),
      Name: place.name,
      cells: (byPlace.get(place.id) ?? []).flatMap(cellOf),
    }));
    const seen = new Set(rows.flatMap(({ cells }) => cells.map(({ id }) => Number(id))));
    const others = [...held.difference(seen)].map(String);
    const readsRoles = reach(by, 'role.read') !== 'none';
    return {
      roles: roles.map((role) => ({ id: String(role.id), Name: role.name, Permissions: readsRoles ? namesOf(permissionsOf(role), known) : null })),
      permissions: readsRoles ? catalogue.map((permission) => ({ value: permission.name, description: permission.description })) : [],
      ...{ rows, others, cut: found.length > mostWorkspaces },
    };
  }

  /** What is givable or held, as a form asks for it. */
  optionsOf({ roles, rows }: MatrixDto): OptionDto[] {
    const names = new Map(roles.map(({ id, Name }) => [id, Name]));
    return rows.flatMap(({ Name, cells }) => cells.filter(({ givable, held }) => givable || held).map(({ id, Role: role }) => ({ value: id, description: `${names.get(role)} in ${Name}` })));
  }

  private async heldBy(organisationId: number, keyId: number | null): Promise<Set<number>> {
    const held = keyId === null ? [] : await this.assignments.ofSubject(organisationId, 'api-key', keyId);
    return new Set(held.map(({ workspaceRoleId }) => workspaceRoleId));
  }

  private cells(by: Member, roles: readonly Role[], held: ReadonlySet<number>, known: readonly string[], permission: Permission): (scope: WorkspaceRole) => MatrixCellDto[] {
    const byId = new Map(roles.map((role) => [role.id, role]));
    return ({ id, roleId, workspaceId }) => {
      const role = byId.get(roleId);
      if (!role) return [];
      const givable = mayAt(by, permission, { workspaceId }) && lacking(by, permissionsOf(role), { workspaceId }, known).length === 0;
      return [{ id: String(id), Role: String(roleId), held: held.has(id), givable }];
    };
  }
}
