import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { faceOf } from './face.js';

/** What a form tells of the page it was filled in on (`<Form seen>`), for `demandSeen`; undefined: nothing, or a program sent it. */
export const Seen = createParamDecorator((_: unknown, context: ExecutionContext): unknown => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  return faceOf(request) === 'html' ? (request.body as { readonly _seen?: unknown } | null | undefined)?._seen : undefined;
});
