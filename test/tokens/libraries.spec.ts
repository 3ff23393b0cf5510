import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import * as oauth from 'oauth4webapi';
import { expectStatus, onEachDatabase, type TestKey, TestServer, World } from '../harness/index.js';
import { accessTokenType, exchangeGrant, serviceKey } from './oauth.js';

const options = { [oauth.allowInsecureRequests]: true };
const secret = 'kj@s$dfS+24G%d35!';

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

onEachDatabase('a public client library (oauth4webapi) runs every flow over the network', (database) => {
  let server: TestServer;
  let world: World;
  let as: oauth.AuthorizationServer;
  let address: string;
  let chosen: oauth.Client;
  let generated: TestKey;
  let personal: TestKey;

  beforeAll(async () => {
    const port = await freePort();
    address = `http://127.0.0.1:${port}`;
    server = await TestServer.start(database, { environment: { PUBLIC_URL: address } });
    await server.app.listen(port, '127.0.0.1');
    world = await World.of(server);
    chosen = { client_id: (await serviceKey(world, ['problem.read', 'credential.verify'], { clientSecret: secret })).clientId as string };
    generated = await serviceKey(world, ['problem.read']);
    personal = await world.key((await world.user(['problem.read'])).session);
    const issuer = new URL(address);
    as = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...options }));
  });
  afterAll(() => server?.stop());

  const credentials = async (client: oauth.Client, authentication: oauth.ClientAuth, parameters: Record<string, string> = {}) =>
    oauth.processClientCredentialsResponse(as, client, await oauth.clientCredentialsGrantRequest(as, client, authentication, new URLSearchParams(parameters), options));

  const exchange = async () => {
    const client = { client_id: `key:${personal.id}` };
    const parameters = new URLSearchParams({ subject_token: personal.text, subject_token_type: accessTokenType });
    const response = await oauth.genericTokenEndpointRequest(as, client, oauth.None(), exchangeGrant, parameters, options);
    return { client, pair: await oauth.processGenericTokenEndpointResponse(as, client, response) };
  };
  const problems = (token: string) => oauth.protectedResourceRequest(token, 'GET', new URL(`${address}${world.path('problems')}`), undefined, undefined, options);
  const introspect = async (token: string, authentication = oauth.ClientSecretBasic(secret)) =>
    oauth.processIntrospectionResponse(as, chosen, await oauth.introspectionRequest(as, chosen, authentication, token, options));

  it('client_credentials by ClientSecretBasic and ClientSecretPost, with a chosen secret and a whole key', async () => {
    const clients = [[chosen, secret], [{ client_id: generated.clientId as string }, generated.text]] as const;
    for (const [client, text] of clients) {
      for (const authentication of [oauth.ClientSecretBasic(text), oauth.ClientSecretPost(text)]) {
        const answer = await credentials(client, authentication, { scope: 'problem.read' });
        expect(answer).toMatchObject({ token_type: 'bearer', expires_in: 600, scope: 'problem.read' });
        expect(answer.refresh_token).toBeUndefined();
        expect((await problems(answer.access_token)).status).toBe(200);
      }
    }
  });

  it('a wrong secret is an error the library understands', async () => {
    const failed = await credentials(chosen, oauth.ClientSecretPost('wrong-secret')).catch((error: unknown) => error);
    expect(failed).toMatchObject({ code: oauth.WWW_AUTHENTICATE_CHALLENGE, status: 401 });
    const refused = await credentials(chosen, oauth.ClientSecretBasic(secret), { scope: 'role.create' }).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: oauth.RESPONSE_BODY_ERROR, error: 'invalid_scope', status: 400 });
  });

  it('token exchange, refresh, and a replay after the grace', async () => {
    const { client, pair } = await exchange();
    expect(pair).toMatchObject({ issued_token_type: accessTokenType, token_type: 'bearer' });
    const refresh = async (token: string) =>
      oauth.processRefreshTokenResponse(as, client, await oauth.refreshTokenGrantRequest(as, client, oauth.None(), token, options));
    const next = await refresh(pair.refresh_token as string);
    expect(next.refresh_token).not.toBe(pair.refresh_token);
    expect((await problems(next.access_token)).status).toBe(200);
    server.clock.advance({ seconds: 11 });
    expect(await refresh(pair.refresh_token as string).catch((error: unknown) => error)).toMatchObject({ error: 'invalid_grant' });
    expect(await problems(next.access_token).catch((error: { status?: number }) => error)).toMatchObject({ status: 401 });
  });

  it('introspection and revocation', async () => {
    const { client, pair } = await exchange();
    expect(await introspect(pair.access_token)).toMatchObject({ active: true, client_id: `key:${personal.id}` });
    expect(await introspect(pair.refresh_token as string, oauth.ClientSecretPost(secret))).toMatchObject({ active: true });
    await oauth.processRevocationResponse(await oauth.revocationRequest(as, client, oauth.None(), pair.refresh_token as string, options));
    for (const token of [pair.access_token, pair.refresh_token as string]) expect(await introspect(token)).toEqual({ active: false });
    expect((await personal.client.get('/api/v1/me')).status).toBe(200);
  });

  it('an access token by RFC 9068 at a resource of its own, with our published keys', async () => {
    const resource = 'https://billing.example/api';
    const { access_token: token } = await credentials(chosen, oauth.ClientSecretBasic(secret), { resource });
    const request = (text: string) => new Request(resource, { headers: { authorization: `Bearer ${text}` } });
    const claims = await oauth.validateJwtAccessToken(as, request(token), resource, options);
    expect(claims).toMatchObject({ iss: address, aud: resource, client_id: chosen.client_id, sub: expect.stringMatching(/^key:/) });
    await expect(oauth.validateJwtAccessToken(as, request(token), 'https://other.example', options)).rejects.toThrow();
    await expect(oauth.validateJwtAccessToken(as, request(`${token.slice(0, -4)}AAAA`), resource, options)).rejects.toThrow();
    expect((await fetch(`${address}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } })).status).toBe(401);
    await expectStatus(server.client().get('/oauth/jwks'), 200);
  });
});
