import { Injectable } from '@nestjs/common';
import { type Check, holds, type PermissionSet } from '../../access/index.js';
import { ApiKeysRepository } from '../api-keys/index.js';
import { type NameOf, Names } from '../names/index.js';
import { permissionsOf, type Role, RolesRepository } from '../roles/index.js';
import type { Decision } from './decision.entity.js';

/** One call that would have to be made, among others, for the refused one to be allowed. */
export interface Remedy {
  readonly summary: string;
  readonly method: 'POST' | 'PATCH';
  /** After `/api/v1/organisations/{organisation}/`. */
  readonly path: string;
  readonly body: Record<string, unknown>;
  /** Who gets more by it; null: nobody yet. */
  readonly receiver: { readonly kind: 'user' | 'api-key'; readonly id: number } | null;
}

type Refused = Pick<Decision, 'organisationId' | 'checks' | 'workspaceId'>;

const everyPage = { limit: 10_000, after: null };
const everyRole = { ...everyPage, column: 'id', descending: false } as const;

/** Finds the smallest grants that would allow a refused call: what each bound lacks, from the roles there are now. */
@Injectable()
export class Remedies {
  constructor(
    private readonly roles: RolesRepository,
    private readonly keys: ApiKeysRepository,
    private readonly names: Names,
  ) {}

  /** All of them together. Empty: no grant helps (the credential itself was not taken, or there is no such workspace). */
  async of({ organisationId, checks, workspaceId }: Refused): Promise<Remedy[]> {
    if (checks.some(({ check }) => check === 'workspace')) return [];
    const lacking = new Map<string, { check: Check; permissions: string[] }>();
    for (const check of checks) {
      if (check.check !== 'ceiling' || check.passed || check.ceiling === 'token') continue;
      const bound = `${check.ceiling}:${check.id}`;
      const entry = lacking.get(bound) ?? { check, permissions: [] };
      entry.permissions.push(check.permission);
      lacking.set(bound, entry);
    }
    const nameOf = await this.names.of(organisationId, workspaceId === null ? [] : [{ kind: 'workspace', id: workspaceId }]);
    const remedies = [...lacking.values()].map(({ check, permissions }) =>
      check.ceiling === 'key' ? this.widen(organisationId, check.id, permissions, workspaceId) : this.assign(organisationId, check, permissions, workspaceId, nameOf),
    );
    return (await Promise.all(remedies)).flat();
  }

  /** The role that gives least beyond what is missing. */
  private async assign(organisationId: number, { ceiling, id }: Check, permissions: readonly string[], workspaceId: number | null, nameOf: NameOf): Promise<Remedy[]> {
    const fitting = (await this.roles.list(organisationId, undefined, everyRole))
      .filter((role) => workspaceId === null || role.level === 'workspace')
      .map((role) => ({ role, set: permissionsOf(role) }))
      .filter(({ set }) => permissions.every((permission) => holds(set, permission)))
      .sort((a, b) => size(a.set) - size(b.set));
    const [smallest] = fitting;
    if (!smallest) return [makeRole(permissions)];
    const { role, set } = smallest;
    const workspaceRoleId = await this.scopeOf(organisationId, role, workspaceId);
    const isService = ceiling === 'service-key';
    const subject = isService ? { apiKeyId: String(id) } : { userId: String(id) };
    const where = workspaceId === null ? 'for the organisation as a whole' : `in the workspace ${nameOf('workspace', workspaceId)?.name ?? workspaceId}`;
    const summary = `Assign the role ${role.name} ${where}${beyond(set, permissions)}`;
    return [{ summary, method: 'POST', path: 'role-assignments', body: { workspaceRoleId: String(workspaceRoleId), ...subject }, receiver: { kind: isService ? 'api-key' : 'user', id } }];
  }

  private async widen(organisationId: number, id: number, permissions: readonly string[], workspaceId: number | null): Promise<Remedy[]> {
    const key = await this.keys.find(organisationId, id);
    if (!key) return [];
    const widened = key.permissions && { permissions: [...new Set([...key.permissions, ...permissions])] };
    const reached = key.workspaceIds && workspaceId !== null ? { workspaceIds: [...new Set([...key.workspaceIds, workspaceId])].map(String) } : {};
    const everywhere = key.workspaceIds && workspaceId === null ? { workspaceIds: null } : {};
    const summary = `Add ${permissions.join(', ')} to the API key ${key.name}`;
    return [{ summary, method: 'PATCH', path: `api-keys/${id}`, body: { ...widened, ...reached, ...everywhere }, receiver: { kind: 'api-key', id } }];
  }

  private async scopeOf(organisationId: number, role: Role, workspaceId: number | null): Promise<number | undefined> {
    if (workspaceId === null) return (await this.roles.findWholeScope(organisationId, role.id))?.id;
    return (await this.roles.listScopes(organisationId, { roleId: role.id, workspaceId }, everyPage))[0]?.id;
  }
}

/** Open-ended sets are the largest there are. */
const size = ({ open, names }: PermissionSet): number => (open ? 1_000_000 - names.size : names.size);

/** Whoever gives a role should see how much more it is than what is missing. */
function beyond({ open, names }: PermissionSet, missing: readonly string[]): string {
  if (open) return names.size === 0 ? ' (it holds every permission)' : ` (it holds every permission but ${names.size})`;
  return names.size > missing.length ? ` (it holds ${names.size} permissions)` : '';
}

const makeRole = (permissions: readonly string[]): Remedy => ({
  summary: 'No role holds all of it: make one, then assign it',
  method: 'POST',
  path: 'roles',
  body: { name: permissions.join(', ').slice(0, 100), level: 'workspace', permissions: [...permissions] },
  receiver: null,
});
