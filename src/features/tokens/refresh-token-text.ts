import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';

/** Which token of which family a text claims to be. */
export interface RefreshTokenClaim {
  readonly familyId: number;
  readonly step: number;
}

interface Seed {
  readonly id: number;
  readonly nonce: string;
}

const pattern = /^LR([1-9]\d{0,8})-(\d{1,9})-([\w-]{43})$/;

/** Whether a text has the form of a token; it may belong to no family. */
export const isRefreshToken = (text: string): boolean => pattern.test(text);

/**
 * The text of a token, derived from its family and step: nothing of it is stored, a lost answer can be given again,
 * and a replayed token of any age is known to be genuine (so that made-up ones cannot end a family).
 */
export const refreshTokenText = (key: KeyObject, { id, nonce }: Seed, step: number): string =>
  `LR${id}-${step}-${createHmac('sha256', key).update(`${id}/${step}/${nonce}`).digest('base64url')}`;

export function readRefreshToken(text: string): RefreshTokenClaim | undefined {
  const match = pattern.exec(text);
  return match ? { familyId: Number(match[1]), step: Number(match[2]) } : undefined;
}

export function isGenuine(text: string, key: KeyObject, seed: Seed, step: number): boolean {
  const expected = Buffer.from(refreshTokenText(key, seed, step));
  const actual = Buffer.from(text);
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}
