import type { ApiKeySecret } from './api-key-secret.entity.js';

/** How a secret of a key ended. */
export interface SecretEnd {
  /** Epoch milliseconds. */
  readonly endedAt: number;
  /** At the end of its overlap, rather than by somebody's hand. */
  readonly byItself: boolean;
}

/** null: it is taken still. What ends by itself keeps its state, and may be swept up with others later. */
export function endOf({ state, drainsUntil, endedAt }: Pick<ApiKeySecret, 'state' | 'drainsUntil' | 'endedAt'>, now: number): SecretEnd | null {
  const byHand = state === 'ended' ? (endedAt ?? now) : null;
  if (drainsUntil !== null && drainsUntil <= (byHand ?? now)) return { endedAt: drainsUntil, byItself: true };
  return byHand === null ? null : { endedAt: byHand, byItself: false };
}
