import { type CallObserver, newDecisionId, type Origin } from '../../access/index.js';
import type { Resolution } from './resolution.js';

/** A genuine key that is not taken is told of, at whichever door it was shown. */
export function tellRefused(observer: CallObserver, resolution: Resolution, origin: Origin, decisionId = newDecisionId()): void {
  if (resolution.kind !== 'refused' || !resolution.identity) return;
  const { identity, reason, secretId } = resolution;
  observer.rejected(identity.caller, { decisionId, reason, secretId }, origin);
}
