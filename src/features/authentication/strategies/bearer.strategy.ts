import { Injectable } from '@nestjs/common';
import { Carriers } from '../carriers.js';
import { KeyAuthentication } from '../key-authentication.js';
import { CarrierStrategy } from './carrier-strategy.js';

/** `Authorization: Bearer <key>` */
@Injectable()
export class BearerStrategy extends CarrierStrategy('bearer', { scheme: 'bearer' }) {
  constructor(carriers: Carriers, private readonly keys: KeyAuthentication) {
    super(carriers);
  }

  resolve(text: string) {
    return this.keys.resolve(text);
  }
}
