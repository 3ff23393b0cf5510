import { Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

/** How long no new connections are taken before clients are told, so that none of them connects anew to one that is about to stop. */
const deafMs = 250;
/** How long a stopping server then answers on the connections it has, with `Connection: close`. */
const lingerMs = 500;
/** How long it waits for what is under way after that. */
const patienceMs = 3_000;

const closed = new WeakMap<Server, Promise<void>>();

/** Takes no new connections, and for a moment serves those it has as if nothing were. Call it before closing. */
export async function stopListening({ server }: FastifyInstance): Promise<void> {
  void closeListener(server);
  await sleep(deafMs);
}

/**
 * A server that stops goes on answering on the connections it has: who sends at this very moment is not cut off.
 * Then it closes the silent ones, and waits for what is under way.
 */
export function drainOnClose(fastify: FastifyInstance): void {
  fastify.addHook('preClose', (done) => {
    const { server } = fastify;
    void closeListener(server).then(() => done());
    setTimeout(() => {
      server.keepAliveTimeout = 1;
      server.closeIdleConnections();
    }, lingerMs).unref();
    setTimeout(() => server.closeAllConnections(), lingerMs + patienceMs).unref();
  });
}

/** Resolves when the last connection has ended. */
function closeListener(server: Server): Promise<void> {
  let end = closed.get(server);
  if (!end) {
    // Not the `close` of HTTP: that one cuts kept connections in the same moment.
    end = server.listening ? new Promise((resolve) => Server.prototype.close.call(server, () => resolve())) : Promise.resolve();
    closed.set(server, end);
  }
  return end;
}
