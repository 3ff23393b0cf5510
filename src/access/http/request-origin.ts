import type { FastifyRequest } from 'fastify';
import type { Origin } from '../caller.js';

/** Where a request came from, worked out only when somebody asks. */
export class RequestOrigin implements Origin {
  constructor(private readonly request: FastifyRequest) {}

  get address(): string {
    return this.request.ip ?? '';
  }

  get userAgent(): string {
    return this.request.headers['user-agent'] ?? '';
  }

  get requestId(): string {
    return this.request.id;
  }
}
