import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { fill, type Told } from '../contract/filled.js';
import { onEachDatabase, TestServer } from '../harness/index.js';

onEachDatabase('what is seen from outside', (database) => {
  let server: TestServer;
  let told: Told;
  let canaries: string[];
  beforeAll(async () => {
    server = await TestServer.start(database);
    const filled = await fill(server);
    ({ told } = filled);
    canaries = Object.values<string>({ ...told });
    const { key, serviceKey, accessToken, refreshToken, clientSecret, password, sessionToken } = told;
    const carried: Record<string, string>[] = [
      { 'x-api-key': key },
      { authorization: `Bearer ${accessToken}` },
      { authorization: `Basic ${btoa(`x:${clientSecret}`)}` },
      { authorization: `Unknown ${serviceKey}` },
      { cookie: `latchkey_session=${sessionToken}` },
      { cookie: `a=b; latchkey_session=${sessionToken}; latchkey_session=x` },
      { authorization: `Api-Key ${key}`, 'x-api-key': serviceKey },
    ];
    for (const headers of carried) {
      const client = server.client(headers);
      await client.get(`/api/v1/me?apiToken=${key}`);
      await client.get(`/nowhere/${key}?token=${accessToken}`);
      await client.get(`/api/v1/organisations/${serviceKey}/users?cursor=${key}`);
      await client.post('/api/v1/sessions', { login: key, password });
      await client.post('/api/v1/sessions', `{"login":"${key}","password":"${password}`);
      await client.post('/api/v1/verify', { key: serviceKey, [clientSecret]: 1 });
      await client.post('/oauth/token', { grant_type: 'refresh_token', refresh_token: refreshToken, client_secret: clientSecret });
      await client.get(`/%zz${key}`);
    }
  });
  afterAll(() => server?.stop());

  const found = (text: string) => canaries.filter((canary) => text.includes(canary) || text.includes(encodeURIComponent(canary)) || text.includes(btoa(canary).replace(/=+$/, '')));

  it('the log at debug carries no credential', () => {
    expect(server.logged.length).toBeGreaterThan(0);
    expect(server.logged.filter((line) => found(line).length > 0)).toEqual([]);
  });

  it('the metrics carry no credential, and labels name routes, never things', async () => {
    const { status, text, headers } = await server.client().get('/metrics');
    expect(status).toBe(200);
    expect(headers['content-type']).toMatch(/^text\/plain/);
    expect(found(text)).toEqual([]);
    const routes = new Set([...text.matchAll(/route="([^"]*)"/g)].map(([, route]) => route as string));
    expect(routes).toContain('/api/v1/organisations/:organisation/users');
    for (const route of routes) {
      expect(route).not.toMatch(/\d{4}|megacorp|nowhere|%|\?/);
    }
    const methods = new Set([...text.matchAll(/method="([^"]*)"/g)].map(([, method]) => method));
    expect([...methods].every((method) => ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'].includes(method as string))).toBe(true);
  });

  it('an answer to a wrong request repeats no credential', async () => {
    for (const path of [`/api/v1/me?apiToken=${told.key}x`, `/nowhere/${told.key}`, `/api/v1/organisations/${told.key}`, `/%zz${told.key}`]) {
      const { text, headers } = await server.client({ authorization: `Bearer ${told.accessToken}x` }).get(path);
      expect([path, found(text + JSON.stringify(headers))]).toEqual([path, []]);
    }
  });

  it('health, metrics and specifications need no credential, and take no wrong one amiss', async () => {
    for (const path of ['/health/live', '/health/ready', '/metrics', '/openapi/latchkey.json', '/oauth/jwks', '/.well-known/oauth-authorization-server']) {
      for (const client of [server.client(), server.client({ 'x-api-key': 'wrong' })]) expect([path, (await client.get(path)).status]).toEqual([path, 200]);
    }
  });
});
