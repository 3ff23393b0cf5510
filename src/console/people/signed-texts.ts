import { Injectable } from '@nestjs/common';
import { Digests } from '../../platform/crypto/index.js';

const shape = /^(\d{1,9})\.([\w-]{43})$/;

/** Seals what travels through a browser and must come back unaltered. A seal is good for one purpose. */
@Injectable()
export class SignedTexts {
  constructor(private readonly digests: Digests) {}

  sealOf(purpose: string, text: string): string {
    const { pepperId, digest } = this.digests.of(`${purpose}\n${text}`);
    return `${pepperId}.${digest}`;
  }

  isSealed(purpose: string, text: string, seal: unknown): boolean {
    const [, pepperId, digest] = (typeof seal === 'string' && shape.exec(seal)) || [];
    if (pepperId === undefined || digest === undefined) return false;
    try {
      return this.digests.matches(`${purpose}\n${text}`, { pepperId: Number(pepperId), digest });
    } catch {
      return false; // a key that never was
    }
  }
}
