import { Injectable } from '@nestjs/common';
import { decrypt, encrypt } from './aead.js';
import { DataKeys } from './data-keys.js';

/** A ciphertext and the data key it was made with. */
export interface Sealed {
  readonly ciphertext: string;
  readonly sealId: number;
}

/** Encrypts what must be readable again. `place` names table, row and column, so a ciphertext cannot be moved. */
@Injectable()
export class Seals {
  constructor(private readonly dataKeys: DataKeys) {}

  seal(text: string, place: string): Sealed {
    const { id, key } = this.dataKeys.current('seal');
    return { ciphertext: encrypt(key, Buffer.from(text), place), sealId: id };
  }

  /** @throws when the ciphertext was made for another place, or changed. */
  open({ ciphertext, sealId }: Sealed, place: string): string {
    return decrypt(this.dataKeys.get(sealId).key, ciphertext, place).toString();
  }
}
