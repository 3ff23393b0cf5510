import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { onEachDatabase, TestServer, World } from '../harness/index.js';
import { recordStatements } from '../contract/recorded.js';
import { countRows, dataSourceOf } from '../contract/rows.js';
import { injections } from './values.js';

/** Every way in which a request carries a credential, with this text in it. */
function carriers(text: string): { headers?: Record<string, string>; query?: string }[] {
  const base64 = (value: string) => Buffer.from(value).toString('base64');
  return [
    ...['Api-Key', 'apiToken', 'Bearer', 'api-key'].map((scheme) => ({ headers: { authorization: `${scheme} ${text}` } })),
    { headers: { authorization: text } },
    { headers: { authorization: `Basic ${text}` } },
    { headers: { authorization: `Basic ${base64(`${text}:${text}`)}` } },
    { headers: { authorization: `Basic ${base64(`ci_1:${text}`)}` } },
    { headers: { authorization: `Bearer eyJhbGciOiJFUzI1NiJ9.${base64(text)}.${base64(text)}` } },
    { headers: { 'x-api-key': text } },
    { headers: { cookie: `latchkey_session=${encodeURIComponent(text)}` } },
    { headers: { cookie: `latchkey_session=1001.${text}` } },
    { query: `apiToken=${encodeURIComponent(text)}` },
  ];
}

/** Header values are latin1 without control characters. */
const asHeader = (text: string) => text.replace(/[^\x20-\x7e]/g, '');

onEachDatabase('an injection (CVE-2026-42208)', (database) => {
  let server: TestServer;
  let world: World;
  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
  });
  afterAll(() => server?.stop());

  it('in any carrier of a credential is refused with 401, stores nothing and reaches the database only as a parameter', async () => {
    const before = await countRows(dataSourceOf(server));
    const statements = await recordStatements(dataSourceOf(server), async () => {
      for (const text of injections) {
        for (const { headers = {}, query } of carriers(asHeader(text))) {
          const { status, headers: answered, body } = await server.client(headers).get(`/api/v1/me${query ? `?${query}` : ''}`);
          expect({ text, headers, query, status, code: body.code }).toEqual({ text, headers, query, status: 401, code: 'access.unauthenticated' });
          expect(answered['www-authenticate']).toBeDefined();
        }
      }
    });
    expectOnlyParameters(statements.map(({ sql }) => sql));
    expect(await countRows(dataSourceOf(server))).toEqual(before);
  });

  it('in any text of a request changes no statement', async () => {
    const statements = await recordStatements(dataSourceOf(server), async () => {
      for (const text of injections) {
        const encoded = encodeURIComponent(text);
        const calls = [
          world.admin.get(`/api/v1/organisations/${encoded}/users`),
          world.admin.get(world.path(`users?cursor=${encoded}`)),
          world.admin.get(world.path(`audit-events?action=${encoded}`)),
          world.admin.get(world.path(`api-keys?owner=${encoded}`)),
          world.admin.get(world.path(`workspace-roles?roleId=${encoded}`)),
          world.admin.post('/api/v1/verify', { key: text, permissions: [text], organisation: 'megacorp' }),
          world.admin.post('/api/v1/verify', { key: `x:${text}`, organisation: text.slice(0, 63) }),
          world.admin.post(world.path('roles'), { name: 'x', level: 'workspace', permissions: [text] }),
          world.admin.post(world.path('api-keys'), { name: 'x', permissions: [text] }),
          server.client().post('/oauth/token', { grant_type: 'client_credentials', client_id: text, client_secret: text }),
          server.client().post('/oauth/revoke', { token: text }),
        ];
        for (const answer of await Promise.all(calls)) expect({ text, status: answer.status, body: answer.text }).toEqual({ text, status: expect.any(Number), body: expect.not.stringMatching(/SQL|syntax|ER_/) });
        for (const answer of await Promise.all(calls)) expect(answer.status).toBeLessThan(500);
      }
    });
    expectOnlyParameters(statements.map(({ sql }) => sql));
  });

  it('that a name may hold is kept as it is, and harms nothing', async () => {
    const kept = injections.filter((text) => text === text.trim());
    for (const name of kept) {
      const { status, body } = await world.admin.post(world.path('groups'), { name });
      expect([name, status, body.name]).toEqual([name, 201, name]);
    }
    const { body } = await world.admin.get(world.path('groups?limit=200'));
    expect((body.items as { name: string }[]).map(({ name }) => name)).toEqual(expect.arrayContaining(kept));
  });

  it('in a login is refused as a wrong password is, by the same statements', async () => {
    const statements = await recordStatements(dataSourceOf(server), async () => {
      for (const login of injections.slice(0, 8)) {
        const answer = await server.client().post('/api/v1/sessions', { login, password: "' OR '1'='1" });
        expect([login, answer.status]).toEqual([login, 401]);
      }
    });
    expectOnlyParameters(statements.map(({ sql }) => sql));
  });
});

function expectOnlyParameters(statements: readonly string[]): void {
  const traces = injections.filter((text) => text.length > 3).map((text) => text.trim());
  for (const sql of statements) expect(traces.filter((text) => sql.includes(text))).toEqual([]);
}
