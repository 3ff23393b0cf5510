import type { FastifyRequest } from 'fastify';
import { crossSite } from '../access.errors.js';

/**
 * Refuses what another site makes a browser send (OWASP CSRF: Fetch Metadata, else Origin). A client that sends
 * neither header is no browser, and passes.
 */
export function demandSameSite({ headers }: FastifyRequest, publicUrl: string): void {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) {
    if (site === 'same-origin' || site === 'none') return;
    throw crossSite();
  }
  const { origin, host } = headers;
  if (origin === undefined || origin === new URL(publicUrl).origin) return;
  // Behind a changed port or name PUBLIC_URL may be wrong, but a browser cannot choose `Host`.
  if (URL.canParse(origin) && new URL(origin).host === host) return;
  throw crossSite();
}
