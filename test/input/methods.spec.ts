import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { specifications } from '../../src/openapi/index.js';
import { type Answer, sqlite, TestServer } from '../harness/index.js';
import { committed, type OpenApi, operationsOf } from '../openapi/document.js';

/** The errors of each door, by the beginning of its addresses. */
const shapes: Readonly<Record<string, (answer: Answer) => void>> = {
  '/api/v1/': ({ headers, body }) => {
    expect(headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(body).toMatchObject({ status: 405, code: 'request.method-not-allowed' });
  },
  '/oauth/': ({ body }) => expect(body).toMatchObject({ error: 'invalid_request', error_description: expect.any(String) }),
  '/api/shared_spaces': ({ body }) => expect(body).toMatchObject({ error_code: 'platform.method_not_allowed' }),
  '/authentication/': ({ body }) => expect(body).toMatchObject({ error_code: 'platform.method_not_allowed' }),
  '/org': ({ body }) => expect(body).toEqual({ detail: expect.any(String) }),
  '/incorta/': ({ body }) => expect(body).toEqual({ message: expect.any(String) }),
};

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

describe('a method that an address does not take', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start(sqlite);
  });
  afterAll(() => server?.stop());

  const call = (method: string, address: string) => server.client({ accept: 'application/json' }).send(method, address);

  it.each(specifications.map(({ name }) => name))('is 405 with `Allow`, in the words of the door: %s.json', async (name) => {
    const document = JSON.parse(committed(name)) as OpenApi;
    const operations = operationsOf(document);
    for (const path of new Set(operations.map((operation) => operation.path))) {
      const address = path.replaceAll(/\{\w+\}/g, '1001');
      // An address can be that of several paths: `…/api-key/create` is one of `…/api-key/{id}`, too.
      const here = operations.filter((operation) => new RegExp(`^${operation.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(address));
      const allow = [...new Set(here.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method])))].sort();
      for (const method of methods.filter((each) => !allow.includes(each))) {
        const answer = await call(method, `${address}?apiToken=x`);
        expect([method, path, answer.status, answer.headers['allow']]).toEqual([method, path, 405, allow.join(', ')]);
        Object.entries(shapes).find(([prefix]) => path.startsWith(prefix))?.[1](answer);
      }
    }
  });

  it('is 404 where there is nothing at all, and `Allow` stands nowhere else', async () => {
    for (const address of ['/api/v1/nothing', '/api/v1/organisations/megacorp/nothing', '/oauth/nothing', '/api/shared_spaces/1001/nothing', '/incorta/api/v1/nothing', '/nothing', '/api/nothing', '/errors/nothing']) {
      for (const method of methods.filter((each) => each !== 'OPTIONS')) {
        const { status, headers } = await call(method, address);
        const isErrorPage = address === '/errors/nothing' && method !== 'GET';
        expect([method, address, status, headers['allow']]).toEqual([method, address, ...(isErrorPage ? [405, 'GET, HEAD'] : [404, undefined])]);
      }
    }
    expect((await call('GET', '/api/v1/me')).headers['allow']).toBeUndefined();
  });
});
