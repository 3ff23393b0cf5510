import { type Load, select } from '../../../platform/freshness/index.js';

/** A secret of a profile key that is taken now, sealed. */
export interface SealedSecret {
  readonly prefix: string;
  readonly sealed: string;
  readonly sealId: number;
  /** Until when it is taken; null: no end is known. */
  readonly drainsUntil: number | null;
}

/** The profile key of a person in an organisation. */
export interface ProfileKeyFacts {
  readonly organisationId: number;
  readonly userId: number;
  readonly secrets: readonly SealedSecret[];
}

type Row = SealedSecret & Pick<ProfileKeyFacts, 'organisationId' | 'userId'>;

// One statement, whatever is missing: how long it takes must not say which it was.
const sql = `SELECT o.id AS organisationId, m.id AS userId, s.prefix, s.sealed, s.sealId, s.drainsUntil
  FROM organisation o
  JOIN account a ON a.loginLower = ?
  JOIN membership m ON m.organisationId = o.id AND m.accountId = a.id
  JOIN api_key k ON k.organisationId = o.id AND k.ownerUserId = m.id AND k.profile = 1 AND k.state = 'active'
  JOIN api_key_secret s ON s.apiKeyId = k.id AND s.state IN ('active', 'draining') AND s.sealed IS NOT NULL
  WHERE o.slug = ?`;

/** The active profile key of whoever has this login, in the organisation with this slug. */
export function* loadProfileKey(slug: string, login: string): Load<ProfileKeyFacts | undefined> {
  const rows = yield* select<Row>(sql, [login.toLowerCase(), slug]);
  const [first] = rows;
  return first && { organisationId: first.organisationId, userId: first.userId, secrets: rows };
}
