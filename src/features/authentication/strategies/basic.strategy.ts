import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Carriers } from '../carriers.js';
import { ClientAuthentication } from '../client-authentication.js';
import { refused } from '../resolution.js';
import { CarrierStrategy } from './carrier-strategy.js';

/**
 * `Authorization: Basic base64(<client_id>:<client_secret>)`. RFC 6749 (2.3.1) form-encodes both halves first; the
 * documented clients do not, and their secrets contain `+`: so the secret may mean either.
 */
@Injectable()
export class BasicStrategy extends CarrierStrategy('basic', { scheme: 'basic' }) {
  constructor(
    carriers: Carriers,
    private readonly clients: ClientAuthentication,
  ) {
    super(carriers);
  }

  resolve(text: string, request: FastifyRequest) {
    const pair = Buffer.from(text, 'base64').toString();
    const colon = pair.indexOf(':');
    if (colon < 1) return refused('unknown');
    const secret = pair.slice(colon + 1);
    return this.clients.resolve(formDecoded(pair.slice(0, colon)), [...new Set([formDecoded(secret), secret])], request.ip);
  }
}

function formDecoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
