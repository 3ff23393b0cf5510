import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { CalledRequest } from './caller-resolver.js';

/** The caller of this request (a `Member` on routes with an organisation). Not for `@Public()` routes. */
export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const { caller } = context.switchToHttp().getRequest<CalledRequest>();
  if (!caller) throw new Error('a public route has no caller');
  return caller;
});
