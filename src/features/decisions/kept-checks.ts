import { type Caller, type Check, explain, type Target, type Unknown } from '../../access/index.js';
import type { Thing } from '../names/index.js';

/** One step of a decision, in the order in which they are made. */
export type KeptCheck = { readonly check: 'secret' | 'state' | 'expiry' | 'owner' | 'workspace'; readonly passed: boolean } | { readonly check: 'permission'; readonly passed: false; readonly permission: string } | Check;

/** Whose bound it is, as a thing with a name. A token is one of its key. */
export const ceilingKinds = { owner: 'user', 'service-key': 'api-key', key: 'api-key', token: 'api-key' } as const;

/** All that checks point at by its id. */
export const thingsIn = (checks: readonly KeptCheck[]): Thing[] =>
  checks.flatMap((check) => {
    if (check.check !== 'ceiling') return [];
    const workspaces = check.held.flatMap(({ workspaceId }) => (workspaceId === null ? [] : [{ kind: 'workspace', id: workspaceId }]));
    return [{ kind: ceilingKinds[check.ceiling], id: check.id }, ...workspaces];
  });

const credentialChecks = ['secret', 'state', 'expiry', 'owner'] as const;

/** Which of the checks of a credential an end of it fails; those behind it are not made any more. */
const failing: Record<string, (typeof credentialChecks)[number]> = {
  revoked: 'state',
  deactivated: 'state',
  expired: 'expiry',
  'owner-inactive': 'owner',
};

/** The checks of a credential that was not taken. */
export function checksOfRejection(reason: string): KeptCheck[] {
  const last = credentialChecks.indexOf(failing[reason] ?? 'secret');
  return credentialChecks.slice(0, last + 1).map((check, index) => ({ check, passed: index < last }));
}

/**
 * The checks of a call that lacked permissions, or was about a workspace there is not: the credential was good. Without
 * target the permissions are held nowhere, and anywhere would have done.
 */
export function checksOfRefusal(caller: Pick<Caller, 'ceilings'>, permissions: readonly string[], target: Target | undefined, { workspaceUnknown = false, unknownPermissions = [] }: Unknown = {}): KeptCheck[] {
  const credential = credentialChecks.map((check) => ({ check, passed: true }));
  const unknown = unknownPermissions.map((permission) => ({ check: 'permission' as const, passed: false as const, permission }));
  const known = permissions.filter((permission) => !unknownPermissions.includes(permission));
  const ceilings = explain(caller, known, target ?? { workspaceId: null }).map((check) => (target ? check : { ...check, anywhere: true as const }));
  return [...credential, ...unknown, ...ceilings, ...(workspaceUnknown ? [{ check: 'workspace' as const, passed: false }] : [])];
}
