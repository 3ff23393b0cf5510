import { Injectable } from '@nestjs/common';
import { demand, type Member } from '../../../access/index.js';
import { ApiKeysService, toApiKeyChanges } from '../../../features/api-keys/index.js';
import type { RemedyDto } from '../../../features/decisions/index.js';
import { workspaceNotFound } from '../../../features/organisations/index.js';
import { AssignmentsService, type CreateRoleRequest, RolesRepository, RolesService } from '../../../features/roles/index.js';
import { toId } from '../../../platform/http/index.js';
import type { Receipt } from '../../../platform/freshness/index.js';

/** Carries out what would allow a call, as its own calls would: whoever does it needs the same rights. */
@Injectable()
export class Mending {
  constructor(
    private readonly assignments: AssignmentsService,
    private readonly keys: ApiKeysService,
    private readonly roles: RolesService,
    private readonly scopes: RolesRepository,
  ) {}

  /** A role that is made for somebody is given to them at `workspaceId`. @throws 403 naming what `by` lacks to do it. */
  async carryOut(by: Member, { path, body, receiver }: RemedyDto, workspaceId: number | null): Promise<Receipt> {
    if (path === 'role-assignments') return this.assign(by, body as { workspaceRoleId: string; userId?: string; apiKeyId?: string });
    if (path === 'roles') return this.makeRole(by, body as unknown as CreateRoleRequest, receiver, workspaceId);
    return (await this.keys.update(by, toId(path.slice(path.indexOf('/') + 1)), toApiKeyChanges(body))).freshness;
  }

  private async assign(by: Member, { workspaceRoleId, userId, apiKeyId }: { workspaceRoleId: string; userId?: string; apiKeyId?: string }): Promise<Receipt> {
    const subject = userId === undefined ? { kind: 'api-key' as const, id: toId(apiKeyId as string) } : { kind: 'user' as const, id: toId(userId) };
    return (await this.assignments.create(by, toId(workspaceRoleId), subject)).freshness;
  }

  private async makeRole(by: Member, { name, permissions }: CreateRoleRequest, receiver: RemedyDto['receiver'], workspaceId: number | null): Promise<Receipt> {
    // Asked before anything is made: a role that nobody gets helps nobody.
    if (receiver) demand(by, 'role.assign', { workspaceId });
    demand(by, 'role.create', { workspaceId: null });
    const role = await this.roles.create(by, { name, level: 'workspace', permissions });
    if (!receiver) return role.freshness;
    const organisationId = by.organisation.id;
    const scopes = await this.scopes.listScopes(organisationId, { roleId: role.id, ...(workspaceId !== null && { workspaceId }) }, { limit: 1, after: null });
    const scope = workspaceId === null ? await this.scopes.findWholeScope(organisationId, role.id) : scopes[0];
    if (!scope) throw workspaceNotFound();
    return (await this.assignments.create(by, scope.id, { kind: receiver.kind, id: toId(receiver.id) })).freshness;
  }
}
