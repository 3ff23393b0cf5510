import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { asksForJson } from './accept.js';

/** What a page shows of itself at the one address it has: HTML for people, JSON for programs. */
export type Face = 'html' | 'json';

export const faceOf = ({ headers }: Pick<FastifyRequest, 'headers'>): Face => (asksForJson(headers.accept) ? 'json' : 'html');

/** The face that is asked for, as a parameter of a page. */
export const AskedFace = createParamDecorator((_: unknown, context: ExecutionContext): Face => faceOf(context.switchToHttp().getRequest<FastifyRequest>()));
