import type { Caller, Ceiling, GrantSource, Unknown } from './caller.js';
import { everyPermission, holds, type PermissionSet } from './permission-set.js';

/** What a call is about: one workspace, or (null) the organisation as a whole. */
export interface Target {
  readonly workspaceId: number | null;
}

/** Where a permission is held: everywhere in the organisation, in some workspaces, or nowhere. */
export type Reach = 'all' | 'none' | ReadonlySet<number>;

/** One step of a decision, in the order in which they are made. */
export interface Check {
  readonly check: 'ceiling';
  readonly permission: string;
  /** The bound that was asked. */
  readonly ceiling: Ceiling['kind'];
  readonly id: number;
  readonly passed: boolean;
  /** Holding it in any workspace would have been enough. */
  readonly anywhere?: true;
  /** The grants that hold the permission at all, with their scope, also when that is another one. */
  readonly held: readonly { readonly source: GrantSource; readonly workspaceId: number | null }[];
}

export interface Decision {
  readonly allowed: boolean;
  readonly missingPermissions: string[];
}

type Powers = Pick<Caller, 'ceilings'>;

/** May the caller do all of this to the target? A caller without ceilings may do nothing. */
export function decide(caller: Powers, permissions: readonly string[], target: Target, { workspaceUnknown = false, unknownPermissions = [] }: Unknown = {}): Decision {
  const missingPermissions = permissions.filter((permission) => workspaceUnknown || unknownPermissions.includes(permission) || !mayAt(caller, permission, target));
  return { allowed: !workspaceUnknown && missingPermissions.length === 0, missingPermissions };
}

/** May the caller do this to the target? */
export function mayAt({ ceilings }: Powers, permission: string, target: Target): boolean {
  for (const ceiling of ceilings) if (!allows(ceiling, permission, target.workspaceId)) return false;
  return ceilings.length > 0;
}

/** Where the caller may do this; lists filter by the answer. */
export function reach({ ceilings }: Powers, permission: string): Reach {
  if (ceilings.length === 0) return 'none';
  let result: Reach = 'all';
  for (const ceiling of ceilings) {
    result = intersect(result, ceilingReach(ceiling, permission));
    if (result === 'none') return 'none';
  }
  return result;
}

/**
 * What the caller lacks of `given` at the target, out of the `known` permission names. Nobody may give what
 * this returns. An open-ended set can be given only by one who holds an open-ended set in every ceiling:
 * else it would give permissions of tomorrow that the giver does not hold; `*` names that.
 */
export function lacking(caller: Powers, given: PermissionSet, target: Target, known: Iterable<string>): string[] {
  const candidates = given.open ? [...known].filter((name) => holds(given, name)) : [...given.names];
  const missing = candidates.filter((name) => !mayAt(caller, name, target));
  if (given.open && !openAt(caller, target)) missing.push(everyPermission);
  return missing;
}

/** The ordered checks behind a decision: computed when somebody asks, not in every request. */
export function explain({ ceilings }: Powers, permissions: readonly string[], target: Target): Check[] {
  return permissions.flatMap((permission) =>
    ceilings.map((ceiling) => ({
      check: 'ceiling' as const,
      permission,
      ceiling: ceiling.kind,
      id: ceiling.id,
      passed: allows(ceiling, permission, target.workspaceId),
      held: ceiling.grants
        .filter((grant) => holds(grant.permissions, permission))
        .map(({ source, workspaceId }) => ({ source, workspaceId })),
    })),
  );
}

function allows(ceiling: Ceiling, permission: string, workspaceId: number | null): boolean {
  for (const grant of ceiling.grants) {
    if ((grant.workspaceId === null || grant.workspaceId === workspaceId) && holds(grant.permissions, permission)) return true;
  }
  return false;
}

function openAt({ ceilings }: Powers, target: Target): boolean {
  const open = (ceiling: Ceiling) =>
    ceiling.grants.some((grant) => grant.permissions.open && (grant.workspaceId === null || grant.workspaceId === target.workspaceId));
  return ceilings.length > 0 && ceilings.every(open);
}

function ceilingReach(ceiling: Ceiling, permission: string): Reach {
  const workspaces = new Set<number>();
  for (const grant of ceiling.grants) {
    if (!holds(grant.permissions, permission)) continue;
    if (grant.workspaceId === null) return 'all';
    workspaces.add(grant.workspaceId);
  }
  return workspaces.size > 0 ? workspaces : 'none';
}

function intersect(a: Reach, b: Reach): Reach {
  if (a === 'none' || b === 'none') return 'none';
  if (a === 'all') return b;
  if (b === 'all') return a;
  const both = a.intersection(b);
  return both.size > 0 ? both : 'none';
}
