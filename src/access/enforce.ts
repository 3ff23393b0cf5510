import { randomBytes } from 'node:crypto';
import { cannotGrant, permissionMissing } from './access.errors.js';
import type { Caller } from './caller.js';
import { lacking, mayAt, type Target } from './decision.js';
import type { PermissionSet } from './permission-set.js';
import type { Permission } from './permissions.js';

/** A new decision id: 128 random bits, so that it can be neither guessed nor repeated. */
export const newDecisionId = (): string => randomBytes(16).toString('base64url');

/** Throws 403 `access.permission-missing` naming what the caller lacks at the target. */
export function demand(caller: Caller, permission: Permission, target: Target): void {
  if (mayAt(caller, permission, target)) return;
  throw refusal([permission], target);
}

/** The 403 that names what is missing and where. */
export function refusal(missingPermissions: string[], target?: Target) {
  const where = !target ? 'in this organisation' : target.workspaceId === null ? 'in the organisation as a whole' : `in workspace ${target.workspaceId}`;
  return permissionMissing(`The caller does not hold ${missingPermissions.join(', ')} ${where}`, {
    missingPermissions,
    decisionId: newDecisionId(),
  });
}

/** Throws 403 `access.cannot-grant` when the caller would give what it does not hold in that scope. */
export function demandHeld(giver: Caller, given: PermissionSet, target: Target, known: Iterable<string>): void {
  const missingPermissions = lacking(giver, given, target, known);
  if (missingPermissions.length === 0) return;
  throw cannotGrant(`Nobody can give what they do not hold themselves: ${missingPermissions.join(', ')}`, {
    missingPermissions,
    decisionId: newDecisionId(),
  });
}
