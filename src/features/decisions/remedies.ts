import { Injectable } from '@nestjs/common';
import { type Check, holds } from '../../access/index.js';
import { type ApiKey, ApiKeysRepository } from '../api-keys/index.js';
import { type NameOf, Names } from '../names/index.js';
import { permissionsOf, type Role, RolesRepository } from '../roles/index.js';
import { type AlsoAllowed, Broader, extent, nothingElse, type Receiver } from './broader.js';
import type { Decision } from './decision.entity.js';

/** One call that would have to be made, among others, for the refused one to be allowed. */
export interface Remedy {
  readonly summary: string;
  readonly method: 'POST' | 'PATCH';
  /** After `/api/v1/organisations/{organisation}/`. */
  readonly path: string;
  readonly body: Record<string, unknown>;
  /** Who gets more by it; null: nobody yet. */
  readonly receiver: Receiver | null;
  readonly alsoAllows: AlsoAllowed;
  /** A narrower way to the same, which allows nothing else: the role to be made for it and then assigned. */
  readonly instead: Remedy | null;
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
    private readonly broader: Broader,
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

  /** The role that gives least beyond what is missing; where that is more, also one that would give nothing else. */
  private async assign(organisationId: number, { ceiling, id }: Check, permissions: readonly string[], workspaceId: number | null, nameOf: NameOf): Promise<Remedy[]> {
    const receiver: Receiver = { kind: ceiling === 'service-key' ? 'api-key' : 'user', id };
    const roles = await this.roles.list(organisationId, undefined, everyRole);
    const also = await this.broader.than(organisationId, receiver, permissions, workspaceId);
    const fitting = roles
      .filter((role) => workspaceId === null || role.level === 'workspace')
      .map((role) => ({ role, set: permissionsOf(role) }))
      .filter(({ set }) => permissions.every((permission) => holds(set, permission)))
      .map(({ role, set }) => ({ role, alsoAllows: also(set) }))
      .sort((a, b) => extent(a.alsoAllows) - extent(b.alsoAllows));
    const [smallest] = fitting;
    const names = roles.map(({ name }) => name);
    if (!smallest) return [{ ...makeRole(permissions, names), summary: 'No role holds all of it: make one, then assign it' }];
    const { role, alsoAllows } = smallest;
    const workspaceRoleId = await this.scopeOf(organisationId, role, workspaceId);
    if (workspaceRoleId === undefined) return [];
    const subject = receiver.kind === 'api-key' ? { apiKeyId: String(id) } : { userId: String(id) };
    const where = workspaceId === null ? 'for the organisation as a whole' : `in the workspace ${nameOf('workspace', workspaceId)?.name ?? workspaceId}`;
    const exact = { ...makeRole(permissions, names), summary: `Make a role of ${permissions.join(', ')} alone, and assign it ${where}`, receiver };
    const call = { method: 'POST', path: 'role-assignments', body: { workspaceRoleId: String(workspaceRoleId), ...subject } } as const;
    return [{ summary: `Assign the role ${role.name} ${where}`, ...call, receiver, alsoAllows, instead: extent(alsoAllows) > 0 ? exact : null }];
  }

  /** More permissions and more workspaces are two calls: who agrees to the one has not agreed to the other. */
  private async widen(organisationId: number, { id, anywhere, held }: Check, permissions: readonly string[], workspaceId: number | null): Promise<Remedy[]> {
    const key = await this.keys.find(organisationId, id);
    if (!key) return [];
    const { permissions: own, workspaceIds } = key;
    const missing = own ? permissions.filter((permission) => !own.includes(permission)) : [];
    const named = own && [...own, ...missing];
    const more = missing.length > 0 ? [change(key, `Add ${missing.join(', ')} to the API key ${key.name}`, { permissions: named }, nothingElse)] : [];
    const isThere = (anywhere && held.length === 0) || isIn(workspaceIds, workspaceId);
    return isThere ? more : [...more, await this.widenPlaces(key, named, permissions, workspaceId)];
  }

  /** `named`: what the key may do then. */
  private async widenPlaces(key: ApiKey, named: readonly string[] | null, permissions: readonly string[], workspaceId: number | null): Promise<Remedy> {
    const { organisationId, workspaceIds } = key;
    const now = workspaceIds ?? [];
    const wider = workspaceId === null ? null : [...now, workspaceId].map(String);
    const also = { permissions: named?.filter((permission) => !permissions.includes(permission)) ?? [], everything: named === null, workspaces: workspaceId === null ? await this.broader.workspaces(organisationId) : 1 };
    return change(key, `Let the API key ${key.name} work ${await this.whereToo(organisationId, now, workspaceId)}, with ${said(named)}`, { workspaceIds: wider }, also);
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

const change = ({ id }: ApiKey, summary: string, body: Remedy['body'], alsoAllows: AlsoAllowed): Remedy => ({ summary, method: 'PATCH', path: `api-keys/${id}`, body, receiver: { kind: 'api-key', id }, alsoAllows, instead: null });

/** Where a key works: null, everywhere. */
const isIn = (workspaceIds: readonly number[] | null, workspaceId: number | null): boolean => workspaceIds === null || (workspaceId !== null && workspaceIds.includes(workspaceId));

const mostNamed = 6;

/** All that a key may do, because it may do it in one more place. */
function said(permissions: readonly string[] | null): string {
  if (permissions === null) return 'all that its owner holds there';
  return permissions.length > mostNamed ? `its ${permissions.length} permissions` : permissions.join(', ');
}

/** By the name of what it holds, as far as no other goes by that. */
function makeRole(permissions: readonly string[], taken: readonly string[]): Omit<Remedy, 'summary'> {
  const base = permissions.join(', ').slice(0, 95);
  let name = base;
  for (let i = 2; taken.includes(name); i++) name = `${base} ${i}`;
  return { method: 'POST', path: 'roles', body: { name, level: 'workspace', permissions: [...permissions] }, receiver: null, alsoAllows: nothingElse, instead: null };
}
