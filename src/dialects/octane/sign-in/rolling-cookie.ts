import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { concatMap, type Observable } from 'rxjs';
import { isKeySessionToken } from '../../../features/authentication/index.js';
import { KeySessionsService } from '../../../features/sessions/index.js';
import { OctaneCookie } from './octane-cookie.js';

/** An answer to a service key whose cookie is no longer young brings a fresh one. */
@Injectable()
export class RollingCookie implements NestInterceptor {
  constructor(
    private readonly cookie: OctaneCookie,
    private readonly sessions: KeySessionsService,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const token = this.cookie.used(http.getRequest<FastifyRequest>());
    if (token === undefined || !isKeySessionToken(token)) return next.handle();
    return next.handle().pipe(
      concatMap(async (answer: unknown) => {
        const fresh = await this.sessions.renewed(token);
        if (fresh !== undefined) http.getResponse<FastifyReply>().header('set-cookie', this.cookie.set(fresh));
        return answer;
      }),
    );
  }
}
