import { type Load, select } from '../../platform/freshness/index.js';
import { loadMayMakeKeys } from '../key-rights/index.js';
import type { AccessTokenClaims } from './access-token-claims.js';

/**
 * Whether a token was revoked, or the family it belongs to has ended or gone on without it. Pairs are for people who
 * may make keys: with the right their pairs end.
 */
export function* loadTokenIsOver({ jti, fam, stp, org, sub }: AccessTokenClaims): Load<boolean> {
  const revoked = yield* select<{ id: number }>('SELECT id FROM revoked_token WHERE jti = ?', [jti]);
  if (revoked.length > 0) return true;
  if (fam === undefined) return false;
  const [family] = yield* select<{ state: string; step: number; paired: number | boolean }>('SELECT state, step, paired FROM token_family WHERE id = ?', [fam]);
  if (family?.state !== 'active') return true;
  const paired = Boolean(family.paired);
  if (paired && family.step !== stp) return true;
  return !(yield* loadMayGoOn({ paired, organisationId: org }, Number(sub.replace('user:', ''))));
}

/** Whether nothing but the tokens themselves keeps this person from the next ones of a family. */
export function* loadMayGoOn({ paired, organisationId }: { paired: boolean; organisationId: number }, userId: number | null): Load<boolean> {
  return !paired || (yield* loadMayMakeKeys(organisationId, { kind: 'user', id: userId ?? 0 }));
}
