import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { expectStatus, onEachDatabase, TestServer, World } from '../../harness/index.js';
import { api, basic, firstSecret, ids, makeAccess, secondSecret } from './door.js';

const correlation = expect.stringMatching(/^[0-9a-z]{25}$/);

onEachDatabase('bulk requests and errors of the octane door', (database) => {
  let server: TestServer;
  let world: World;
  const accesses = `${api}/api_accesses`;
  const named = (name: string) => `${accesses}?query=${encodeURIComponent(`"name EQ '${name}'"`)}`;
  const item = (name: string, input = {}) => ({ name, client_secret: firstSecret, ...input });

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
  });
  afterAll(() => server?.stop());

  it('creates several at once', async () => {
    const { body } = await expectStatus(world.admin.post(`${accesses}?fields=name`, { data: [item('bulk-a'), item('bulk-b')] }), 201);
    expect(body).toMatchObject({ total_count: 2, exceeds_total_count: false, data: [{ name: 'bulk-a', is_valid: true }, { name: 'bulk-b', is_valid: true }] });
    expect(body.errors).toBeUndefined();
  });

  it('creates what is right and says what is not: 409 with the places of the refused', async () => {
    const body = { data: [item('good-1'), item('bad-1', { client_secret: 'weak' }), item('good-2'), 'nonsense', item('bad-2', { workspace_roles: { data: [{ id: '999999' }] } })] };
    const answer = await world.admin.post(`${accesses}?fields=name`, body);
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ total_count: 2, exceeds_total_count: false, data: [{ name: 'good-1' }, { name: 'good-2' }] });
    expect(answer.body.errors.map(({ index, entity_index: place, error_code: code }: Record<string, unknown>) => [index, place, code])).toEqual([
      [1, 1, 'platform.illegal_field_value'],
      [3, 3, 'platform.illegal_field_value'],
      [4, 4, 'platform.illegal_field_value'],
    ]);
    expect(answer.body.errors[0]).toMatchObject({ correlation_id: correlation, description: expect.any(String), properties: { field_name: 'client_secret' } });
    expect((await world.admin.get(named('bad-*'))).body.total_count).toBe(0);
  });

  it('answers the own status of a single item that is refused, without the words of an envelope', async () => {
    const answer = await world.admin.post(accesses, { data: [item('exceeds_total_count', { total_count: 1 })] });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ error_code: 'platform.illegal_field_value', correlation_id: correlation });
    expect(answer.text).not.toMatch(/total_count/i);
    expect((await world.admin.get(`${accesses}?fields=total_count`)).text).not.toMatch(/total_count/i);
  });

  it('refuses bodies that are no list of 1 to 100 entities', async () => {
    for (const body of [{}, { data: [] }, { data: {} }, { data: Array(101).fill(item('many')) }, { data: null }]) expect((await world.admin.post(accesses, body)).status).toBe(400);
    expect((await world.admin.get(named('many'))).body.total_count).toBe(0);
  });

  it('changes several by their ids, in part if need be', async () => {
    const [a, b] = [await makeAccess(world.admin, []), await makeAccess(world.admin, [])];
    const both = await expectStatus(world.admin.put(`${accesses}?fields=name`, { data: [{ id: a.id, name: 'by-id' }, { id: Number(b.id), name: 'by-id' }] }), 200);
    expect(ids(both)).toEqual([a.id, b.id]);
    const partly = await world.admin.put(accesses, { data: [{ id: '999999', name: 'x' }, { id: a.id, is_valid: false }, { name: 'no id' }, { id: b.id, client_id: 'x' }] });
    expect(partly.status).toBe(409);
    expect(ids(partly)).toEqual([a.id]);
    expect(partly.body.errors.map(({ index, error_code: code }: Record<string, unknown>) => [index, code])).toEqual([
      [0, 'platform.entity_not_found'],
      [2, 'platform.illegal_field_value'],
      [3, 'platform.modify_non_editable_field'],
    ]);
  });

  it('changes all that a query means by one entity, wrapped or bare, and nothing else', async () => {
    for (const name of ['q-1', 'q-2', 'other']) await makeAccess(world.admin, [], { name });
    await expectStatus(world.admin.put(named('q-*'), { data: [{ expiration: '2041-01-01T00:00:00Z' }] }), 200);
    const answer = await expectStatus(world.admin.put(named('q-*'), { is_valid: false }), 200);
    expect(answer.body).toMatchObject({ total_count: 2, data: [{ is_valid: false }, { is_valid: false }] });
    expect((await world.admin.get(named('other'))).body.data[0]).toMatchObject({ is_valid: true, expiration: null });
    for (const body of [{ data: [{ name: 'a' }, { name: 'b' }] }, { id: '1', name: 'x' }]) expect((await world.admin.put(named('q-*'), body)).status).toBe(400);
    expect((await expectStatus(world.admin.put(named('nothing'), { name: 'x' }), 200)).body.total_count).toBe(0);
  });

  it('deletes what a query means, and nothing without one', async () => {
    for (const name of ['gone-1', 'gone-2', 'stays']) await makeAccess(world.admin, [], { name });
    expect((await world.admin.delete(accesses)).status).toBe(400);
    const { body } = await expectStatus(world.admin.delete(named('gone-*')), 200);
    expect(body).toMatchObject({ total_count: 2, data: [{ name: 'gone-1', is_valid: false }, { name: 'gone-2', is_valid: false }] });
    expect((await world.admin.get(named('gone-*'))).body.total_count).toBe(0);
    expect((await world.admin.get(named('stays'))).body.total_count).toBe(1);
  });

  it('does in bulk only what each may be done', async () => {
    const maker = await world.user(['api-key.create-service', 'api-key.read-all']);
    const own = await makeAccess(maker.session, [], { name: 'mixed' });
    const foreign = await makeAccess(world.admin, [], { name: 'mixed' });
    const answer = await maker.session.put(named('mixed'), { client_secret: secondSecret });
    expect([answer.status, ids(answer)]).toEqual([409, [own.id]]);
    expect(answer.body.errors).toMatchObject([{ index: 1, error_code: 'platform.not_authorized' }]);
    expect((await basic(server, foreign.clientId, secondSecret).get('/api/v1/me')).status).toBe(401);
  });

  it('answers failures before any handler in its own shape', async () => {
    const cases: [Promise<{ status: number; body: Record<string, unknown>; text: string }>, number, string][] = [
      [server.client().get(`${api}/roles`), 401, 'platform.not_authenticated'],
      [world.admin.get(`${api}/nothing`), 404, 'platform.entity_not_found'],
      [world.admin.get(`${api}/roles/999999`), 404, 'platform.entity_not_found'],
      [world.admin.get(`${api}/roles/x`), 404, 'platform.entity_not_found'],
      [world.admin.get('/api/shared_spaces/9999/roles'), 404, 'platform.entity_not_found'],
      [world.admin.post(accesses, '{"data": ['), 400, 'platform.malformed_body'],
      [world.admin.post(accesses, '{"__proto__": {"a": 1}}'), 400, 'platform.malformed_body'],
      [world.admin.with({ 'content-type': 'text/plain' }).post(accesses, 'data'), 415, 'platform.unsupported_media_type'],
      [world.admin.with({ 'content-type': 'application/x-www-form-urlencoded' }).post(accesses, 'a=b'), 415, 'platform.unsupported_media_type'],
      [world.admin.with({ accept: 'text/html' }).get(`${api}/roles`), 406, 'platform.not_acceptable'],
      [world.admin.with({ accept: 'application/json;q=0, */*' }).get(`${api}/roles`), 406, 'platform.not_acceptable'],
      [world.admin.post(accesses, { data: ['x'.repeat(1024 * 1024)] }), 413, 'platform.request_too_large'],
    ];
    for (const [answer, status, code] of cases) {
      const { body, text, ...rest } = await answer;
      expect([rest.status, body['error_code']]).toEqual([status, code]);
      expect(Object.keys(body).slice(0, 5)).toEqual(['error_code', 'correlation_id', 'description', 'description_translated', 'properties']);
      expect(text).not.toMatch(/total_count/);
    }
  });

  it('refuses an answer nobody can read before anything is made', async () => {
    expect((await world.admin.with({ accept: 'application/xml' }).post(accesses, { data: [item('unread')] })).status).toBe(406);
    expect((await world.admin.get(named('unread'))).body.total_count).toBe(0);
  });

  it('takes what clients send beside the documented: their headers, gzip, any acceptable Accept', async () => {
    const client = world.admin.with({ hpeclienttype: 'HPE_CI_CLIENT', 'alm-octane-tech-preview': 'true', accept: 'application/xml, application/*;q=0.1', 'content-encoding': 'gzip', 'content-type': 'application/json' });
    expect((await client.post(accesses, gzipSync(JSON.stringify({ data: [item('zipped')] })))).status).toBe(201);
  });

  it('never answers 500, whatever the body', async () => {
    const key = await makeAccess(world.admin, []);
    const bodies = ['null', '1', '"x"', '[]', '[1]', '{"data":null}', '{"data":[null]}', '{"data":[[]]}', '{"data":[{"id":{}}]}', '{"id":[]}', '{"name":{}}', '{"workspace_roles":null}', '{"workspace_roles":{"data":[null]}}', '{"workspace_roles":{"data":[{"id":1.5}]}}', '{"expiration":1}', '{"client_secret":null}', '{"is_valid":null}', '{"hasOwnProperty":1,"data":[]}', '{"data":[{"name":"\\u0000","client_secret":"9011@83sd!f10"}]}', '{"data":{"length":1e9}}', `{"data":${'['.repeat(5000)}${']'.repeat(5000)}}`];
    for (const body of bodies) {
      for (const [method, path] of [['POST', accesses], ['PUT', accesses], ['PUT', `${accesses}/${key.id}`], ['PUT', named('x')], ['POST', '/authentication/sign_in']] as const) {
        expect((await world.admin.send(method, path, body)).status).toBeLessThan(500);
      }
    }
    expect((await world.admin.get(`${accesses}/${key.id}`)).body).toMatchObject({ name: 'machine', is_valid: true });
  });

  it('leaves Swagger UI at /api alone, and its policy away from the door', async () => {
    expect((await server.client().get('/api')).headers['content-type']).toContain('text/html');
    expect((await server.client().get('/openapi/octane.json')).body.info.title).toContain('Octane');
    expect((await world.admin.get(`${api}/roles`)).headers['content-security-policy']).toContain("default-src 'none'; frame-ancestors 'none'");
  });
});
