import { generateKeyPairSync, randomBytes, sign, verify } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { joined } from './ecdsa-signature.js';

it('is the signature that verifiers of JWTs take, whatever the two numbers begin with', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const lengths = new Set<number>();
  for (let i = 0; i < 2_000; i++) {
    const text = randomBytes(40);
    const der = sign('sha256', text, privateKey);
    lengths.add(der.length);
    const signature = joined(der);
    expect(signature).toHaveLength(64);
    expect(verify('sha256', text, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature)).toBe(true);
  }
  // With and without leading zeros, in one number or in both.
  expect(lengths.size).toBeGreaterThan(2);
});

it('keeps numbers that are much shorter than usual in their place', () => {
  const der = Buffer.from([0x30, 0x08, 0x02, 0x01, 0x07, 0x02, 0x03, 0x00, 0x80, 0x09]);
  expect(joined(der).toString('hex')).toBe(`${'07'.padStart(64, '0')}${'8009'.padStart(64, '0')}`);
});
