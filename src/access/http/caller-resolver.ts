import type { FastifyRequest } from 'fastify';
import type { Caller } from '../caller.js';

/** The token under which the authentication feature provides its resolver. */
export const CALLER_RESOLVER = Symbol('CALLER_RESOLVER');

/** The token under which whoever remembers decisions (`CallObserver`) is provided. */
export const CALL_OBSERVER = Symbol('CALL_OBSERVER');

/** Turns the credential of a request into a caller. */
export interface CallerResolver {
  /**
   * @param organisation slug or id of the organisation the route is about; absent: the credential's own, if it has one.
   * @throws 401 when there is no valid credential; 404 when the caller cannot reach that organisation.
   */
  resolve(request: FastifyRequest, organisation?: string): Caller | Promise<Caller>;
}

/** A request after the guard. */
export type CalledRequest = FastifyRequest & { caller?: Caller };
