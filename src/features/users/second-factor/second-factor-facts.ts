import { type Load, select } from '../../../platform/freshness/index.js';

/** Whether signing in with the account takes a second factor: one that its person has confirmed. */
export function* loadHasSecondFactor(accountId: number): Load<boolean> {
  const found = yield* select<{ id: number }>('SELECT id FROM second_factor WHERE accountId = ? AND confirmedAt IS NOT NULL', [accountId]);
  return found.length > 0;
}
