import { Injectable, type OnModuleInit } from '@nestjs/common';
import { GroupListeners } from '../groups/index.js';
import { PowerChanges, WorkspaceListeners } from '../organisations/index.js';
import { AssignmentsRepository } from './assignments.repository.js';
import { AssignmentsService } from './assignments.service.js';
import { lastSuperUser } from './roles.errors.js';
import { RolesService } from './roles.service.js';

/** What roles ask of earlier features, in their transactions. */
@Injectable()
export class RoleRules implements OnModuleInit {
  constructor(
    private readonly workspaces: WorkspaceListeners,
    private readonly groups: GroupListeners,
    private readonly power: PowerChanges,
    private readonly roles: RolesService,
    private readonly assignments: AssignmentsService,
    private readonly rows: AssignmentsRepository,
  ) {}

  onModuleInit(): void {
    this.workspaces.onCreated((workspace) => this.roles.addWorkspace(workspace));
    this.groups.onJoining((by, group) => this.assignments.demandAllOf(by, { kind: 'group', id: group.id }));
    this.groups.onDeleting((group) => this.rows.deleteOfSubject(group.organisationId, 'group', group.id));
    this.power.afterwards(async (organisationId) => {
      if (!(await this.rows.hasActiveSuperUser(organisationId))) throw lastSuperUser();
    });
  }
}
