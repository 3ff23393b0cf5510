import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Carriers } from '../carriers.js';
import { ClientAuthentication } from '../client-authentication.js';
import { CarrierStrategy } from './carrier-strategy.js';

interface ClientForm {
  readonly client_id?: unknown;
  readonly client_secret?: unknown;
}

const nothing: ClientForm = {};

/** On routes that take forms only: nowhere else does a body carry a credential. */
function formOf(request: FastifyRequest): string | undefined {
  // The cheap question first: nearly no request has such a member.
  const { client_id: id, client_secret: secret } = (request.body ?? nothing) as ClientForm;
  if (typeof secret !== 'string' || secret === '') return undefined;
  if (!(request.routeOptions.config as { form?: boolean }).form) return undefined;
  return `${typeof id === 'string' ? id : ''}:${secret}`;
}

/** `client_id` and `client_secret` in a form (RFC 6749, 2.3.1: `client_secret_post`). */
@Injectable()
export class ClientFormStrategy extends CarrierStrategy('client-form', { read: formOf, ambient: false }) {
  constructor(
    carriers: Carriers,
    private readonly clients: ClientAuthentication,
  ) {
    super(carriers);
  }

  resolve(text: string, request: FastifyRequest) {
    const colon = text.indexOf(':');
    return this.clients.resolve(text.slice(0, colon), text.slice(colon + 1), request.ip);
  }
}
