import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import { projectFolder } from '../platform/http/index.js';
import { specifications } from './specifications.js';

const pagePolicy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'";

/** Swagger UI at /api, one entry for each specification; the documents are the committed files. */
export function serveExplorer(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  for (const { name } of specifications) {
    const document = readFileSync(join(projectFolder, 'openapi', `${name}.json`), 'utf8');
    fastify.get(`/openapi/${name}.json`, (_request, reply) => reply.type('application/json; charset=utf-8').send(document));
  }
  fastify.addHook('onRequest', (request, reply, done) => {
    if (/^\/api(?:$|[/?](?!v1|shared_spaces))/.test(request.url)) reply.header('content-security-policy', pagePolicy);
    done();
  });
  SwaggerModule.setup('api', app, () => ({ openapi: '3.1.0', info: { title: 'Latchkey', version: '1' }, paths: {} }), {
    explorer: true,
    raw: false,
    customSiteTitle: 'Latchkey API',
    swaggerOptions: { urls: specifications.map(({ name, title }) => ({ name: title, url: `/openapi/${name}.json` })), tryItOutEnabled: true },
  });
}
