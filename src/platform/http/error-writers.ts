import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AppError } from '../../errors/index.js';

/** Writes the body of a failure; status and headers are set already. */
export type ErrorWriter = (error: AppError, request: FastifyRequest, reply: FastifyReply) => void;

/**
 * Doors whose errors have another shape say so here, by the beginning of their addresses: a failure may come before
 * any controller is known (no such route, a body that is not JSON). It decides about the shape alone.
 */
export class ErrorWriters {
  private readonly byPrefix: { readonly prefix: string; readonly write: ErrorWriter }[] = [];

  add(prefix: string, write: ErrorWriter): void {
    this.byPrefix.push({ prefix, write });
  }

  for(url: string): ErrorWriter | undefined {
    return this.byPrefix.find(({ prefix }) => url.startsWith(prefix))?.write;
  }
}
