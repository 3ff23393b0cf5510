import type { Caller, Origin } from './caller.js';
import type { Target } from './decision.js';

/** A decision that went against the caller. */
export interface Refusal {
  readonly decisionId: string;
  readonly permissions: readonly string[];
  /** undefined: nowhere in the organisation. */
  readonly target: Target | undefined;
}

/** What is told of every call that was decided. It must not throw and must not wait. */
export interface CallObserver {
  /** `permission` null: the call needed none. */
  allowed(caller: Caller, permission: string | null): void;
  refused(caller: Caller, refusal: Refusal): void;
  /** A genuine credential that is not taken: revoked, deactivated, expired, its owner inactive. */
  rejected(caller: Omit<Caller, 'origin' | 'observer'>, reason: string, origin: Origin, decisionId: string): void;
}
