import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataKeys } from './data-keys.js';

/** A keyed digest and the data key it was made with. */
export interface Digest {
  readonly digest: string;
  readonly pepperId: number;
}

/** Digests of secrets with enough entropy of their own (>= 112 bits, ASVS 6.5.2): HMAC-SHA-256 under the pepper. */
@Injectable()
export class Digests {
  constructor(private readonly dataKeys: DataKeys) {}

  of(secret: string): Digest {
    const pepper = this.dataKeys.current('pepper');
    return { digest: hmac(pepper.key, secret).toString('base64url'), pepperId: pepper.id };
  }

  /** Compares in constant time. */
  matches(secret: string, stored: Digest): boolean {
    const expected = Buffer.from(stored.digest, 'base64url');
    const actual = hmac(this.dataKeys.get(stored.pepperId).key, secret);
    return expected.length === actual.length && timingSafeEqual(expected, actual);
  }
}

const hmac = (key: KeyObject, text: string): Buffer => createHmac('sha256', key).update(text).digest();
