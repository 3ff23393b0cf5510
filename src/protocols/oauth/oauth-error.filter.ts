import { type ArgumentsHost, Catch, type ExceptionFilter, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../../errors/index.js';
import { toAppError } from '../../platform/http/index.js';
import { Log } from '../../platform/logging/index.js';

/** Writes failures as OAuth clients expect them: `{error, error_description}` (RFC 6749, 5.2). */
@Injectable()
@Catch()
export class OAuthErrorFilter implements ExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    const error = toAppError(thrown);
    const { retryAfterSeconds } = error.extras;
    if (error.status >= 500) this.log.error({ err: thrown, requestId: http.getRequest<FastifyRequest>().id }, error.message);
    if (error.status === 401) reply.header('www-authenticate', error.extras.challenge ?? 'Basic realm="latchkey"');
    if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds));
    reply.status(error.status).header('pragma', 'no-cache').send({ error: nameOf(error), error_description: describe(error) });
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
