import { Injectable } from '@nestjs/common';
import { type Member, only, reach } from '../../access/index.js';
import { Clock } from '../../platform/clock/index.js';
import { base36, randomText } from '../../platform/crypto/index.js';
import { isDuplicate } from '../../platform/database/index.js';
import type { Changed } from '../../platform/freshness/index.js';
import { invalid } from '../../platform/http/index.js';
import { actorOf, AuditService, toldChanges } from '../audit/index.js';
import { PowerChanges, type Workspace, WorkspacesRepository } from '../organisations/index.js';
import { PermissionsService } from '../permissions/index.js';
import { LostRoles } from './held/lost-roles.js';
import type { Role, RoleLevel } from './role.entity.js';
import { roleIsSystem, roleNameTaken, roleNotFound } from './roles.errors.js';
import { RolesRepository } from './roles.repository.js';
import { permissionsOf, systemRoles } from './system-roles.js';

export interface NewRole {
  readonly name: string;
  readonly logicalName?: string;
  readonly level: RoleLevel;
  /** Absent: those of the role it is based on, as they are now. */
  readonly permissions?: readonly string[];
  readonly basedOnRoleId?: number;
}

const organisationWide = { workspaceId: null };

@Injectable()
export class RolesService {
  constructor(
    private readonly roles: RolesRepository,
    private readonly workspaces: WorkspacesRepository,
    private readonly permissions: PermissionsService,
    private readonly lost: LostRoles,
    private readonly power: PowerChanges,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** A role can be assigned anywhere, so its maker must hold what is in it in the organisation as a whole. */
  create(by: Member, role: NewRole): Promise<Changed<Role>> {
    const organisationId = by.organisation.id;
    return this.power.change([organisationId], async () => {
      const permissions = await this.permissionsFor(by, role);
      await this.permissions.demandKnown(organisationId, permissions, 'permissions');
      await this.permissions.demandHeld(by, only(permissions), organisationWide);
      const { name, level, basedOnRoleId = null } = role;
      const logicalName = role.logicalName ?? `role.${level}.${randomText(25, base36)}`;
      const created = await this.insert({ organisationId, name, logicalName, level, isSystem: false, basedOnRoleId, permissions });
      await this.record(by, 'role.create', created);
      return created;
    });
  }

  /** Inside a change: the roles every organisation has. */
  async insertSystemRoles(organisationId: number): Promise<void> {
    for (const { name, logicalName, level } of systemRoles) {
      await this.insert({ organisationId, name, logicalName, level, isSystem: true, basedOnRoleId: null, permissions: [] });
    }
  }

  /** Inside a change: a new workspace gets a scope of every workspace-level role. */
  async addWorkspace({ id: workspaceId, organisationId }: Workspace): Promise<void> {
    const roles = await this.roles.ofLevel(organisationId, 'workspace');
    await this.roles.insertScopes(roles.map(({ id: roleId }) => ({ organisationId, roleId, workspaceId })));
  }

  async get(by: Member, id: number): Promise<Role> {
    const role = await this.roles.find(by.organisation.id, id);
    if (!role) throw roleNotFound();
    return role;
  }

  /** Whoever adds a permission must hold it; taking one away takes it from everybody who holds the role. */
  update(by: Member, id: number, changes: { name?: string; permissions?: readonly string[] }): Promise<Changed<Role>> {
    return this.power.change([by.organisation.id], async () => {
      const before = await this.get(by, id);
      if (before.isSystem) throw roleIsSystem();
      const { name = before.name, permissions = before.permissions } = changes;
      const added = permissions.filter((permission) => !before.permissions.includes(permission));
      await this.permissions.demandKnown(by.organisation.id, permissions, 'permissions');
      await this.permissions.demandHeld(by, only(added), organisationWide);
      const values = { name, permissions: [...permissions], updatedAt: this.clock.now() };
      if (!(await unlessTaken(() => this.roles.update(by.organisation.id, id, values)))) throw roleNotFound();
      const role = await this.get(by, id);
      await this.record(by, 'role.update', role, toldChanges({ ...before }, { name, permissions }));
      return role;
    });
  }

  /** Whoever held it holds it no more, which stands in the audit of each. */
  async delete(by: Member, id: number): Promise<Changed<Role>> {
    const role = await this.get(by, id);
    if (role.isSystem) throw roleIsSystem();
    return this.power.change([by.organisation.id], async () => {
      await this.lost.tell(actorOf(by), by.organisation.id, { roleId: id }, 'role.delete');
      if (!(await this.roles.delete(by.organisation.id, id))) throw roleNotFound();
      await this.record(by, 'role.delete', role);
      return role;
    });
  }

  private async permissionsFor(by: Member, { permissions, basedOnRoleId }: NewRole): Promise<string[]> {
    // Whoever may see no role learns nothing of one: neither that it is there nor, by what is refused, what it holds.
    const isSeen = basedOnRoleId !== undefined && reach(by, 'role.read') !== 'none';
    const base = isSeen ? await this.roles.find(by.organisation.id, basedOnRoleId) : null;
    if (basedOnRoleId !== undefined && !base) throw invalid([{ field: 'basedOnRoleId', message: 'is not a role of this organisation, or none that you may see' }]);
    if (permissions) return [...permissions];
    const held = base ? permissionsOf(base) : only([]);
    if (held.open) throw invalid([{ field: 'permissions', message: `must be listed: ${base?.name} is open-ended` }]);
    return [...held.names];
  }

  private async insert(role: Omit<Role, 'id' | 'nameLower' | 'version' | 'createdAt' | 'updatedAt'>): Promise<Role> {
    const now = this.clock.now();
    const created = await unlessTaken(() => this.roles.insert({ ...role, version: 1, createdAt: now, updatedAt: now }));
    const workspaces = role.level === 'workspace' ? await this.workspaces.all(role.organisationId) : [];
    const scopes = [null, ...workspaces.map(({ id }) => id)];
    await this.roles.insertScopes(scopes.map((workspaceId) => ({ organisationId: role.organisationId, roleId: created.id, workspaceId })));
    return created;
  }

  private record(by: Member, action: string, { id, name, permissions }: Role, details: Record<string, unknown> = { name, permissions }): Promise<void> {
    const organisationId = by.organisation.id;
    return this.audit.record(actorOf(by), { organisationId, action, subject: { kind: 'role', id }, details });
  }
}

async function unlessTaken<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    throw isDuplicate(error) ? roleNameTaken() : error;
  }
}
