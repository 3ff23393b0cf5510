import { Injectable, type OnModuleInit } from '@nestjs/common';
import { GroupListeners } from '../groups/index.js';
import { PowerChanges, WorkspaceListeners } from '../organisations/index.js';
import { UserListeners } from '../users/index.js';
import { AssignmentsRepository } from './assignments.repository.js';
import { AssignmentsService } from './assignments.service.js';
import { LostRoles } from './held/lost-roles.js';
import { lastSuperUser } from './roles.errors.js';
import { RolesService } from './roles.service.js';

/** What roles ask of earlier features, in their transactions. */
@Injectable()
export class RoleRules implements OnModuleInit {
  constructor(
    private readonly workspaces: WorkspaceListeners,
    private readonly groups: GroupListeners,
    private readonly users: UserListeners,
    private readonly power: PowerChanges,
    private readonly lost: LostRoles,
    private readonly roles: RolesService,
    private readonly assignments: AssignmentsService,
    private readonly rows: AssignmentsRepository,
  ) {}

  onModuleInit(): void {
    this.workspaces.onCreated((workspace) => this.roles.addWorkspace(workspace));
    this.groups.onJoining((by, group) => this.assignments.demandAllOf(by, { kind: 'group', id: group.id }));
    this.workspaces.onDeleting(({ id: workspaceId, organisationId }, by) => this.lost.tell(by, organisationId, { workspaceId }, 'workspace.delete'));
    this.groups.onDeleting(({ id, organisationId }, by) => this.lost.takeAll(by, organisationId, { kind: 'group', id }, 'group.delete'));
    this.users.onGiving((by, { id }, { workspaceRoleIds }) => this.assignments.giveAll(by, { kind: 'user', id }, workspaceRoleIds));
    this.users.onWithdrawn(({ id, organisationId }, by) => this.lost.takeAll(by, organisationId, { kind: 'user', id }, 'user.withdraw-invitation'));
    this.power.afterwards(async (organisationId) => {
      if (!(await this.rows.hasActiveSuperUser(organisationId))) throw lastSuperUser();
    });
  }
}
