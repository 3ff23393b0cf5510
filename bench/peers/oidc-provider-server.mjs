/**
 * oidc-provider on SQLite: signed access tokens (ES256, RFC 9068, as Latchkey's) by client_credentials and by refresh
 * tokens that rotate at every use; opaque ones for introspection, because it does not introspect those it has signed.
 *
 * `PORT`, `DATA` (a folder), `CLIENTS`, `TOKENS` and `FAMILIES`: how many of each to make. `GET /ready` answers
 * `{clients, tokens, families}` once it can be asked.
 */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';
import { sqliteAdapter } from './sqlite-adapter.mjs';

const count = (name) => Number(process.env[name]);
const resource = 'urn:bench:signed';
const clients = Array.from({ length: count('CLIENTS') }, (_, i) => ({ clientId: `client-${i}`, secret: randomBytes(24).toString('base64url') }));
const common = { redirect_uris: ['https://bench.example/back'], token_endpoint_auth_method: 'client_secret_basic' };
const { adapter, together } = sqliteAdapter(process.env.DATA);

const provider = new Provider(`http://127.0.0.1:${process.env.PORT}`, {
  adapter,
  clients: [
    ...clients.map(({ clientId, secret }) => ({
      ...{ client_id: clientId, client_secret: secret, grant_types: ['client_credentials'], response_types: [], ...common },
      redirect_uris: [],
    })),
    { client_id: 'app', grant_types: ['authorization_code', 'refresh_token'], ...common, token_endpoint_auth_method: 'none' },
  ],
  jwks: { keys: [{ ...generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }), alg: 'ES256', use: 'sig' }] },
  clientDefaults: { id_token_signed_response_alg: 'ES256' },
  cookies: { keys: [randomBytes(16).toString('hex')] },
  findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
  rotateRefreshToken: () => true,
  ttl: { ClientCredentials: 3_600, AccessToken: 3_600, RefreshToken: 86_400, Grant: 86_400, Session: 86_400, Interaction: 3_600, IdToken: 3_600 },
  features: {
    clientCredentials: { enabled: true },
    introspection: { enabled: true, allowedPolicy: () => true },
    devInteractions: { enabled: false },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => resource,
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({ scope: 'problem.read', audience: resource, accessTokenTTL: 3_600, accessTokenFormat: 'jwt', jwt: { sign: { alg: 'ES256' } } }),
    },
  },
});

/** A refresh token as the end of an authorisation leaves it; no browser is needed to measure what comes after. */
async function beginFamily(client, index) {
  const grant = new provider.Grant({ accountId: `user-${index}`, clientId: client.clientId });
  grant.addOIDCScope('offline_access');
  grant.addResourceScope(resource, 'problem.read');
  const grantId = await grant.save();
  const times = { authTime: Math.floor(Date.now() / 1000), iiat: Math.floor(Date.now() / 1000) };
  const token = new provider.RefreshToken({ client, accountId: `user-${index}`, grantId, gty: 'authorization_code', scope: 'offline_access problem.read', resource, rotations: 0, ...times });
  return token.save();
}

async function opaqueToken(client) {
  return new provider.ClientCredentials({ client, scope: 'problem.read' }).save();
}

const app = await provider.Client.find('app');
const [first] = await Promise.all(clients.map(({ clientId }) => provider.Client.find(clientId)));
const made = await together(async () => ({
  clients,
  tokens: await Promise.all(Array.from({ length: count('TOKENS') }, () => opaqueToken(first))),
  families: await Promise.all(Array.from({ length: count('FAMILIES') }, (_, i) => beginFamily(app, i))),
}));

const callback = provider.callback();
createServer((request, response) => {
  if (request.url === '/ready') return response.end(JSON.stringify(made));
  return callback(request, response);
}).listen(count('PORT'), '127.0.0.1');
