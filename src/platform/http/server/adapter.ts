import type { Server } from 'node:http';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { fastify, type FastifyInstance, type FastifyHttpOptions } from 'fastify';

/** Nest's own, without its engine for middleware: there is none here, and looking for some costs every request. */
class PlainAdapter extends FastifyAdapter {
  override init(): Promise<void> {
    return Promise.resolve();
  }
}

/**
 * What Nest speaks with Fastify through. Nest's adapter puts seven hooks in front of every request for what an
 * application may switch on later (CORS, versions, middleware …); together they cost as much as the guard does. They
 * stay away where none of it is used: with `cors` they are there.
 */
export function createAdapter(options: FastifyHttpOptions<Server>, { cors }: { cors: boolean }): FastifyAdapter {
  const instance = fastify(options);
  const adapter = cors ? new PlainAdapter(instance as never) : withoutHooks(instance, () => new PlainAdapter(instance as never));
  instance.addHook('onRequest', (request, reply, done) => {
    if (request.is404 || isPath(request.raw.url ?? '')) done();
    else reply.callNotFound();
  });
  return adapter;
}

/** Node takes `*users` for a target, and the router would take it for `/users`. */
const isPath = (target: string): boolean => target.charCodeAt(0) === 47 || /^https?:\/\//i.test(target);

function withoutHooks<T>(instance: FastifyInstance, make: () => T): T {
  const adding = Object.getOwnPropertyDescriptor(instance, 'addHook') as PropertyDescriptor;
  instance.addHook = () => instance;
  try {
    return make();
  } finally {
    Object.defineProperty(instance, 'addHook', adding);
  }
}
