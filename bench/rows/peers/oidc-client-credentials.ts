import { basic, postForm } from '../../load/form.js';
import type { LoadRequest } from '../../load/request.js';
import type { Row } from '../row.js';

/** Clients get signed tokens, as in the row `client_credentials, generated key`. */
export const oidcClientCredentialsRow: Row = {
  name: 'oidc-provider: client_credentials',
  load: async ({ oidcProvider }) => {
    const server = await oidcProvider();
    return {
      server,
      good: server.clients.map(({ clientId, secret }) => request(clientId, secret, 'good client', 200, '"access_token":"eyJ')),
      bad: server.clients.flatMap(({ clientId, secret }, index) => [
        request(clientId, [...secret].reverse().join(''), 'wrong secret', 401, '"error":"invalid_client"'),
        request(`nobody-${index}`, secret, 'unknown client', 401, '"error":"invalid_client"'),
      ]),
    };
  },
  budget: [],
};

const request = (clientId: string, secret: string, label: string, status: number, contains: string): LoadRequest => ({
  label: `oidc-provider: client_credentials, ${label}`,
  ...postForm('/token', { grant_type: 'client_credentials', scope: 'problem.read' }, basic(clientId, secret)),
  expect: { status, contains },
});
