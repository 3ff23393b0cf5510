import type { AttentionKind } from '../../../features/overview/index.js';

interface Words {
  readonly title: string;
  /** Behind "1 key" and "3 keys". */
  readonly phrase: string;
  /** Why it matters and what to do. */
  readonly advice: string;
}

/** What people read of each. */
export const attentionWords: Readonly<Record<AttentionKind, Words>> = {
  'never-used': { title: 'Keys that were never used', phrase: 'never used', advice: 'Made more than a week ago, and nobody has called with them. A key that nobody needs can only be stolen: ask its owner, then revoke it.' },
  'without-expiry': { title: 'Keys without an end', phrase: 'without an end', advice: 'A key that is forgotten goes on for ever. Give it an end, and rotate it before that.' },
  unbounded: { title: 'Keys that can do all that their owner may', phrase: 'that can do all that the owner may', advice: 'Whoever finds one can do as much as the person. Choose the permissions that the program needs.' },
  'owner-gone': { title: 'Keys whose owner is not active', phrase: 'whose owner is not active', advice: 'They are refused already, and will work again if the owner comes back. Revoke them when nobody is to come back.' },
};
