import type { FastifyInstance } from 'fastify';

/** How long a stopping server waits for what is under way. */
const patienceMs = 3_000;

/**
 * A server that stops takes nothing new and answers what is under way. A connection is closed as soon as its answer
 * is sent, and those that never say anything do not hold it up.
 */
export function drainOnClose(fastify: FastifyInstance): void {
  fastify.addHook('preClose', (done) => {
    fastify.server.keepAliveTimeout = 1;
    setTimeout(() => fastify.server.closeAllConnections(), patienceMs).unref();
    done();
  });
}
