import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Carriers } from '../carriers.js';
import { ClientAuthentication } from '../client-authentication.js';
import { refused } from '../resolution.js';
import { CarrierStrategy } from './carrier-strategy.js';

/** `Authorization: Basic base64(<client_id>:<client_secret>)` */
@Injectable()
export class BasicStrategy extends CarrierStrategy('basic', { scheme: 'basic' }) {
  constructor(carriers: Carriers, private readonly clients: ClientAuthentication) {
    super(carriers);
  }

  resolve(text: string, request: FastifyRequest) {
    const pair = Buffer.from(text, 'base64').toString();
    const colon = pair.indexOf(':');
    return colon < 1 ? refused('unknown') : this.clients.resolve(pair.slice(0, colon), pair.slice(colon + 1), request.ip);
  }
}
