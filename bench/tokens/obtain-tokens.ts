import { basic, postForm } from '../load/form.js';
import type { ServiceKey } from '../keys/make-keys.js';
import { inParallel } from '../server/in-parallel.js';
import type { Product } from '../server/product.js';
import type { RunningServer } from '../server/running-server.js';

/** Of each sort: distinct ones enough that remembering the last few is no use. */
const TOKENS = 300;

/** What the token endpoint answers. */
export interface Tokens {
  readonly access_token: string;
  /** Not with client_credentials. */
  readonly refresh_token?: string;
}

/** Distinct access tokens that may read problems: of people, by token exchange, and of service keys, by client_credentials. */
export async function accessTokens(product: Product): Promise<string[]> {
  const answers = await inParallel(2 * TOKENS, (index) => {
    const turn = Math.floor(index / 2);
    if (index % 2 === 0) return exchange(product, product.keys[turn % product.keys.length]!);
    return clientCredentials(product, product.clients[turn % product.clients.length]!);
  });
  return answers.map((answer) => answer.access_token);
}

/** A pair for an API key; begins a family (RFC 8693). */
export function exchange(server: RunningServer, key: string): Promise<Tokens> {
  return obtain(server, exchangeFields(key));
}

export const exchangeFields = (key: string): Record<string, string> => ({
  grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
  subject_token: key,
  subject_token_type: 'urn:ietf:params:oauth:token-type:access_token',
});

/** An access token of a service key. */
export function clientCredentials(server: RunningServer, { clientId, secret }: ServiceKey): Promise<Tokens> {
  return obtain(server, { grant_type: 'client_credentials' }, basic(clientId, secret));
}

/** The next pair of a family. */
export function refresh(server: RunningServer, token: string): Promise<Tokens> {
  return obtain(server, { grant_type: 'refresh_token', refresh_token: token });
}

async function obtain({ port }: RunningServer, fields: Record<string, string>, credential: Record<string, string> = {}): Promise<Tokens> {
  const { path, ...request } = postForm('/oauth/token', fields, credential);
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, request);
  if (answer.status !== 200) throw new Error(`${fields['grant_type']} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as Tokens;
}
