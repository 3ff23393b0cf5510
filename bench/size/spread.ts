import { keyChecksum } from '../keys/key-checksum.js';
import type { Counts } from './counts.js';

// What each user and each key is follows from its number alone: the load generator, in a process of its own, makes the
// same keys again without being told a million of them.

const hourMs = 3_600_000;
const names = ['Nightly export', 'CI server', 'Old laptop', 'Dashboard', 'Mobile app', 'Import', 'Zapier', 'Backup'];
const BASE_62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const PREFIXES = 62 ** 6;
/** Shares no factor with 62, so no two numbers get the same prefix. */
const STRIDE = 611_953;
const RANDOM_CHARACTERS = 26;

/** What a filled key is. */
export interface SpreadKey {
  readonly name: string;
  readonly kind: 'personal' | 'service';
  readonly state: 'active' | 'deactivated' | 'revoked';
  /** null: never. */
  readonly expiresAt: number | null;
  readonly permissions: readonly string[] | null;
}

/** Whether it is taken at `now` (epoch milliseconds) and for an hour after. */
export const isTaken = ({ state, expiresAt }: SpreadKey, now: number): boolean => state === 'active' && (expiresAt === null || expiresAt > now + hourMs);

/**
 * Key number `i`, as filled at `filledAt`. One in three ends within four years, one in a hundred has ended; one in a
 * thousand is deactivated, one in two hundred revoked, one in a thousand a service key.
 */
export function spreadKey(i: number, filledAt: number): SpreadKey {
  const chance = mixed(i, 1);
  return {
    name: `${names[i % names.length]} ${i}`,
    kind: chance % 1_000 === 3 ? 'service' : 'personal',
    state: chance % 1_000 === 7 ? 'deactivated' : chance % 200 === 9 ? 'revoked' : 'active',
    expiresAt: endOf(mixed(i, 2), filledAt),
    permissions: chance % 3 === 0 ? null : ['problem.read'],
  };
}

function endOf(chance: number, filledAt: number): number | null {
  if (chance % 100 === 0) return filledAt - (chance % 10_000) * hourMs;
  return chance % 3 === 0 ? filledAt + (chance % 35_000) * hourMs : null;
}

/** The number of the user whose key it is (or, of a service key, who made it). */
export const ownerOf = (i: number, { users }: Counts): number => i % users;

/** The number of a user's organisation: every other user is in the big one, 0; of the others some are larger than others. */
export function organisationOf(user: number, { organisations }: Counts): number {
  if (user % 2 === 0 || organisations === 1) return 0;
  return 1 + Math.floor((organisations - 1) * (mixed(user, 3) / 2 ** 32) ** 2);
}

/** Slug of the organisation of that number; the big one is there before. */
export const slugOf = (organisation: number, big: string): string => (organisation === 0 ? big : `organisation-${organisation}`);

/** The text of key number `i`. The prefix stands before the dot. */
export function keyText(i: number): string {
  let rest = (i * STRIDE) % PREFIXES;
  let text = '';
  for (let place = 0; place < 6; place += 1) {
    text += BASE_62[rest % 62]!;
    rest = Math.floor(rest / 62);
  }
  text = `LK${text}.`;
  for (let place = 0; place < RANDOM_CHARACTERS; place += 5) {
    let some = mixed(i, 10 + place);
    for (let next = place; next < place + 5 && next < RANDOM_CHARACTERS; next += 1) {
      text += BASE_62[some % 62]!;
      some = Math.floor(some / 62);
    }
  }
  return text + keyChecksum(text);
}

/** A number below 2^32 that looks drawn by lot and is always the same for these two. Not for secrets. */
function mixed(i: number, salt: number): number {
  let text = Math.imul(i + 1, 0x9e3779b1) ^ Math.imul(salt, 0x85ebca6b);
  text = Math.imul(text ^ (text >>> 16), 0x21f0aaad);
  text = Math.imul(text ^ (text >>> 15), 0x735a2d97);
  return (text ^ (text >>> 15)) >>> 0;
}
