import { type Caller, type Check, explain, type Target, type Unknown } from '../../access/index.js';
import type { Thing } from '../names/index.js';

/** Whether the credential is genuine. */
interface SecretCheck {
  readonly check: 'secret';
  readonly passed: boolean;
  /** The secret that was shown, or with which was got what was shown; absent: it was not noted. */
  readonly secretId?: number;
}

/** One step of a decision, in the order in which they are made. */
export type KeptCheck = SecretCheck | { readonly check: 'state' | 'secret-state' | 'expiry' | 'owner' | 'workspace'; readonly passed: boolean } | { readonly check: 'permission'; readonly passed: false; readonly permission: string } | Check;

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
const failing: Record<string, (typeof credentialChecks)[number] | 'secret-state'> = {
  revoked: 'state',
  'secret-ended': 'secret-state',
  deactivated: 'state',
  expired: 'expiry',
  'owner-inactive': 'owner',
};

/** What is known besides of a credential that was not taken. */
interface Besides {
  readonly secretId?: number | undefined;
  /** The key, or one above it, is over as well: its newest secret would not be taken either. */
  readonly hasExpired?: boolean;
}

/** The checks of a credential that was not taken. Whether a secret has ended is a check of its own where that decided. */
export function checksOfRejection(reason: string, { secretId, hasExpired = false }: Besides = {}): KeptCheck[] {
  const failed = failing[reason] ?? 'secret';
  const made = failed === 'secret-state' ? (['secret', 'state', failed] as const) : credentialChecks.slice(0, credentialChecks.indexOf(failed) + 1);
  const checks: KeptCheck[] = made.map((check) => ({ check, passed: check !== failed, ...(check === 'secret' && secretId !== undefined && { secretId }) }));
  return failed === 'secret-state' && hasExpired ? [...checks, { check: 'expiry', passed: false }] : checks;
}

/** The secret behind a refusal, where it was noted. */
export const secretIn = (checks: readonly KeptCheck[]): number | undefined => checks.find((check) => check.check === 'secret')?.secretId;

/** null and undefined: never. */
export const isPast = (end: number | null | undefined, now: number): boolean => end != null && end <= now;

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
