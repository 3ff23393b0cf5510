import { Injectable } from '@nestjs/common';
import type { Member } from '../../access/index.js';
import { actorOf } from '../audit/index.js';
import { AssignmentsRepository, AssignmentsService } from '../roles/index.js';
import type { ApiKey } from './api-key.entity.js';

/** The workspace roles a service key holds. */
@Injectable()
export class KeyRoles {
  constructor(
    private readonly rows: AssignmentsRepository,
    private readonly assignments: AssignmentsService,
  ) {}

  /**
   * Inside a change: from now on the key holds exactly these. What it holds already stays whoever asks; what is added,
   * `by` must hold itself. Answers what it held before.
   */
  async replace(by: Member, { id, organisationId }: ApiKey, workspaceRoleIds: readonly number[]): Promise<number[]> {
    const wanted = new Set(workspaceRoleIds);
    const held = await this.rows.ofSubject(organisationId, 'api-key', id);
    const kept = new Set(held.map(({ workspaceRoleId }) => workspaceRoleId));
    const added = await this.assignments.givable(by, [...wanted.difference(kept)], 'workspaceRoleIds', 'api-key.create-service');
    for (const assignment of held) if (!wanted.has(assignment.workspaceRoleId)) await this.assignments.remove(actorOf(by), assignment);
    for (const scope of added) await this.assignments.insert(actorOf(by), scope, { kind: 'api-key', id });
    return [...kept];
  }
}
