import { Inject } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { Strategy } from 'passport-custom';
import type { Caller, CallObserver } from '../../../access/index.js';
import { CALL_OBSERVER, RequestOrigin } from '../../../access/http/index.js';
import type { Carrier, Carriers } from '../carriers.js';
import type { Resolution } from '../resolution.js';

/**
 * A passport strategy for one carrier. The guard asks carriers directly, which is several times cheaper than
 * passport's middleware; `AuthGuard('<name>')` works as well and decides alike.
 */
export function CarrierStrategy(name: string, place: Carrier['place']) {
  abstract class NamedCarrierStrategy extends PassportStrategy(Strategy, name) implements Carrier {
    readonly place = place;

    @Inject(CALL_OBSERVER) private readonly observer: CallObserver;

    constructor(private readonly carriers: Carriers) {
      super();
      carriers.add(this);
    }

    abstract resolve(text: string, request: FastifyRequest): Resolution | Promise<Resolution>;

    /** passport's way in: the caller, or false when the request carries no valid credential in this place. */
    async validate(request: FastifyRequest): Promise<Caller | false> {
      const presented = this.carriers.read(request);
      if (presented?.carrier !== this) return false;
      const resolution = await this.resolve(presented.text, request);
      return resolution.kind === 'refused' ? false : { ...resolution.caller, origin: new RequestOrigin(request), observer: this.observer };
    }
  }
  return NamedCarrierStrategy;
}
