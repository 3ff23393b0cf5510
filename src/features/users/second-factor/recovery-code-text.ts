import { randomText } from '../../../platform/crypto/index.js';

/** Without i, l, o and u: 32 characters, 5 bits each. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** 120 random bits: enough to be stored under a fast hash (ASVS 5.0, 6.5.2). */
const length = 24;
const groups = /.{4}/g;

export const recoveryCodeCount = 10;

/** A new code as it is shown: six groups of four. */
export const newRecoveryCode = (): string => (randomText(length, alphabet).match(groups) as string[]).join('-');

/** A code however it was typed: blanks, hyphens and case do not count, and letters that look like digits are those. */
export const readRecoveryCode = (typed: string): string =>
  typed
    .toLowerCase()
    .replace(/[\s-]/g, '')
    .replace(/o/g, '0')
    .replace(/[il]/g, '1');
