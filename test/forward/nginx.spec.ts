import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { expectStatus, sqlite, type TestKey, TestServer, World } from '../harness/index.js';
import { behindNginx, Nginx, Protected } from './nginx.js';

behindNginx('a service protected as docs/forward-auth.md shows', () => {
  const service = new Protected();
  let server: TestServer;
  let world: World;
  let nginx: Nginx;
  let reader: TestKey;
  let other: TestKey;

  beforeAll(async () => {
    server = await TestServer.start(sqlite);
    world = await World.of(server);
    reader = await world.key(world.admin, { permissions: ['problem.read'] });
    other = await world.key(world.admin, { permissions: ['user.read'] });
    await server.app.listen(0, '127.0.0.1');
    await service.start();
    nginx = await Nginx.start((server.app.getHttpServer().address() as AddressInfo).port, service.port);
  });
  afterAll(async () => {
    await nginx?.stop();
    await service.stop();
    await server?.stop();
  });
  beforeEach(() => void (service.seen.length = 0));

  const call = (headers: Record<string, string>, init: RequestInit = {}) => fetch(`${nginx.address}/some/page?x=1`, { ...init, headers });
  const apiKey = ({ text }: TestKey) => ({ authorization: `Api-Key ${text}` });

  it('is reached by those who may, with their body, and learns who it is but not their credential', async () => {
    const answer = await call({ ...apiKey(reader), 'content-type': 'text/plain' }, { method: 'POST', body: 'hello' });
    expect([answer.status, await answer.text()]).toEqual([200, 'the service']);
    const [seen] = service.seen;
    expect(seen).toMatchObject({ method: 'POST', url: '/some/page?x=1', body: 'hello' });
    expect(seen?.headers).toMatchObject({ 'latchkey-organisation': '1001', 'latchkey-user': '1001', 'latchkey-key': reader.id });
    expect(JSON.stringify(seen)).not.toContain(reader.text);
  });

  it('is not reached by anybody else', async () => {
    for (const [headers, status] of [
      [{}, 401],
      [{ authorization: 'Api-Key LKaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' }, 401],
      [{ ...apiKey(reader), 'x-api-key': other.text }, 401],
      [apiKey(other), 403],
    ] as [Record<string, string>, number][]) {
      const answer = await call(headers);
      expect([headers, answer.status, answer.headers.has('www-authenticate')]).toEqual([headers, status, status === 401]);
    }
    expect(service.seen).toEqual([]);
  });

  it('cannot be told by a client who it is', async () => {
    await call({ ...apiKey(reader), 'Latchkey-User': '1', 'Latchkey-Organisation': '7', 'Latchkey-Key': '9', 'Latchkey-Login': 'root', 'Latchkey-Credential': 'session', Latchkey_User: '1' });
    const [seen] = service.seen;
    expect(seen?.headers).toMatchObject({ 'latchkey-organisation': '1001', 'latchkey-user': '1001', 'latchkey-key': reader.id });
    for (const name of ['latchkey-login', 'latchkey-credential', 'latchkey_user']) expect(seen?.headers).not.toHaveProperty(name);
  });

  it('is not reached by methods, addresses and headers that have fooled others', async () => {
    const lies = { 'x-forwarded-uri': '/health/live', 'x-original-url': '/health/live', 'x-forwarded-method': 'OPTIONS', 'x-forwarded-for': 'rubbish, 127.0.0.1', connection: 'close' };
    for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS']) expect([method, (await call(lies, { method })).status]).toEqual([method, 401]);
    expect(service.seen).toEqual([]);
  });

  it('is not reached with a key from its end on', async () => {
    const key = await world.key(world.admin, { permissions: ['problem.read'] });
    expect((await call(apiKey(key))).status).toBe(200);
    await expectStatus(world.admin.post(world.path(`api-keys/${key.id}/revoke`)), 200);
    service.seen.length = 0;
    expect((await call(apiKey(key))).status).toBe(401);
    expect(service.seen).toEqual([]);
  });

  it('is not reached by anybody when Latchkey is gone', async () => {
    await server.app.close();
    expect((await call(apiKey(reader))).status).toBe(500);
    expect(service.seen).toEqual([]);
  });
});
