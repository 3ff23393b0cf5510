import { basic, postForm } from '../../load/form.js';
import type { LoadRequest } from '../../load/request.js';
import type { ServiceKey } from '../../keys/make-keys.js';
import type { Row } from '../row.js';

/** One client asks about many tokens, as in the row `POST /oauth/introspect`. */
export const oidcIntrospectRow: Row = {
  name: 'oidc-provider: introspection',
  load: async ({ oidcProvider }) => {
    const server = await oidcProvider();
    const [asking] = server.clients as readonly [ServiceKey];
    return {
      server,
      good: server.tokens.map((token) => introspect(asking, token, 'good token', '"active":true')),
      bad: server.tokens.map((token) => introspect(asking, [...token].reverse().join(''), 'unknown token', '"active":false')),
    };
  },
  budget: [],
};

const introspect = ({ clientId, secret }: ServiceKey, token: string, label: string, contains: string): LoadRequest => ({
  label: `oidc-provider: introspection, ${label}`,
  ...postForm('/token/introspection', { token }, basic(clientId, secret)),
  expect: { status: 200, contains },
});
