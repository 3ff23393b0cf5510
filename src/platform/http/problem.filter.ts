import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  AppError,
  bodyTooLarge,
  busy,
  internal,
  invalidRequest,
  malformedBody,
  notAcceptable,
  routeNotFound,
  tooManyRequests,
  unsupportedMediaType,
} from '../../errors/index.js';
import { Config } from '../config/index.js';
import { isOutage } from '../database/index.js';
import { Log } from '../logging/index.js';
import type { ProblemDto } from './problem.dto.js';

const byStatus = new Map([
  [404, routeNotFound],
  [406, notAcceptable],
  [413, bodyTooLarge],
  [415, unsupportedMediaType],
  [429, tooManyRequests],
  [503, busy],
]);

/** Without a better one, a 401 names the two schemes every client library knows. */
const defaultChallenge = 'Api-Key realm="latchkey", Bearer realm="latchkey"';

/** Writes every failure as `application/problem+json`; nothing of a failure we did not foresee leaves the server. */
@Injectable()
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly config: Config,
    private readonly log: Log,
  ) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    this.write(toAppError(thrown), thrown, request, reply);
  }

  /** Also for what goes wrong before a route is found. */
  write(error: AppError, thrown: unknown, request: FastifyRequest, reply: FastifyReply): void {
    if (error.status >= 500) this.log.error({ err: thrown, requestId: request.id, method: request.method }, error.message);
    if (reply.sent) return;
    const { challenge, retryAfterSeconds } = error.extras;
    if (error.status === 401) reply.header('www-authenticate', challenge ?? defaultChallenge);
    if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds));
    reply.status(error.status).type('application/problem+json; charset=utf-8').send(JSON.stringify(this.body(error, request.id)));
  }

  private body(error: AppError, requestId: string): ProblemDto {
    const { errors, missingPermissions, decisionId } = error.extras;
    return {
      type: `${this.config.publicUrl}/errors/${error.code}`,
      title: error.kind.title,
      status: error.status,
      detail: error.message,
      code: error.code,
      requestId,
      errors,
      missingPermissions,
      decisionId,
    };
  }
}

/** What a thrown thing means to the caller. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (isOutage(thrown)) return busy(undefined, { cause: thrown, retryAfterSeconds: 1 });
  const { statusCode, code, message } = thrown as { statusCode?: number; code?: string; message?: string };
  const status = thrown instanceof HttpException ? thrown.getStatus() : statusCode;
  if (typeof status !== 'number' || status < 400 || status >= 500) return internal(undefined, { cause: thrown });
  if (code === 'FST_ERR_CTP_INVALID_JSON_BODY' || (status === 400 && thrown instanceof SyntaxError)) return malformedBody();
  // Fastify's messages repeat the address, which may hold a credential.
  if (code?.startsWith('FST_ERR_')) return (byStatus.get(status) ?? invalidRequest)();
  return byStatus.get(status)?.() ?? invalidRequest(message);
}
