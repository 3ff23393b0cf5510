import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  AppError,
  bodyTooLarge,
  busy,
  internal,
  invalidRequest,
  malformedBody,
  methodNotAllowed,
  notAcceptable,
  routeNotFound,
  tooManyRequests,
  unsupportedMediaType,
} from '../../errors/index.js';
import { Config } from '../config/index.js';
import { isOutage } from '../database/index.js';
import { Log } from '../logging/index.js';
import { ErrorWriters } from './error-writers.js';
import { KnownRoutes } from './known-routes.js';
import type { ProblemDto } from './problem.dto.js';

const byStatus = new Map([
  [404, routeNotFound],
  [405, methodNotAllowed],
  [406, notAcceptable],
  [413, bodyTooLarge],
  [415, unsupportedMediaType],
  [429, tooManyRequests],
  [503, busy],
]);

/** Without a better one, a 401 names the two schemes every client library knows. */
const defaultChallenge = 'Api-Key realm="latchkey", Bearer realm="latchkey"';

/** Writes every failure as `application/problem+json`, where no other shape was asked for; nothing of a failure we did not foresee leaves the server. */
@Injectable()
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly config: Config,
    private readonly log: Log,
    private readonly writers: ErrorWriters,
    private readonly routes: KnownRoutes,
  ) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    this.write(toAppError(thrown), thrown, request, reply);
  }

  /** Also for what goes wrong before a route is found. */
  write(found: AppError, thrown: unknown, request: FastifyRequest, reply: FastifyReply): void {
    // Who has gone before all of the request was there is told nothing, and it is no failure of ours.
    if (request.raw.destroyed && !request.raw.complete) return void reply.hijack();
    const error = this.orMethodNotAllowed(found, request);
    if (error.status >= 500) this.log.error({ err: thrown, requestId: request.id, method: request.method }, error.message);
    if (reply.sent) return;
    const { challenge, retryAfterSeconds, allow } = error.extras;
    if (allow !== undefined) reply.header('allow', allow.join(', '));
    if (error.status === 401) reply.header('www-authenticate', challenge ?? defaultChallenge);
    if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds));
    reply.status(error.status);
    const write = this.writers.for(request.url);
    if (write) return write(error, request, reply);
    reply.type('application/problem+json; charset=utf-8').send(JSON.stringify(this.body(error, request.id)));
  }

  private orMethodNotAllowed(error: AppError, { url, method }: FastifyRequest): AppError {
    if (error.kind !== routeNotFound) return error;
    const allow = this.routes.methodsAt(url);
    return allow.length === 0 || allow.includes(method) ? error : methodNotAllowed(undefined, { allow });
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
  const { statusCode, code } = thrown as { statusCode?: number; code?: string };
  const status = thrown instanceof HttpException ? thrown.getStatus() : statusCode;
  if (typeof status !== 'number' || status < 400 || status >= 500) return internal(undefined, { cause: thrown });
  if (code === 'FST_ERR_CTP_INVALID_JSON_BODY' || (status === 400 && thrown instanceof SyntaxError)) return malformedBody();
  // The message may repeat the address, and that may hold a credential.
  return byStatus.get(status)?.() ?? invalidRequest();
}
