import type { CallObserver, Member } from '../../access/index.js';
import { AppError } from '../../errors/index.js';
import type { ApiKey } from './api-key.entity.js';
import { demandControl, demandTakeable } from './key-control.js';

/** What a caller may do with a key now, as far as it shows without trying: what it gives and takes is looked at then. */
export interface KeyActions {
  readonly change: boolean;
  readonly activate: boolean;
  readonly deactivate: boolean;
  readonly revoke: boolean;
  /** Hiding it from the usual lists; ends it where it has not ended. */
  readonly remove: boolean;
  readonly rotate: boolean;
  /** Within some minutes of signing in. */
  readonly reveal: boolean;
}

/** Whoever looks at a page has not tried what it does not offer. */
const nobody: CallObserver = { allowed: () => undefined, refused: () => undefined, rejected: () => undefined };

/** @param now epoch milliseconds */
export function actionsOn(caller: Member, key: ApiKey, now: number): KeyActions {
  const by = { ...caller, observer: nobody };
  const isControlled = isAllowed(() => demandControl(by, key));
  const isOpen = key.state !== 'revoked' && isControlled;
  const isExpired = key.expiresAt !== null && key.expiresAt <= now;
  return {
    change: isOpen,
    activate: isOpen && key.state === 'deactivated',
    deactivate: isOpen && key.state === 'active',
    revoke: isOpen,
    remove: isControlled && key.deletedAt === null,
    rotate: isOpen && key.state === 'active' && !isExpired && isAllowed(() => demandTakeable(by, key)),
    reveal: isOpen && key.revealable && by.credential.kind === 'session' && key.ownerUserId === by.userId,
  };
}

function isAllowed(demanded: () => void): boolean {
  try {
    demanded();
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}
