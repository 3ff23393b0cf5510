import { basic, postForm } from '../load/form.js';
import type { LoadRequest } from '../load/request.js';
import { peerAtLeast, rateAtLeast } from '../report/limit.js';
import type { Product } from '../server/product.js';
import { clientCredentials } from '../tokens/obtain-tokens.js';
import { oidcClientCredentialsRow } from './peers/oidc-client-credentials.js';
import type { Load, Row } from './row.js';

/** Service keys get signed tokens, authenticating with the whole text of their key. */
export const clientCredentialsRow: Row = {
  name: 'client_credentials, generated key',
  load: ({ product }) => generatedKeys(product),
  budget: [rateAtLeast(5_000), peerAtLeast(3, oidcClientCredentialsRow.name)],
};

export const clientCredentialsOnMariadbRow: Row = {
  name: 'client_credentials, MariaDB',
  load: async ({ productOnMariadb }) => generatedKeys(await productOnMariadb()),
  budget: [],
};

const generatedKeys = (product: Product): Load => ({
  server: product,
  good: product.clients.map(({ clientId, secret }) => good(clientId, secret)),
  bad: badClients(product, product.clients.map(({ clientId }) => clientId)),
});

/** The same with secrets of their own choice, which the server knows by heart: each is shown once before the load begins. */
export const chosenSecretRow: Row = {
  name: 'client_credentials, chosen secret',
  load: async ({ product }) => {
    for (const client of product.choosers) await clientCredentials(product, client);
    return {
      server: product,
      good: product.choosers.map(({ clientId, secret }) => good(clientId, secret)),
      bad: badClients(product, product.choosers.map(({ clientId }) => clientId)),
    };
  },
  budget: [rateAtLeast(5_000)],
};

const good = (clientId: string, secret: string): LoadRequest => request(clientId, secret, 'good client', 200, '"access_token":"eyJ');

/** Keys never issued, and clients that do not exist. No wrong guesses of chosen secrets: ten of them, and 429 is the answer. */
function badClients({ badKeys }: Product, clientIds: readonly string[]): LoadRequest[] {
  return badKeys
    .filter(({ fault }) => fault === 'unknown key')
    .flatMap(({ key }, index) => [
      request(clientIds[index % clientIds.length]!, key, 'unknown key', 401, '"error":"invalid_client"'),
      request(`bench_${String(index).padStart(25, '0')}`, key, 'unknown client', 401, '"error":"invalid_client"'),
    ]);
}

function request(clientId: string, secret: string, label: string, status: number, contains: string): LoadRequest {
  return {
    label: `client_credentials, ${label}`,
    ...postForm('/oauth/token', { grant_type: 'client_credentials' }, basic(clientId, secret)),
    expect: { status, contains },
  };
}
