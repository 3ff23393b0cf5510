import { parse as parseForm } from 'node:querystring';
import { createGunzip } from 'node:zlib';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest, preParsingHookHandler } from 'fastify';
import { invalidRequest, malformedBody, unsupportedMediaType } from '../../../errors/index.js';
import { isDeeperThan } from './json-depth.js';
import { jsonFault, placeIn } from './json-fault.js';

/** Bytes a request body may have, after inflation. */
export const bodyLimit = 256 * 1024;

/** Levels of objects and lists; no request of ours needs more than a few. */
const deepest = 32;

/** Lets a route take `application/x-www-form-urlencoded` besides JSON. */
export const TakesForms = () => RouteConfig({ form: true });

/**
 * JSON bodies, plain or gzipped. A request without a body is never refused for its media type; one with a body of
 * another type is (415), so that no simple cross-site form reaches a JSON route.
 */
export function parseBodies(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  const parse = fastify.getDefaultJsonParser('error', 'error') as (
    request: FastifyRequest,
    text: string,
    done: (error: Error | null, body?: unknown) => void,
  ) => void;
  fastify.addContentTypeParser(/^application\/(?:[\w.-]+\+)?json(?:$|[\s;])/, { parseAs: 'string' }, (request, text, done) => {
    if (text.length === 0) return done(null, undefined);
    if (isDeeperThan(text as string, deepest)) return done(malformedBody(`The body is nested more than ${deepest} levels deep`));
    parse(request, text as string, (error, body) => (error ? done(malformedBody(malformationOf(text as string))) : done(null, body)));
  });
  fastify.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (request, text, done) => {
    if (text.length === 0) return done(null, undefined);
    if (!(request.routeOptions.config as { form?: boolean }).form) return done(notJson(request));
    // Own members only: the parser's object has no prototype, and validation wants a plain one.
    done(null, { ...parseForm(text as string, undefined, undefined, { maxKeys: 100 }) });
  });
  fastify.addContentTypeParser('*', { parseAs: 'buffer' }, (request, bytes, done) => {
    if (bytes.length === 0 || request.is404) return done(null, undefined);
    done(notJson(request));
  });
  fastify.addHook('onRoute', (route) => {
    // Of other requests Fastify reads no body, so there is nothing to prepare.
    if ([route.method].flat().some((method) => !bodyless.has(method))) route.preParsing = [prepareBody, ...[route.preParsing ?? []].flat()];
  });
  fastify.addHook('onRequest', (request, _reply, done) => {
    // Where there is nothing, what was sent there is not looked at.
    if (request.is404) delete request.headers['content-type'];
    done();
  });
}

/** Where it is, and nothing of what stands there: that may be a secret. Valid JSON is refused for members that nobody may send. */
function malformationOf(text: string): string | undefined {
  const fault = jsonFault(text);
  if (fault === null) return undefined;
  return `The body is not valid JSON: it ${fault === text.length ? 'ends too early' : 'goes wrong'} at ${placeIn(text, fault)}`;
}

const bodyless: ReadonlySet<string> = new Set(['GET', 'HEAD', 'TRACE']);

const prepareBody: preParsingHookHandler = (request, _reply, payload, done) => {
  if (isWithoutBody(request)) {
    // Whatever type and encoding it names, there is nothing of it.
    delete request.headers['content-type'];
    return done(null, payload);
  }
  const encoding = request.headers['content-encoding'];
  if (encoding === undefined || encoding === 'identity') return done(null, payload);
  if (encoding !== 'gzip') return done(unsupportedMediaType(`Send the body plain or gzipped, not ${encoding}`));
  const inflated = createGunzip();
  let received = 0;
  // Fastify compares this with Content-Length, and the inflated bytes with the limit.
  Object.defineProperty(inflated, 'receivedEncodedLength', { get: () => received });
  payload.on('data', (chunk: Buffer) => (received += chunk.length));
  payload.on('error', (error) => inflated.destroy(error));
  inflated.on('error', () => inflated.emit('malformed'));
  payload.pipe(inflated);
  done(null, wrapErrors(inflated));
};

const isWithoutBody = ({ headers }: FastifyRequest): boolean =>
  headers['transfer-encoding'] === undefined && (headers['content-length'] ?? '0') === '0';

const notJson = (request: FastifyRequest) => unsupportedMediaType(`Send application/json instead of ${request.headers['content-type'] ?? 'nothing'}`);

function wrapErrors(inflated: ReturnType<typeof createGunzip>): typeof inflated {
  const emit = inflated.emit.bind(inflated);
  inflated.emit = (event: string | symbol, ...parameters: unknown[]) =>
    emit(event, ...(event === 'error' ? [invalidRequest('The body is not valid gzip')] : parameters));
  return inflated;
}
