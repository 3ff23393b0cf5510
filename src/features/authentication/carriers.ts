import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ambiguousCredentials } from '../../access/index.js';
import type { Resolution } from './resolution.js';

/** A way in which a request can carry a credential. A dialect may add its own. */
export interface Carrier {
  /** Where it is read: a scheme word of `Authorization` (lower case), another explicit place, or an ambient one such as a cookie. */
  readonly place: { readonly scheme: string } | { readonly read: (request: FastifyRequest) => string | undefined; readonly ambient: boolean };
  /** What a 401 says besides the usual, when this carrier brought the credential (RFC 6750 for Bearer). */
  readonly challenge?: string;
  /** Looks the credential up. */
  resolve(text: string, request: FastifyRequest): Resolution | Promise<Resolution>;
}

/** A credential as a request carries it; nothing has been looked up yet. */
export interface Presented {
  readonly carrier: Carrier;
  readonly text: string;
}

const sessionsOnly = Symbol('sessionsOnly');
type Marked = FastifyRequest & { [sessionsOnly]?: true };

/** For pages shown to people: this request is its session's, whatever else it carries. */
export function takeSessionsOnly(request: FastifyRequest): void {
  (request as Marked)[sessionsOnly] = true;
}

/** The open list of carriers, and the reading of all of them: no I/O. */
@Injectable()
export class Carriers {
  private readonly schemes = new Map<string, Carrier>();
  private readonly explicit: (Carrier & { place: { read: (request: FastifyRequest) => string | undefined } })[] = [];
  private readonly ambient: typeof this.explicit = [];

  add(carrier: Carrier): void {
    const { place } = carrier;
    if ('scheme' in place) this.schemes.set(place.scheme, carrier);
    else (place.ambient ? this.ambient : this.explicit).push(carrier as (typeof this.explicit)[number]);
  }

  /**
   * The credential of a request. An explicit one beats an ambient one; the same one in two places is one.
   * @throws 400 for two different explicit ones.
   */
  read(request: FastifyRequest): Presented | undefined {
    return (request as Marked)[sessionsOnly] ? this.readAmbient(request) : (this.readExplicit(request) ?? this.readAmbient(request));
  }

  /** Whether a browser sends it by itself. */
  isAmbient({ place }: Carrier): boolean {
    return 'ambient' in place && place.ambient;
  }

  private readExplicit(request: FastifyRequest): Presented | undefined {
    let found = this.readAuthorization(request);
    for (const carrier of this.explicit) {
      const text = carrier.place.read(request);
      if (text === undefined) continue;
      if (found && found.text !== text) throw ambiguousCredentials();
      found ??= { carrier, text };
    }
    return found;
  }

  private readAmbient(request: FastifyRequest): Presented | undefined {
    for (const carrier of this.ambient) {
      const text = carrier.place.read(request);
      if (text !== undefined) return { carrier, text };
    }
    return undefined;
  }

  private readAuthorization(request: FastifyRequest): Presented | undefined {
    const header = request.headers.authorization;
    if (header === undefined) return undefined;
    if (repeatsAuthorization(request.raw.rawHeaders)) throw ambiguousCredentials('The request has more than one Authorization header');
    const blank = header.indexOf(' ');
    const carrier = this.schemes.get((blank < 0 ? header : header.slice(0, blank)).toLowerCase());
    // A scheme nobody reads is a credential nobody knows, not the absence of one.
    return { carrier: carrier ?? unknownScheme, text: blank < 0 ? '' : header.slice(blank + 1) };
  }
}

const unknownScheme: Carrier = { place: { scheme: '' }, resolve: () => ({ kind: 'refused', reason: 'unknown' }) };

/** Node keeps the first of several and says nothing. */
function repeatsAuthorization(rawHeaders: readonly string[]): boolean {
  let count = 0;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] as string;
    if (name.length === 13 && name.toLowerCase() === 'authorization') count++;
  }
  return count > 1;
}
