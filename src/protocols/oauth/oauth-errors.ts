import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { AppError } from '../../errors/index.js';
import { ErrorWriters } from '../../platform/http/index.js';
import type { OAuthErrorDto } from './oauth-error.dto.js';

/** Writes failures at the addresses of this door as OAuth clients expect them (RFC 6749, 5.2), also those before any route. */
@Injectable()
export class OAuthErrors implements OnModuleInit {
  constructor(private readonly writers: ErrorWriters) {}

  onModuleInit(): void {
    this.writers.add('/oauth/', (error, _request, reply) => {
      const body: OAuthErrorDto = { error: nameOf(error), error_description: describe(error) };
      // Clients authenticate here, and by Basic first of all.
      if (error.status === 401 && error.extras.challenge === undefined) reply.header('www-authenticate', 'Basic realm="latchkey"');
      reply.header('pragma', 'no-cache').type('application/json; charset=utf-8').send(JSON.stringify(body));
    });
  }
}

function nameOf({ code, status }: AppError): string {
  if (code.startsWith('oauth.')) return code.slice('oauth.'.length).replaceAll('-', '_');
  if (status === 401) return 'invalid_client';
  if (status === 403) return 'insufficient_scope';
  if (status === 429 || status === 503) return 'temporarily_unavailable';
  return status >= 500 ? 'server_error' : 'invalid_request';
}

/** RFC 6749 allows printable ASCII without `"` and `\` only. */
const describe = ({ message }: AppError): string => message.replaceAll('"', "'").replaceAll(/[^\x20-\x7e]|\\/g, '?');
