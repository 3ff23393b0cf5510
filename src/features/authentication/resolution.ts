import type { Caller } from '../../access/index.js';
import type { ApiKeyFacts } from '../api-keys/index.js';
import type { OrganisationFacts } from '../organisations/index.js';

/** Everything known of a key, and of what bounds it, at one moment. */
export interface KeyIdentity {
  readonly key: ApiKeyFacts;
  readonly organisation: OrganisationFacts;
  readonly caller: CallerFacts;
  /** Why it is not taken, whatever the time. */
  readonly refusal: RefusalReason | null;
  /** The earliest end of the key and those above it; null: never. */
  readonly expiresAt: number | null;
  /** Of the key, its ancestors and their owners: what was issued under others is over. */
  readonly generations: string;
  /** What this rests on. */
  readonly shards: readonly number[];
}

/**
 * Why a credential is not taken. From outside all of them are the same 401. `secret-ended`: the key lives, and what was
 * shown is an old secret of it, or was got with one; the contract of verify has no word of its own for it (`revoked`).
 */
export type RefusalReason = 'unknown' | 'revoked' | 'secret-ended' | 'deactivated' | 'expired' | 'owner-inactive';

/** A caller before it is known where its request came from. */
export type CallerFacts = Omit<Caller, 'origin' | 'observer'>;

/** What a credential turned out to be. */
export type Resolution =
  | {
      readonly kind: 'refused';
      readonly reason: RefusalReason;
      /** The key behind a genuine credential that is not taken (any more). */
      readonly identity?: KeyIdentity;
      /** The secret of that key that was shown, or with which was got what was shown. */
      readonly secretId?: number;
    }
  /** An API key (or a token of one): bound to its organisation. */
  | { readonly kind: 'key'; readonly caller: CallerFacts; readonly organisation: OrganisationFacts; readonly identity: KeyIdentity; readonly secretId: number }
  /** A person: which organisation it is about depends on the request. */
  | { readonly kind: 'session'; readonly token: string; readonly caller: CallerFacts; readonly identity?: undefined };

export const refused = (reason: RefusalReason, identity?: KeyIdentity, secretId?: number): Resolution => ({ kind: 'refused', reason, identity, secretId });
