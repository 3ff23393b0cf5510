import { connect } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sqlite, TestServer, World } from '../harness/index.js';
import { nativeRoutes } from './specification.js';

let server: TestServer;
let world: World;
let port: number;
beforeAll(async () => {
  server = await TestServer.start(sqlite);
  world = await World.of(server);
  await server.app.listen(0, '127.0.0.1');
  port = (server.app.getHttpServer().address() as { port: number }).port;
});
afterAll(() => server?.stop());

/** Sends bytes as they are; answers the status (0 when the connection ended without a word) and the whole answer. */
function exchange(text: string | Buffer): Promise<{ status: number; head: string }> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.setTimeout(5_000, () => socket.destroy(new Error(`no answer to ${JSON.stringify(text.toString().slice(0, 100))}`)));
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
      if (answer.includes('\r\n\r\n')) socket.end();
    });
    socket.on('error', (error: NodeJS.ErrnoException) => (error.code === 'ECONNRESET' ? undefined : reject(error)));
    socket.on('close', () => resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0), head: answer.split('\r\n\r\n')[0] ?? '' }));
  });
}

const raw = async (text: string) => (await exchange(text)).status;
const request = (line: string, headers = 'Host: x\r\n') => raw(`${line}\r\n${headers}Connection: close\r\n\r\n`);

const odd = {
  'malformed percent encoding': '/api/v1/organisations/%zz',
  'a percent sign alone': '/api/v1/organisations/%',
  'half a UTF-8 character': '/api/v1/organisations/%E0%A4%A',
  'bytes that are no UTF-8': '/api/v1/organisations/%ff%fe',
  'a surrogate': '/api/v1/organisations/%ED%A0%80',
  'a NUL byte': '/api/v1/organisations/megacorp%00/users',
  'a line end': '/api/v1/organisations/megacorp%0d%0aX:%20y/users',
  '8 KB': `/api/v1/organisations/${'a'.repeat(8_000)}`,
  '8 KB of slashes': '/'.repeat(8_000),
  '8 KB of dots': `/api/v1/${'../'.repeat(2_600)}`,
  '7 KB of query': `/api/v1/organisations?cursor=${'a'.repeat(7_000)}`,
  'a thousand parameters': `/api/v1/organisations?${'a=1&'.repeat(1_000)}`,
  'a step up': '/api/v1/../../etc/passwd',
  'an encoded step up': '/api/v1/%2e%2e/%2e%2e/etc/passwd',
  'a step up to an error page': '/errors/..%2f..%2fpackage.json',
  'an encoded slash': '/api/v1/organisations/megacorp%2Fusers',
  'a backslash': '/api\\v1\\me',
  'path parameters': '/api/v1/me;a=b',
  'a double slash': '//api/v1/me',
  'another case': '/API/v1/me',
  'an encoded letter': '/api/v1/%6de2',
  'a fragment': '/api/v1/me#x',
  'unicode digits': '/api/v1/organisations/megacorp/users/%EF%BC%91',
} as const;

it.each(Object.entries(odd))('an address with %s is refused, and not with 5xx', async (_, path) => {
  for (const method of ['GET', 'POST', 'DELETE', 'PATCH']) {
    const status = await request(`${method} ${path} HTTP/1.1`);
    expect([method, status]).toEqual([method, expect.any(Number)]);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
  }
});

it.each(Object.entries(odd))('an address with %s opens nothing to somebody who is signed in, and is answered as a problem', async (name, path) => {
  const { text } = await world.key(world.admin);
  const { status, head } = await exchange(`GET ${path} HTTP/1.1\r\nHost: x\r\nX-API-Key: ${text}\r\nConnection: close\r\n\r\n`);
  expect([name, status >= 400 && status < 500]).toEqual([name, true]);
  expect(head).toMatch(/content-type: application\/problem\+json/i);
});

it('a method that an address does not take is refused', async () => {
  for (const { path } of nativeRoutes) {
    const address = path.replace('{organisation}', 'megacorp').replace(/\{\w+\}/g, '1001');
    for (const method of ['PUT', 'OPTIONS', 'TRACE', 'PROPFIND', 'SEARCH']) {
      if (nativeRoutes.some((route) => route.path === path && route.method === method)) continue;
      const status = await request(`${method} ${address} HTTP/1.1`);
      expect([method, address, [400, 401, 404, 405, 501].includes(status)]).toEqual([method, address, true]);
    }
  }
});

it('a request that is no HTTP, or two in one, is refused and the connection closed', async () => {
  const smuggled = 'GET /api/v1/me HTTP/1.1\r\nHost: x\r\n\r\n';
  const requests = {
    'no HTTP': 'hello\r\n\r\n',
    'an unknown method': 'FOO /api/v1/me HTTP/1.1\r\nHost: x\r\n\r\n',
    'a method in small letters': 'get /api/v1/me HTTP/1.1\r\nHost: x\r\n\r\n',
    'no host': 'GET /api/v1/me HTTP/1.1\r\n\r\n',
    'a NUL in a header': 'GET /api/v1/me HTTP/1.1\r\nHost: x\r\nX-API-Key: a\0b\r\n\r\n',
    'a blank before the colon': 'GET /api/v1/me HTTP/1.1\r\nHost: x\r\nX-API-Key : a\r\n\r\n',
    'two lengths': `POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}x${smuggled}`,
    'length and chunks': `POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${smuggled}`,
    'a length that is no number': 'POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: 1e3\r\n\r\n',
    'a chunk of no size': 'POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n',
    '20 KB of headers': `GET /api/v1/me HTTP/1.1\r\nHost: x\r\nX-Long: ${'a'.repeat(20_000)}\r\n\r\n`,
    'a thousand headers': `GET /api/v1/me HTTP/1.1\r\nHost: x\r\n${Array.from({ length: 3_000 }, (_, i) => `A${i}: b\r\n`).join('')}\r\n`,
  };
  for (const [name, text] of Object.entries(requests)) {
    const status = await raw(text);
    expect([name, status >= 400 && status < 500]).toEqual([name, true]);
  }
});

it('a credential is never taken from a repeated header', async () => {
  const { text } = await world.key(world.admin);
  expect(await request('GET /api/v1/me HTTP/1.1', `Host: x\r\nAuthorization: Api-Key ${text}\r\n`)).toBe(200);
  expect(await request('GET /api/v1/me HTTP/1.1', `Host: x\r\nAuthorization: Api-Key ${text}\r\nAuthorization: Api-Key wrong\r\n`)).toBe(400);
  expect(await request('GET /api/v1/me HTTP/1.1', `Host: x\r\nX-API-Key: ${text}\r\nX-API-Key: wrong\r\n`)).toBeGreaterThanOrEqual(400);
  expect(await request(`GET /api/v1/me?apiToken=${text}&apiToken=wrong HTTP/1.1`)).toBeGreaterThanOrEqual(400);
});

it('an address without a body is taken whatever type it names', async () => {
  for (const type of ['text/plain', 'application/xml', 'multipart/form-data; boundary=x', 'application/json', 'x', '/', 'application/json; charset=utf-16']) {
    const { status } = await world.admin.with({ 'content-type': type }).get('/api/v1/me');
    expect([type, status]).toEqual([type, 200]);
    const group = await world.group();
    const deleted = await world.admin.with({ 'content-type': type }).delete(world.path(`groups/${group}`));
    expect([type, deleted.status]).toEqual([type, 200]);
  }
});

it('a time as late as RFC 3339 can write is taken', async () => {
  const { status, body } = await world.admin.post(world.path('api-keys'), { name: 'late', expiresAt: '9999-12-31T23:59:59Z' });
  expect([status, body.expiresAt]).toEqual([201, '9999-12-31T23:59:59.000Z']);
});
