import type { FastifyInstance, FastifyRequest } from 'fastify';
import { takeSessionsOnly } from '../../features/authentication/index.js';
import { serveAssets } from '../assets/assets.js';
import { addressWithoutSecret, looksForSecret } from '../model/without-secret.js';
import { faceOf } from './face.js';

/** No inline script and no inline style; nothing from elsewhere; in nobody's frame. */
export const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** What the addresses of pages begin with. */
export const pageAddresses = ['org', 'account', 'accounts', 'sign-in', 'sign-out', 'setup', 'invitation', 'password-reset'] as const;

const pages = new RegExp(`^/(?:${pageAddresses.join('|')})(?:[/?]|$)`);
/** Most requests are for other doors and must not pay for this one. */
const isPage = (url: string): boolean => firstLetters.has(url[1] ?? '') && pages.test(url);
const firstLetters: ReadonlySet<string> = new Set(pageAddresses.map((address) => address.charAt(0)));

/** The address a page is known by: a slash at the end changes nothing. */
export function pageAddress(url: string): string {
  return isPage(url) ? url.replace(/^([^?]+)\/(\?|$)/, '$1$2') : url;
}

/**
 * What all pages have in common before any of them is found. A person is known by a session: other credentials are for JSON.
 * A key that somebody has pasted to be looked for leads to the address with its prefix alone: nothing of the rest stays in
 * the browser's address and history.
 */
export function servePages(fastify: FastifyInstance): void {
  serveAssets(fastify);
  fastify.addHook('onRequest', (request, reply, done) => {
    if (!isPage(request.url)) return done();
    reply.header('vary', 'Accept');
    if (faceOf(request) === 'html') {
      takeSessionsOnly(request);
      forgetEmpty(request.query);
      reply.header('content-security-policy', pagePolicy);
      if (isLookedAt(request) && looksForSecret(request.query as Record<string, unknown>)) return void reply.redirect(addressWithoutSecret(request.originalUrl), 303);
    }
    done();
  });
}

const isLookedAt = ({ method }: FastifyRequest): boolean => method === 'GET' || method === 'HEAD';

/** A filter that nobody has filled in comes along all the same. */
function forgetEmpty(query: unknown): void {
  const parameters = query as Record<string, unknown>;
  for (const [name, value] of Object.entries(parameters)) {
    const text = typeof value === 'string' ? value.trim() : value;
    if (text === '') delete parameters[name];
    else parameters[name] = text;
  }
}
