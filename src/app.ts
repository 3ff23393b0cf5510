import 'reflect-metadata';
import type { Server } from 'node:http';
import type { DynamicModule, NestApplicationOptions } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest, FastifyHttpOptions } from 'fastify';
import { ShortWays } from './access/http/index.js';
import { pageAddress, servePages } from './console/index.js';
import { serveExplorer } from './openapi/index.js';
import { Metrics } from './operations/index.js';
import { type Config } from './platform/config/index.js';
import { Answer, answerHeaders, bodyLimit, createAdapter, drainOnClose, ErrorWriters, KnownRoutes, parseBodies, ProblemFilter, requestIds, toAppError } from './platform/http/index.js';
import { type Log } from './platform/logging/index.js';
import { Recordings } from './platform/recording/index.js';

const options: NestApplicationOptions = {
  abortOnError: false,
  bodyParser: false,
  // Two routes that take the same address stop the start instead of one of them silently winning.
  routeConflictPolicy: { duplicate: 'error', shadow: 'error' },
  routeResolutionStrategy: 'specificity',
};

export interface AppOptions {
  /** `false`: every route goes Nest's own way, which must make no difference. */
  readonly shortWays?: boolean;
}

/** The server, complete and started, but not yet listening. */
export async function createApp(module: DynamicModule, config: Config, log: Log, { shortWays = true }: AppOptions = {}): Promise<NestFastifyApplication> {
  const server: FastifyHttpOptions<Server> = {
    bodyLimit,
    genReqId: requestIds(),
    logger: false,
    http: { ServerResponse: Answer },
    trustProxy: config.trustedProxies.length > 0 ? [...config.trustedProxies] : false,
    requestTimeout: 60_000,
    forceCloseConnections: 'idle',
    // What arrives while it stops is answered as ever, and told that its connection ends.
    return503OnClosing: false,
    routerOptions: { maxParamLength: 200 },
    rewriteUrl: ({ url = '/' }) => pageAddress(url),
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => problems.write(toAppError(error), error, request, reply),
  };
  const cors = config.corsOrigins.length > 0;
  const adapter = createAdapter(server, { cors });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, { ...options, logger: log });
  const problems = new ProblemFilter(config, log, app.get(ErrorWriters), app.get(KnownRoutes));
  const fastify = adapter.getInstance();
  app.get(KnownRoutes).observe(fastify);
  drainOnClose(fastify);
  fastify.addHook('onClose', () => app.get(Recordings).end());
  answerHeaders(fastify, config.publicUrl);
  servePages(fastify);
  parseBodies(fastify);
  app.get(Metrics).observe(fastify);
  if (shortWays) app.get(ShortWays).serve(fastify, problems);
  if (cors) app.enableCors({ origin: [...config.corsOrigins], credentials: false, maxAge: 600 });
  serveExplorer(app);
  await app.init();
  await fastify.ready();
  return app;
}
