import type { Caller } from '../../access/index.js';
import type { OrganisationFacts } from '../organisations/index.js';

/** Why a credential is not taken. From outside all of them are the same 401. */
export type RefusalReason = 'unknown' | 'revoked' | 'deactivated' | 'expired' | 'owner-inactive';

/** A caller before it is known where its request came from. */
export type CallerFacts = Omit<Caller, 'origin'>;

/** What a credential turned out to be. */
export type Resolution =
  | { readonly kind: 'refused'; readonly reason: RefusalReason; /** Where the credential is known, if it is. */ readonly organisationId?: number }
  /** An API key (or a token of one): bound to its organisation. */
  | { readonly kind: 'key'; readonly caller: CallerFacts; readonly organisation: OrganisationFacts }
  /** A person: which organisation it is about depends on the request. */
  | { readonly kind: 'session'; readonly token: string; readonly caller: CallerFacts };

export const refused = (reason: RefusalReason, organisationId?: number): Resolution => ({ kind: 'refused', reason, organisationId });
