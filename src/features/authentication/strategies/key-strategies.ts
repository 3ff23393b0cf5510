import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { when } from '../../../platform/at-once/index.js';
import { Carriers } from '../carriers.js';
import { KeyAuthentication } from '../key-authentication.js';
import { refused, type Resolution } from '../resolution.js';
import { CarrierStrategy } from './carrier-strategy.js';

const headerOf = (request: FastifyRequest): string | undefined => {
  const value = request.headers['x-api-key'];
  return Array.isArray(value) ? value.join(', ') : value;
};

/** Given twice it is no key at all. */
const queryOf = (request: FastifyRequest): string | undefined => {
  const { apiToken } = (request.query ?? {}) as { apiToken?: unknown };
  if (apiToken === undefined) return undefined;
  return typeof apiToken === 'string' ? apiToken : '';
};

/** `Authorization: Api-Key <key>` */
@Injectable()
export class ApiKeyStrategy extends CarrierStrategy('api-key', { scheme: 'api-key' }) {
  constructor(carriers: Carriers, private readonly keys: KeyAuthentication) {
    super(carriers);
  }

  resolve(text: string) {
    return this.keys.resolve(text);
  }
}

/** `Authorization: apiToken <key>` */
@Injectable()
export class ApiTokenStrategy extends CarrierStrategy('api-token', { scheme: 'apitoken' }) {
  constructor(carriers: Carriers, private readonly keys: KeyAuthentication) {
    super(carriers);
  }

  resolve(text: string) {
    return this.keys.resolve(text);
  }
}

/** `X-API-Key: <key>` */
@Injectable()
export class XApiKeyStrategy extends CarrierStrategy('x-api-key', { read: headerOf, ambient: false }) {
  constructor(carriers: Carriers, private readonly keys: KeyAuthentication) {
    super(carriers);
  }

  resolve(text: string) {
    return this.keys.resolve(text);
  }
}

/** `?apiToken=<key>` */
@Injectable()
export class ApiTokenQueryStrategy extends CarrierStrategy('api-token-query', { read: queryOf, ambient: false }) {
  constructor(carriers: Carriers, private readonly keys: KeyAuthentication) {
    super(carriers);
  }

  /** An organisation can switch it off: then the key is as good as unknown here. */
  resolve(text: string) {
    const resolution = this.keys.resolve(text);
    return when(resolution, unlessSwitchedOff);
  }
}

const unlessSwitchedOff = (resolution: Resolution): Resolution =>
  resolution.kind === 'key' && !resolution.organisation.queryCredential ? refused('unknown') : resolution;
