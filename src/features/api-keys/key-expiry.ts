import { type Member, outlives } from '../../access/index.js';
import { invalid } from '../../platform/http/index.js';

/** An end that is still to come, and not after that of the key the change is made with. */
export function demandExpiry(by: Member, expiresAt: number | null, now: number): void {
  if (expiresAt !== null && expiresAt <= now) throw invalid([{ field: 'expiresAt', message: 'must be in the future' }]);
  const latest = by.key?.expiresAt ?? null;
  if (latest !== null && (expiresAt ?? Infinity) > latest) throw outlives('A key cannot let a key outlive it');
}
