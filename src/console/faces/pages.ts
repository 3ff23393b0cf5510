import { applyDecorators, type CallHandler, Controller, type ExecutionContext, Injectable, type NestInterceptor, UseInterceptors } from '@nestjs/common';
import { ApiExtraModels, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { plainHtml } from '../html/plain.view.js';
import { LinkDto } from '../model/links.js';
import { PageErrorDto } from '../model/page-error.dto.js';
import { faceOf } from './face.js';

/** Shows what a handler answers, its page model, with the face that is asked for. */
@Injectable()
class FaceInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    if (faceOf(http.getRequest<FastifyRequest>()) === 'json') return next.handle();
    return next.handle().pipe(
      map((model: object) => {
        http.getResponse<FastifyReply>().type('text/html; charset=utf-8');
        return plainHtml(model as Record<string, unknown>);
      }),
    );
  }
}

/** A controller of pages: each handler answers a model, and the model has two faces. */
export const Pages = (path: string, tag: string) =>
  applyDecorators(Controller(path), UseInterceptors(FaceInterceptor), ApiTags(tag), ApiExtraModels(LinkDto, PageErrorDto));
