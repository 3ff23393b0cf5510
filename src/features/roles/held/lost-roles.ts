import { Injectable } from '@nestjs/common';
import { type Actor, type AuditEntry, AuditService } from '../../audit/index.js';
import { AssignmentsRepository } from '../assignments.repository.js';
import type { Subject } from '../assignments.service.js';
import { type HolderFilter, type RoleHolder, RoleHoldersRepository } from './role-holders.repository.js';

/** So many are told of by one statement. */
const most = 400;

/** Roles that several lose at once, by something else that is done: each loss stands in the audit of whoever held the role. */
@Injectable()
export class LostRoles {
  constructor(
    private readonly holders: RoleHoldersRepository,
    private readonly assignments: AssignmentsRepository,
    private readonly audit: AuditService,
  ) {}

  /** Inside a change, before it is done. `because`: the action that does it, such as `role.delete`. */
  async tell(by: Actor, organisationId: number, filter: HolderFilter, because: string): Promise<void> {
    for (let after: number | null = null; ; ) {
      const found: RoleHolder[] = await this.holders.list(organisationId, filter, { limit: most, after });
      const losing = found.slice(0, most);
      await this.audit.recordAll(by, losing.map((held) => lossOf(organisationId, held, because)));
      if (found.length <= most) return;
      after = losing.at(-1)?.id ?? null;
    }
  }

  /** Inside a change: takes from somebody all that was given. */
  async takeAll(by: Actor, organisationId: number, { kind, id }: Subject, because: string): Promise<void> {
    await this.tell(by, organisationId, { subjectKind: kind, subjectId: id }, because);
    await this.assignments.deleteOfSubject(organisationId, kind, id);
  }
}

/** As `role.unassign` is told of elsewhere. */
const lossOf = (organisationId: number, { id, workspaceRoleId, workspaceId, roleName, subjectKind, subjectId }: RoleHolder, because: string): AuditEntry => ({
  organisationId,
  action: 'role.unassign',
  subject: { kind: 'role-assignment', id },
  concerned: { kind: subjectKind, id: subjectId },
  details: { workspaceRoleId, role: roleName, workspaceId, subjectKind, subjectId, because },
});
