import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ambiguousCredentials } from '../../../access/index.js';
import { SessionCookie } from '../../sessions/index.js';
import { Carriers } from '../carriers.js';
import { SessionAuthentication } from '../session-authentication.js';
import { CarrierStrategy } from './carrier-strategy.js';

/** The session cookie of a signed-in person: ambient, so an explicit credential goes first. */
@Injectable()
export class SessionStrategy extends CarrierStrategy('session', { read: () => undefined, ambient: true }) {
  override readonly place = {
    ambient: true,
    read: ({ headers }: FastifyRequest): string | undefined => {
      const [token, other] = this.cookie.read(headers.cookie);
      if (other !== undefined) throw ambiguousCredentials('The request carries two session cookies');
      return token;
    },
  };

  constructor(
    carriers: Carriers,
    private readonly sessions: SessionAuthentication,
    private readonly cookie: SessionCookie,
  ) {
    super(carriers);
  }

  resolve(text: string) {
    return this.sessions.resolve(text);
  }
}
