import { Injectable } from '@nestjs/common';
import { demand, type Member, type Permission } from '../../access/index.js';
import { Clock } from '../../platform/clock/index.js';
import { isDuplicate } from '../../platform/database/index.js';
import type { Changed } from '../../platform/freshness/index.js';
import { invalid } from '../../platform/http/index.js';
import { type Actor, actorOf, AuditService } from '../audit/index.js';
import { GroupsRepository } from '../groups/index.js';
import { PowerChanges, WorkspacesRepository } from '../organisations/index.js';
import { PermissionsService } from '../permissions/index.js';
import { UsersRepository } from '../users/index.js';
import { AssignmentListeners } from './assignment-listeners.js';
import { AssignmentsRepository } from './assignments.repository.js';
import type { Role } from './role.entity.js';
import type { RoleAssignment, SubjectKind } from './role-assignment.entity.js';
import { assignmentExists, assignmentNotFound } from './roles.errors.js';
import { RolesRepository } from './roles.repository.js';
import { permissionsOf, superRole } from './system-roles.js';
import type { WorkspaceRole } from './workspace-role.entity.js';

/** Who gets a role. */
export interface Subject {
  readonly kind: SubjectKind;
  readonly id: number;
}

/** A workspace role with its role. */
export interface ScopedRole extends WorkspaceRole {
  readonly role: Role;
}

@Injectable()
export class AssignmentsService {
  constructor(
    private readonly assignments: AssignmentsRepository,
    private readonly roles: RolesRepository,
    private readonly workspaces: WorkspacesRepository,
    private readonly users: UsersRepository,
    private readonly groups: GroupsRepository,
    private readonly permissions: PermissionsService,
    private readonly listeners: AssignmentListeners,
    private readonly power: PowerChanges,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Gives a workspace role to a user or a group. */
  create(by: Member, workspaceRoleId: number, subject: Subject): Promise<Changed<RoleAssignment>> {
    return this.power.change([by.organisation.id], async () => {
      const [scope] = await this.givable(by, [workspaceRoleId], 'workspaceRoleId', 'role.assign');
      await this.demandSubject(by, subject);
      return this.insert(actorOf(by), scope as ScopedRole, subject);
    });
  }

  /**
   * The workspace roles with these ids, when `by` may give all of them: it holds `permission` and all that is in
   * them, in their scopes. @throws 400 naming an unknown one, 403 naming what is missing.
   */
  async givable(by: Member, ids: readonly number[], field: string, permission: Permission): Promise<ScopedRole[]> {
    const scoped = await this.scoped(by, ids, field);
    for (const { workspaceId } of scoped) demand(by, permission, { workspaceId });
    for (const { role, workspaceId } of scoped) await this.permissions.demandHeld(by, permissionsOf(role), { workspaceId });
    return scoped;
  }

  /** Inside a change: gives workspace roles to somebody who was just added, as `create` gives one. */
  async giveAll(by: Member, subject: Subject, workspaceRoleIds: readonly number[]): Promise<void> {
    for (const scope of await this.givable(by, workspaceRoleIds, 'workspaceRoleIds', 'role.assign')) await this.insert(actorOf(by), scope, subject);
  }

  /** Inside a change. */
  async insert(by: Actor, scope: ScopedRole, subject: Subject): Promise<RoleAssignment> {
    const { organisationId, id: workspaceRoleId } = scope;
    try {
      const row = { organisationId, workspaceRoleId, subjectKind: subject.kind, subjectId: subject.id, resource: null, createdAt: this.clock.now() };
      const assignment = await this.assignments.insert(row);
      await this.record(by, 'role.assign', assignment, { role: scope.role.name, workspaceId: scope.workspaceId });
      return assignment;
    } catch (error) {
      throw isDuplicate(error) ? assignmentExists() : error;
    }
  }

  /** Inside a change: makes a user the first super user of an organisation. */
  async insertSuperUser(by: Actor, organisationId: number, userId: number): Promise<void> {
    const role = (await this.roles.findByLogicalName(organisationId, superRole)) as Role;
    const scope = (await this.roles.findWholeScope(organisationId, role.id)) as WorkspaceRole;
    await this.insert(by, { ...scope, role }, { kind: 'user', id: userId });
  }

  async delete(by: Member, id: number): Promise<Changed<RoleAssignment>> {
    const organisationId = by.organisation.id;
    const assignment = await this.assignments.find(organisationId, id);
    const scope = assignment && (await this.roles.findScope(organisationId, assignment.workspaceRoleId));
    if (!scope) throw assignmentNotFound();
    demand(by, 'role.assign', { workspaceId: scope.workspaceId });
    return this.power.change([organisationId], async () => {
      await this.remove(actorOf(by), assignment, { workspaceId: scope.workspaceId });
      return assignment;
    });
  }

  /** Inside a change. @throws 404 when it is gone already. */
  async remove(by: Actor, assignment: RoleAssignment, details: Record<string, unknown> = {}): Promise<void> {
    const { organisationId, id, workspaceRoleId } = assignment;
    const scope = await this.roles.findScope(organisationId, workspaceRoleId);
    const role = scope && (await this.roles.find(organisationId, scope.roleId));
    if (!(await this.assignments.delete(organisationId, id))) throw assignmentNotFound();
    await this.record(by, 'role.unassign', assignment, { workspaceRoleId, ...(role && { role: role.name }), ...details });
  }

  /** @throws 403 when `by` does not hold all that the subject holds, in each scope. */
  async demandAllOf(by: Member, { kind, id }: Subject): Promise<void> {
    const held = await this.assignments.ofSubject(by.organisation.id, kind, id);
    const scopes = await this.roles.findScopes(by.organisation.id, held.map(({ workspaceRoleId }) => workspaceRoleId));
    const roles = await this.rolesById(by, scopes);
    for (const { roleId, workspaceId } of scopes) {
      await this.permissions.demandHeld(by, permissionsOf(roles.get(roleId) as Role), { workspaceId });
    }
  }

  private async scoped(by: Member, ids: readonly number[], field: string): Promise<ScopedRole[]> {
    const organisationId = by.organisation.id;
    const scopes = await this.roles.findScopes(organisationId, ids);
    const alive = await this.workspaces.existing(organisationId, scopes.flatMap(({ workspaceId }) => workspaceId ?? []));
    const usable = new Map(scopes.filter(({ workspaceId }) => workspaceId === null || alive.has(workspaceId)).map((scope) => [scope.id, scope]));
    const missing = ids.findIndex((id) => !usable.has(id));
    if (missing >= 0) throw invalid([{ field: field.endsWith('s') ? `${field}.${missing}` : field, message: 'is not a workspace role of this organisation' }]);
    const roles = await this.rolesById(by, scopes);
    return ids.map((id) => {
      const scope = usable.get(id) as WorkspaceRole;
      return { ...scope, role: roles.get(scope.roleId) as Role };
    });
  }

  private async rolesById(by: Member, scopes: readonly WorkspaceRole[]): Promise<Map<number, Role>> {
    const roles = await this.roles.findAll(by.organisation.id, scopes.map(({ roleId }) => roleId));
    return new Map(roles.map((role) => [role.id, role]));
  }

  private async demandSubject(by: Member, { kind, id }: Subject): Promise<void> {
    if (kind === 'api-key') return this.listeners.assignsToKey(by, id);
    const existing = kind === 'user' ? await this.users.existing(by.organisation.id, [id]) : await this.groups.existing(by.organisation.id, [id]);
    if (!existing.has(id)) throw invalid([{ field: `${kind}Id`, message: `is not a ${kind} of this organisation` }]);
  }

  private record(by: Actor, action: string, { organisationId, id, subjectKind, subjectId }: RoleAssignment, details: Record<string, unknown>): Promise<void> {
    return this.audit.record(by, { organisationId, action, subject: { kind: 'role-assignment', id }, concerned: { kind: subjectKind, id: subjectId }, details: { ...details, subjectKind, subjectId } });
  }
}
