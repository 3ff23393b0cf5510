import { createPublicKey, verify } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { onEachDatabase, type TestKey, TestServer, World } from '../harness/index.js';
import { SigningKeys } from '../../src/features/tokens/index.js';
import { claimsOf, headerOf, OAuth } from './oauth.js';

onEachDatabase('access tokens can be checked by others with the keys we publish', (database) => {
  let server: TestServer;
  let oauth: OAuth;
  let key: TestKey;

  beforeAll(async () => {
    server = await TestServer.start(database);
    const world = await World.of(server);
    oauth = new OAuth(server);
    key = await world.key(world.admin);
  });
  afterAll(() => server?.stop());

  const published = async (app: NestFastifyApplication = server.app) => (await server.client({}, app).get('/oauth/jwks')).body.keys as Record<string, string>[];
  const kids = async (app?: NestFastifyApplication) => (await published(app)).map(({ kid }) => kid);
  const rotate = (app: NestFastifyApplication = server.app) => app.get(SigningKeys, { strict: false }).rotate();
  /** Time goes by, and each node looks once, as it does every minute. */
  const later = async (time: Parameters<TestServer['clock']['advance']>[0], ...nodes: NestFastifyApplication[]) => {
    server.clock.advance(time);
    for (const app of [server.app, ...nodes]) await app.get(SigningKeys, { strict: false }).renew();
  };
  const kidOf = (token: string): string => headerOf(token).kid;
  const newToken = async (door = oauth) => (await door.pair(key.text)).access;

  it('the published key checks the signature, and holds nothing private', async () => {
    const token = await newToken();
    expect(headerOf(token)).toEqual({ alg: 'ES256', typ: 'at+jwt', kid: expect.any(String) });
    const keys = await published();
    for (const jwk of keys) expect(Object.keys(jwk).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
    const jwk = keys.find(({ kid }) => kid === kidOf(token));
    const [header, claims, signature] = token.split('.') as [string, string, string];
    const publicKey = createPublicKey({ key: jwk as never, format: 'jwk' });
    expect(verify('sha256', Buffer.from(`${header}.${claims}`), { key: publicKey, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'))).toBe(true);
  });

  it('the metadata names the doors (RFC 8414)', async () => {
    const { status, body } = await server.client().get('/.well-known/oauth-authorization-server');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      issuer: claimsOf(await newToken()).iss,
      token_endpoint: 'http://localhost:3000/oauth/token',
      introspection_endpoint: 'http://localhost:3000/oauth/introspect',
      revocation_endpoint: 'http://localhost:3000/oauth/revoke',
      jwks_uri: 'http://localhost:3000/oauth/jwks',
      grant_types_supported: ['client_credentials', 'refresh_token', 'urn:ietf:params:oauth:grant-type:token-exchange'],
      response_types_supported: [],
    });
    for (const method of ['client_secret_basic', 'client_secret_post']) expect(body.token_endpoint_auth_methods_supported).toContain(method);
  });

  it('the next key is published before it signs', async () => {
    const before = await kids();
    expect(before).toHaveLength(2);
    const old = kidOf(await newToken());
    await rotate();
    const now = kidOf(await newToken());
    expect(now).not.toBe(old);
    expect(before).toContain(now);
    expect(await kids()).toHaveLength(3);
    await rotate();
    expect(before).not.toContain(kidOf(await newToken()));
  });

  it('tokens signed before a rotation stay good, on every node, and are refreshed with the new key', async () => {
    const second = await server.another();
    const pair = await oauth.pair(key.text);
    await rotate();
    for (const door of [oauth, new OAuth(server, second)]) expect(await door.statusOf(pair.access)).toBe(200);
    const next = await oauth.next(pair.refresh);
    expect(kidOf(next.access)).not.toBe(kidOf(pair.access));
    expect(await new OAuth(server, second).statusOf(next.access)).toBe(200);
    expect(await kids()).toContain(kidOf(pair.access));
  });

  it('two nodes that rotate at once rotate once', async () => {
    const second = await server.another();
    const before = await kids();
    await Promise.all([rotate(), rotate(second)]);
    const after = await kids();
    expect(after.filter((kid) => !before.includes(kid))).toHaveLength(1);
    await later({ minutes: 2 }, second);
    expect((await kids(second)).sort()).toEqual(after.sort());
    expect(kidOf(await newToken(new OAuth(server, second)))).toBe(kidOf(await newToken()));
  });

  it('nodes that start together have one current key', async () => {
    const nodes = await Promise.all([server.another(), server.another()]);
    const signed = await Promise.all(nodes.map((app) => newToken(new OAuth(server, app))));
    expect(new Set([...signed.map(kidOf), kidOf(await newToken())]).size).toBe(1);
    for (const token of signed) expect(await oauth.statusOf(token)).toBe(200);
  });

  it('another node signs with the new key too, without anybody asking it for its keys', async () => {
    const second = await server.another();
    const there = new OAuth(server, second);
    const old = kidOf(await newToken(there));
    await rotate();
    await later({ minutes: 1 }, second);
    expect(kidOf(await newToken(there))).not.toBe(old);
  });

  it('what another node signs a day after a rotation is still taken here', async () => {
    const second = await server.another();
    const there = new OAuth(server, second);
    await newToken(there);
    await rotate();
    await later({ hours: 25 }, second);
    const token = await newToken(there);
    expect(await oauth.statusOf(token)).toBe(200);
    expect(await there.statusOf(token)).toBe(200);
  });

  it('a key signs no longer than ninety days on a node that runs on and on', async () => {
    const old = kidOf(await newToken());
    await later({ days: 88 });
    expect(kidOf(await newToken())).toBe(old);
    await later({ days: 3 });
    expect(kidOf(await newToken())).not.toBe(old);
  });

  it('a token that names a key nobody has costs no look-up for each', async () => {
    const token = await newToken();
    const [, claims, signature] = token.split('.');
    for (let i = 0; i < 50; i++) {
      const header = Buffer.from(JSON.stringify({ alg: 'ES256', typ: 'at+jwt', kid: `made-up-${i}` })).toString('base64url');
      expect(await oauth.statusOf(`${header}.${claims}.${signature}`)).toBe(401);
    }
    expect(await oauth.statusOf(token)).toBe(200);
  });
});
