import { randomBytes } from 'node:crypto';
import { cannotGrant, permissionMissing, secondFactorDemanded } from './access.errors.js';
import type { Caller, CallerOrganisation } from './caller.js';
import { lacking, mayAt, type Target } from './decision.js';
import type { PermissionSet } from './permission-set.js';
import type { Permission } from './permissions.js';

const process = randomBytes(9).toString('base64url');
let decisions = 0;

/** Names a decision: a random part for the process, a counter for the decision. It opens nothing, it only has to be unique. */
export const newDecisionId = (): string => `${process}-${(++decisions).toString(36)}`;

/** Throws 403 `access.permission-missing` naming what the caller lacks at the target. */
export function demand(caller: Caller, permission: Permission, target: Target): void {
  if (!mayAt(caller, permission, target)) throw refusal(caller, [permission], target);
}

/** The 403, inside a call that was let in, that names what is missing and where (without target: nowhere in the organisation is it held). */
export const refusal = (caller: Caller, missingPermissions: string[], target?: Target) => missing(caller, missingPermissions, target, true);

/** The same at the door. */
export const refusalAtDoor = (caller: Caller, missingPermissions: string[], target?: Target) => missing(caller, missingPermissions, target, false);

function missing(caller: Caller, missingPermissions: string[], target: Target | undefined, letIn: boolean) {
  const where = !target ? 'in this organisation' : target.workspaceId === null ? 'in the organisation as a whole' : `in workspace ${target.workspaceId}`;
  const decisionId = newDecisionId();
  caller.observer.refused(caller, { decisionId, permissions: missingPermissions, target, letIn });
  return permissionMissing(`The caller does not hold ${missingPermissions.join(', ')} ${where}`, { missingPermissions, decisionId });
}

/** Throws 403 `access.cannot-grant` when the caller would give what it does not hold in that scope. */
export function demandHeld(giver: Caller, given: PermissionSet, target: Target, known: Iterable<string>): void {
  const missingPermissions = lacking(giver, given, target, known);
  if (missingPermissions.length > 0) throw beyond(giver, missingPermissions, target);
}

/** The 403 of somebody who would give what they lack. */
export function beyond(giver: Caller, missingPermissions: string[], target?: Target) {
  const decisionId = newDecisionId();
  giver.observer.refused(giver, { decisionId, permissions: missingPermissions, target, letIn: true });
  return cannotGrant(`Nobody can give what they do not hold themselves: ${missingPermissions.join(', ')}`, { missingPermissions, decisionId });
}

/** The 403 of a signed-in person without the second factor that the organisation requires. */
export const wantsSecondFactor = ({ name }: CallerOrganisation) =>
  secondFactorDemanded(`${name} requires a second factor, and your account has none: set one up at /account/second-factor/ (or with POST /api/v1/me/second-factor/begin), then do this again`);

/** The 403 of a key that would give more time than it has. */
export const outlives = (detail: string) => cannotGrant(detail, { missingPermissions: [] });
