import { Injectable } from '@nestjs/common';
import { Carriers } from '../carriers.js';
import { KeyAuthentication } from '../key-authentication.js';
import { isAccessToken, TokenAuthentication } from '../token-authentication.js';
import { CarrierStrategy } from './carrier-strategy.js';

/** `Authorization: Bearer <access token>`; a key is taken here too. */
@Injectable()
export class BearerStrategy extends CarrierStrategy('bearer', { scheme: 'bearer' }) {
  /** RFC 6750, 3.1 */
  readonly challenge = 'Bearer realm="latchkey", error="invalid_token"';

  constructor(
    carriers: Carriers,
    private readonly keys: KeyAuthentication,
    private readonly tokens: TokenAuthentication,
  ) {
    super(carriers);
  }

  resolve(text: string) {
    return isAccessToken(text) ? this.tokens.resolve(text) : this.keys.resolve(text);
  }
}
