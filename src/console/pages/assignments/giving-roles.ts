import { Injectable } from '@nestjs/common';
import { type Member, mayAt, reach } from '../../../access/index.js';
import { WorkspacesRepository } from '../../../features/organisations/index.js';
import { AssignmentsRepository, AssignmentsService, assignmentNotFound, type Role, type RoleAssignment, RolesRepository, type Subject } from '../../../features/roles/index.js';
import type { Receipt } from '../../../platform/freshness/index.js';
import { invalid, toId } from '../../../platform/http/index.js';
import { type FormModel, formModel, type OptionDto } from '../../model/form-model.js';
import { type GiveRoleForm, wholeOrganisation } from './held-role.dto.js';

/** More than so many to choose from help nobody. */
const mostOptions = 200;
const byName = { column: 'nameLower', descending: false, limit: mostOptions, after: null } as const;

/** Gives roles and takes them away, named by role and workspace as people think of them. */
@Injectable()
export class GivingRoles {
  constructor(
    private readonly assignments: AssignmentsService,
    private readonly rows: AssignmentsRepository,
    private readonly roles: RolesRepository,
    private readonly workspaces: WorkspacesRepository,
  ) {}

  async give(caller: Member, { roleId, workspaceId }: GiveRoleForm, subject: Subject): Promise<Receipt> {
    const scope = await this.scopeOf(caller, toId(roleId), workspaceId === undefined || workspaceId === wholeOrganisation ? null : toId(workspaceId));
    return (await this.assignments.create(caller, scope, subject)).freshness;
  }

  /** @throws 404 when it is none of those that the page is about. */
  async withdraw(caller: Member, id: number, isMeant: (assignment: RoleAssignment) => boolean | Promise<boolean>): Promise<Receipt> {
    const assignment = await this.rows.find(caller.organisation.id, id);
    if (!assignment || !(await isMeant(assignment))) throw assignmentNotFound();
    return (await this.assignments.delete(caller, id)).freshness;
  }

  /** What it takes to give a role to somebody; null for who may give none. */
  async form(caller: Member, path: string): Promise<FormModel | null> {
    const where = await this.whereOptions(caller);
    if (where.length === 0) return null;
    const everywhere = mayAt(caller, 'role.assign', { workspaceId: null });
    const roles = (await this.roles.list(caller.organisation.id, undefined, byName)).slice(0, mostOptions).filter(({ level }) => everywhere || level === 'workspace');
    return formModel(
      [
        { name: 'roleId', type: 'choice', required: true, hint: 'What they may do', options: roles.map(roleOption) },
        { name: 'workspaceId', type: 'choice', required: true, hint: 'Where they may do it', options: where },
      ],
      path,
    );
  }

  /** The places in which the caller may give roles. */
  async whereOptions(caller: Member): Promise<OptionDto[]> {
    const reached = reach(caller, 'role.assign');
    if (reached === 'none') return [];
    const workspaces = await this.workspaces.first(caller.organisation.id, reached, mostOptions);
    const whole = reached === 'all' ? [{ value: wholeOrganisation, description: 'The organisation as a whole' }] : [];
    return [...whole, ...workspaces.map(({ id, name }) => ({ value: String(id), description: `Workspace ${name}` }))];
  }

  private async scopeOf({ organisation }: Member, roleId: number, workspaceId: number | null): Promise<number> {
    const role = await this.roles.find(organisation.id, roleId);
    const whole = role && (await this.roles.findWholeScope(organisation.id, roleId));
    if (!whole) throw invalid([{ field: 'roleId', message: 'is not a role of this organisation' }]);
    if (workspaceId === null) return whole.id;
    const [scope] = await this.roles.listScopes(organisation.id, { roleId, workspaceId }, { limit: 1, after: null });
    if (!scope) throw invalid([{ field: 'workspaceId', message: role.level === 'workspace' ? 'is not a workspace of this organisation' : `does not fit: ${role.name} is held in the organisation as a whole` }]);
    return scope.id;
  }
}

const roleOption = ({ id, name, level }: Role): OptionDto => ({ value: String(id), description: level === 'organisation' ? `${name} (organisation as a whole only)` : name });
