import { createHash } from 'node:crypto';
import { applyDecorators, type CallHandler, type ExecutionContext, Injectable, type NestInterceptor, UseInterceptors } from '@nestjs/common';
import { ApiHeader, ApiResponse } from '@nestjs/swagger';
import { Observable } from 'rxjs';
import { invalid, ProblemDto } from '../../platform/http/index.js';
import { Idempotency, type OnceCall } from '../../platform/idempotency/index.js';
import type { Caller } from '../caller.js';
import type { CalledRequest } from './caller-resolver.js';

/** Carries `Idempotency-Key` to where things are created. */
@Injectable()
class IdempotencyInterceptor implements NestInterceptor {
  constructor(private readonly idempotency: Idempotency) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<CalledRequest>();
    const name = request.headers['idempotency-key'];
    if (name === undefined) return next.handle();
    if (typeof name !== 'string' || !/^[\x21-\x7e]{1,190}$/.test(name)) {
      throw invalid([{ field: 'Idempotency-Key', message: 'must be 1 to 190 printable ASCII characters without blanks' }]);
    }
    const call: OnceCall = { owner: ownerOf(request.caller as Caller), name, requestDigest: digestOf(request) };
    return new Observable((subscriber) => this.idempotency.during(call, () => next.handle().subscribe(subscriber)));
  }
}

/** For calls that create something: repeated under the same `Idempotency-Key` they create it once. */
export const Idempotent = () =>
  applyDecorators(
    UseInterceptors(IdempotencyInterceptor),
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description: 'Chosen by you, 1 to 190 printable characters. Repeating the call with it answers what the first one answered, for 10 minutes.',
      example: 'b7c1f4f2-deploy-42',
    }),
    ApiResponse({ status: 409, type: ProblemDto, description: 'A conflict with what exists; or the answer to this Idempotency-Key is no longer kept.' }),
    ApiResponse({ status: 422, type: ProblemDto, description: 'The Idempotency-Key was used for another request.' }),
  );

/** A token with a scope is another owner than its key: it must not be told what the key was. */
function ownerOf({ key, account, organisation, ceilings }: Caller): string {
  const scope = ceilings.find(({ kind }) => kind === 'token')?.grants.flatMap(({ permissions }) => [...permissions.names]);
  const scoped = scope ? `/${createHash('sha256').update(scope.toSorted().join(' ')).digest('base64url').slice(0, 22)}` : '';
  return `${organisation?.id ?? 0}/${key ? `key:${key.id}` : `account:${account?.id}`}${scoped}`;
}

const digestOf = ({ method, url, body }: CalledRequest): string =>
  createHash('sha256').update(JSON.stringify([method, url, body ?? null])).digest('hex');
