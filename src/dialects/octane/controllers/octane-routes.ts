import { applyDecorators, type CallHandler, Controller, type ExecutionContext, Injectable, type NestInterceptor, UseInterceptors } from '@nestjs/common';
import { ApiExtraModels, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { notAcceptable } from '../../../errors/index.js';
import { RollingCookie } from '../sign-in/rolling-cookie.js';
import { acceptsJson } from '../wire/accepts-json.js';
import { OctaneErrorDto } from '../wire/octane-error.dto.js';

/** Asked before the handler: a request whose answer cannot be read must not change anything. */
@Injectable()
class JsonOnly implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
    if (!acceptsJson(headers.accept)) throw notAcceptable('Only application/json is available');
    return next.handle();
  }
}

/** A controller of a collection: of the organisation, and narrowed to a workspace of it. */
export const OctaneRoutes = (collection: string) =>
  applyDecorators(
    Controller([`api/shared_spaces/:organisation/${collection}`, `api/shared_spaces/:organisation/workspaces/:workspace/${collection}`]),
    UseInterceptors(JsonOnly, RollingCookie),
    ApiTags(collection),
    ApiExtraModels(OctaneErrorDto),
  );
