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

  /** All of them together. Empty: no grant helps (the credential itself was not taken, or there is no such workspace or permission). */
  async of({ organisationId, checks, workspaceId }: Refused): Promise<Remedy[]> {
    if (checks.some(({ check }) => check === 'workspace' || check === 'permission')) return [];
    const failed = checks.filter((check) => check.check === 'ceiling' && !check.passed && check.ceiling !== 'token') as Check[];
    // Where anywhere would do, a bound that holds it somewhere lacks nothing; unless no two of them meet.
    const nowhere = failed.filter(({ anywhere, held }) => !anywhere || held.length === 0);
    const nameOf = await this.names.of(organisationId, workspaceId === null ? [] : [{ kind: 'workspace', id: workspaceId }]);
    const remedies = boundsOf(nowhere.length > 0 ? nowhere : failed).map(({ check, permissions }) =>
      check.ceiling === 'key' ? this.widen(organisationId, check, permissions, workspaceId) : this.assign(organisationId, check, permissions, workspaceId, nameOf),
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
    if (workspaceRoleId === undefined) return [];
    const isService = ceiling === 'service-key';
    const subject = isService ? { apiKeyId: String(id) } : { userId: String(id) };
    const where = workspaceId === null ? 'for the organisation as a whole' : `in the workspace ${nameOf('workspace', workspaceId)?.name ?? workspaceId}`;
    const summary = `Assign the role ${role.name} ${where}${beyond(set, permissions)}`;
    return [{ summary, method: 'POST', path: 'role-assignments', body: { workspaceRoleId: String(workspaceRoleId), ...subject }, receiver: { kind: isService ? 'api-key' : 'user', id } }];
  }

  /** More permissions and more workspaces are two calls: who agrees to the one has not agreed to the other. */
  private async widen(organisationId: number, { id, anywhere, held }: Check, permissions: readonly string[], workspaceId: number | null): Promise<Remedy[]> {
    const key = await this.keys.find(organisationId, id);
    if (!key) return [];
    const change = (summary: string, body: Remedy['body']): Remedy => ({ summary, method: 'PATCH', path: `api-keys/${id}`, body, receiver: { kind: 'api-key', id } });
    const { permissions: own, workspaceIds } = key;
    const missing = own ? permissions.filter((permission) => !own.includes(permission)) : [];
    const more = missing.length > 0 ? [change(`Add ${missing.join(', ')} to the API key ${key.name}`, { permissions: [...(own ?? []), ...missing] })] : [];
    if (!workspaceIds || (anywhere && held.length === 0) || (workspaceId !== null && workspaceIds.includes(workspaceId))) return more;
    const wider = workspaceId === null ? null : [...workspaceIds, workspaceId].map(String);
    const where = await this.whereToo(organisationId, workspaceIds, workspaceId);
    return [...more, change(`Let the API key ${key.name} work ${where}, with ${said(own && [...own, ...missing])}`, { workspaceIds: wider })];
  }

  private async whereToo(organisationId: number, now: readonly number[], workspaceId: number | null): Promise<string> {
    const nameOf = await this.names.of(organisationId, [...now, workspaceId].flatMap((id) => (id === null ? [] : [{ kind: 'workspace', id }])));
    const called = (id: number) => nameOf('workspace', id)?.name ?? String(id);
    return workspaceId === null ? `everywhere in the organisation, no longer in ${now.map(called).join(', ')} alone` : `in the workspace ${called(workspaceId)} too`;
  }

  private async scopeOf(organisationId: number, role: Role, workspaceId: number | null): Promise<number | undefined> {
    if (workspaceId === null) return (await this.roles.findWholeScope(organisationId, role.id))?.id;
    return (await this.roles.listScopes(organisationId, { roleId: role.id, workspaceId }, everyPage))[0]?.id;
  }
}

/** What each bound lacks. */
function boundsOf(failed: readonly Check[]): { readonly check: Check; readonly permissions: readonly string[] }[] {
  const bounds = Map.groupBy(failed, ({ ceiling, id }) => `${ceiling}:${id}`);
  return [...bounds.values()].map((checks) => ({ check: checks[0] as Check, permissions: checks.map(({ permission }) => permission) }));
}

const mostNamed = 6;

/** All that a key may do, because it may do it in one more place. */
function said(permissions: readonly string[] | null): string {
  if (permissions === null) return 'all that its owner holds there';
  return permissions.length > mostNamed ? `its ${permissions.length} permissions` : permissions.join(', ');
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
