import { expect, it } from '@jest/globals';
import { Secret } from 'otpauth';
import { newTotpSecret, totpStep, totpUri } from './totp.js';

// RFC 6238, appendix B: the last six of its eight digits.
const secret = Secret.fromUTF8('12345678901234567890').base32;
const vectors: [number, string][] = [
  [59, '287082'],
  [1111111109, '081804'],
  [1111111111, '050471'],
  [1234567890, '005924'],
  [2000000000, '279037'],
  [20000000000, '353130'],
];

it.each(vectors)('the code of RFC 6238 at %i is taken, for its step, one step early and one late, and then no more', (seconds, code) => {
  const step = Math.floor(seconds / 30);
  for (const off of [-1, 0, 1]) expect(totpStep(secret, code, (seconds + off * 30) * 1000)).toBe(step);
  for (const off of [-2, 2]) expect(totpStep(secret, code, (seconds + off * 30) * 1000)).toBeUndefined();
});

it.each(['', '28708', '2870820', ' 287082', '287 082', '287083', '٢٨٧٠٨٢', 'abcdef'])('%j is no code', (code) => {
  expect(totpStep(secret, code, 59_000)).toBeUndefined();
});

it('secrets are 160 random bits, and the address for the app names the account', () => {
  const secrets = new Set(Array.from({ length: 100 }, newTotpSecret));
  expect(secrets.size).toBe(100);
  for (const each of secrets) expect(each).toMatch(/^[A-Z2-7]{32}$/);
  const uri = new URL(totpUri(secret, 'ada@megacorp.example'));
  expect(uri.href).toMatch(/^otpauth:\/\/totp\/Latchkey:ada/);
  expect(Object.fromEntries(uri.searchParams)).toMatchObject({ issuer: 'Latchkey', secret, algorithm: 'SHA1', digits: '6', period: '30' });
});
