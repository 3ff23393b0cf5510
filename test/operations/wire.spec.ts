import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { expectStatus, onEachDatabase, sqlite, TestServer, World } from '../harness/index.js';
import { rawRequest } from '../api/credentials/raw-request.js';

const headOf = (text: string): string => text.slice(0, text.indexOf('\r\n\r\n')).toLowerCase();

onEachDatabase('over a real connection', (database) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start(database);
  });
  afterAll(() => server?.stop());

  const ask = (line: string, ...headers: string[]) => rawRequest(server.app, line, headers);

  it('every answer carries the headers that protect it, also where there is nothing', async () => {
    for (const line of ['GET /health/live', 'GET /nowhere', 'POST /nowhere', 'GET /api/v1/me', 'GET /%zz']) {
      const { text } = await ask(line);
      const protections = ['cache-control: no-store', "content-security-policy: default-src 'none'; frame-ancestors 'none'", 'x-content-type-options: nosniff', 'x-frame-options: deny'];
      if (line !== 'GET /%zz') for (const protection of [...protections, 'referrer-policy: no-referrer', 'x-request-id: ']) expect(headOf(text)).toContain(protection);
    }
  });

  it('text beyond ASCII arrives as it was written, with its right length', async () => {
    const world = await World.of(server);
    const key = await world.key(world.admin);
    const name = 'Größe 你好 🙂';
    await expectStatus(world.admin.post(world.path('groups'), { name }), 201);
    const { text } = await ask(`GET ${world.path('groups')}`, `authorization: Api-Key ${key.text}`);
    const [head = '', body = ''] = text.split('\r\n\r\n');
    expect(body).toContain(JSON.stringify(name));
    expect(head.toLowerCase()).toContain(`content-length: ${Buffer.byteLength(body)}`);
  });

  it('a target that is no path leads nowhere', async () => {
    expect((await ask('GET *health/live')).status).toBe(404);
    expect((await ask('OPTIONS *')).status).toBe(404);
    expect((await ask('GET http://localhost/health/live')).status).toBe(200);
  });

  it.each(['text/html', 'nonsense', 'application/json', 'application/x-www-form-urlencoded'])('where there is nothing, a body of %s is not looked at', async (type) => {
    expect((await ask('POST /nowhere', `content-type: ${type}`, 'content-length: 0')).status).toBe(404);
    expect((await ask('POST /nowhere', `content-type: ${type}`, 'content-encoding: gzip', 'content-length: 0')).status).toBe(404);
  });

  it('who goes before all of a request was sent is no failure of the server: nothing is counted or logged as one', async () => {
    const { port } = server.app.getHttpServer().address() as AddressInfo;
    for (let i = 0; i < 10; i++) {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => undefined);
      await once(socket, 'connect');
      socket.write('POST /api/v1/verify HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"key":');
      await sleep(20);
      socket.destroy();
      await sleep(20);
    }
    expect((await ask('GET /health/live')).status).toBe(200);
    expect((await ask('GET /metrics')).text).not.toMatch(/_count\{[^}]*status="503"\}/);
    expect(server.logged.filter((line) => line.includes('ECONNRESET'))).toEqual([]);
  });

  it('every answer is counted once, by its route', async () => {
    const count = async (): Promise<number> => {
      const { text } = await ask('GET /metrics');
      return Number(/latchkey_http_request_duration_seconds_count\{method="GET",route="\/health\/live",status="200"\} (\d+)/.exec(text)?.[1] ?? 0);
    };
    const before = await count();
    for (let i = 0; i < 3; i++) await ask('GET /health/live');
    expect(await count()).toBe(before + 3);
  });
});

describe('pages of other origins', () => {
  it.each([
    ['https://a.example', 'https://a.example'],
    ['https://b.example', undefined],
  ])('from %s are let in as configured', async (origin, allowed) => {
    const server = await TestServer.start(sqlite, { environment: { CORS_ORIGINS: 'https://a.example' } });
    try {
      const { headers } = await server.client({ origin }).get('/health/live');
      expect(headers['access-control-allow-origin']).toBe(allowed);
    } finally {
      await server.stop();
    }
  });
});
