import { type Load, select } from '../../platform/freshness/index.js';
import type { AccessTokenClaims } from './access-token-claims.js';

/** Whether a token was revoked, or the family it belongs to has ended or gone on without it. */
export function* loadTokenIsOver({ jti, fam, stp }: AccessTokenClaims): Load<boolean> {
  const revoked = yield* select<{ id: number }>('SELECT id FROM revoked_token WHERE jti = ?', [jti]);
  if (revoked.length > 0) return true;
  if (fam === undefined) return false;
  const [family] = yield* select<{ state: string; step: number; paired: number | boolean }>('SELECT state, step, paired FROM token_family WHERE id = ?', [fam]);
  return family?.state !== 'active' || (Boolean(family.paired) && family.step !== stp);
}
