import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { onRequestHookHandler } from 'fastify';
import { SwaggerModule } from '@nestjs/swagger';
import { projectFolder } from '../platform/http/index.js';
import { specifications } from './specifications.js';

const pagePolicy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'";

/** `/api` and `/incorta/api`, not what is called below them. */
const isExplorer = /^\/(?:incorta\/)?api(?:$|[/?](?!v1|shared_spaces))/;

/** The documents, as committed, and Swagger UI with all of them at each of their explorers: the explorer's own comes first. */
export function serveExplorer(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  for (const { name } of specifications) {
    const file = join(projectFolder, 'openapi', `${name}.json`);
    // Asked for rarely, and megabytes: not kept in memory.
    fastify.get(`/openapi/${name}.json`, async (_request, reply) => reply.type('application/json; charset=utf-8').send(await readFile(file, 'utf8')));
  }
  fastify.addHook('onRoute', (route) => {
    if (isExplorer.test(route.url)) route.onRequest = [loosenPolicy, ...[route.onRequest ?? []].flat()];
  });
  for (const { explorer, title } of specifications) {
    if (explorer === null) continue;
    const first = [...specifications].sort((a, b) => Number(b.explorer === explorer) - Number(a.explorer === explorer));
    setUp(app, explorer, title, first);
  }
}

const loosenPolicy: onRequestHookHandler = (_request, reply, done) => {
  reply.header('content-security-policy', pagePolicy);
  done();
};

function setUp(app: NestFastifyApplication, path: string, title: string, shown: readonly { name: string; title: string }[]): void {
  SwaggerModule.setup(path, app, () => ({ openapi: '3.1.0', info: { title: 'Latchkey', version: '1' }, paths: {} }), {
    explorer: true,
    raw: false,
    customSiteTitle: title,
    swaggerOptions: { urls: shown.map((each) => ({ name: each.title, url: `/openapi/${each.name}.json` })), tryItOutEnabled: true },
  });
}
