import { hash, timingSafeEqual } from 'node:crypto';

/** The key itself never travels: its text and the time of the request are hashed together. */
export const proofOf = (keyText: string, timestamp: number): string => hash('sha256', `${keyText}${timestamp}`, 'hex');

/** In constant time. */
export function proves(proof: string, keyText: string, timestamp: number): boolean {
  const expected = Buffer.from(proofOf(keyText, timestamp));
  const actual = Buffer.from(proof.toLowerCase());
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}
