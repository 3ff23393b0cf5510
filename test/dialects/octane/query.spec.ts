import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Client, expectStatus, onEachDatabase, TestServer, World } from '../../harness/index.js';
import { api, firstSecret, ids, makeAccess, scopeOf } from './door.js';

const names = ['alpha', 'Alpha', 'al*pha', 'al%pha', 'al_pha', "o'brien", 'say "hi"', '[x]?', 'back\\slash', 'ümlaut', 'beta (1)'];

onEachDatabase('the query of the octane door', (database) => {
  let server: TestServer;
  let world: World;
  let client: Client;
  let admin: string;
  let viewer: string;
  const byName = new Map<string, string>();
  const url = (query: string, rest = ''): string => `${api}/api_accesses?fields=name${rest}&query=${encodeURIComponent(`"${query}"`)}`;
  const found = async (query: string): Promise<string[]> => (await expectStatus(client.get(url(query)), 200)).body.data.map(({ name }: { name: string }) => name);

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    admin = await scopeOf(world, 'role.shared.space.admin');
    viewer = await scopeOf(world, 'role.workspace.viewer', '1001');
    for (const [index, name] of names.entries()) {
      const expiration = index === 0 ? '2041-01-01T00:00:00Z' : index === 1 ? '2042-01-01T00:00:00.250Z' : null;
      byName.set(name, (await makeAccess(world.admin, index === 0 ? [admin, viewer] : index === 1 ? [viewer] : [], { name, expiration })).id);
    }
    await expectStatus(world.admin.put(`${api}/api_accesses/${byName.get('al_pha')}`, { is_valid: false }), 200);
    client = (await world.key(world.admin)).client;
  });
  afterAll(() => server?.stop());

  it.each<[string, string[]]>([
    [`name EQ 'alpha'`, ['alpha']],
    [`name='alpha'`, ['alpha']],
    [`name EQ ^alpha^`, ['alpha']],
    [`name EQ 'ALPHA'`, []],
    [`name EQ 'alpha '`, []],
    [`name EQ 'al*'`, ['alpha', 'al*pha', 'al%pha', 'al_pha']],
    [`name EQ 'al\\*pha'`, ['al*pha']],
    [`name EQ 'al%*'`, ['al%pha']],
    [`name EQ 'al_*'`, ['al_pha']],
    [`name EQ '*ph*'`, ['alpha', 'Alpha', 'al*pha', 'al%pha', 'al_pha']],
    [`name EQ '[x*'`, ['[x]?']],
    [`name EQ '*]?'`, ['[x]?']],
    [`name EQ 'o\\'brien'`, ["o'brien"]],
    [`name EQ ^o'brien^`, ["o'brien"]],
    [`name EQ 'say \\"hi\\"'`, ['say "hi"']],
    [`name EQ 'say "hi"'`, ['say "hi"']],
    [`name EQ 'back\\\\slash'`, ['back\\slash']],
    [`name EQ 'beta \\(1\\)'`, ['beta (1)']],
    [`name EQ 'ümlaut'`, ['ümlaut']],
    [`name EQ 'umlaut'`, []],
    [`name IN 'alpha','Alpha','nothing'`, ['alpha', 'Alpha']],
    [`name GE 'say';name LT 'z'`, ['say "hi"']],
    [`is_valid=false`, ['al_pha']],
    [`!is_valid EQ true`, ['al_pha']],
    [`expiration=null;name IN 'alpha','al%pha'`, ['al%pha']],
    [`expiration EQ {null};name='al*'`, ['al*pha', 'al%pha', 'al_pha']],
    [`!expiration=null`, ['alpha', 'Alpha']],
    [`expiration GT '2041-01-01T00:00:00Z'`, ['Alpha']],
    [`expiration EQ ^2042-01-01T00:00:00.000Z^`, ['Alpha']],
    [`expiration BTW '2041-01-01T00:00:00Z' ...'2041-12-31T00:00:00Z'`, ['alpha']],
    [`!expiration LT '2041-06-01T00:00:00Z';name='al*'`, ['al*pha', 'al%pha', 'al_pha']],
    [`(name='alpha'||name='Alpha');expiration GT '2041-06-01T00:00:00Z'`, ['Alpha']],
    [`name='alpha'||name='Alpha';name='nothing'`, ['alpha']],
    [`!(name='al*'||name='Alpha');name LT 'c'`, ['[x]?', 'back\\slash', 'beta (1)']],
    [`!!name='alpha'`, ['alpha']],
    [`  ( name   EQ  'alpha'  )  `, ['alpha']],
    [`workspace_roles={role={logical_name='role.workspace.viewer'}}`, ['alpha', 'Alpha']],
    [`workspace_roles={role={logical_name='role.workspace.viewer'};workspace=null}`, []],
    [`workspace_roles={workspace=null};workspace_roles={workspace EQ {id EQ 1001}}`, ['alpha']],
    [`workspace_roles={workspace=null;workspace={id=1001}}`, []],
    [`workspace_roles={role={name='Viewer'||name='Space Admin'};workspace={null}}`, ['alpha']],
    [`workspace_roles={null};name='al%*'`, ['al%pha']],
    [`!workspace_roles={null}`, ['alpha', 'Alpha']],
    [`workspace_roles IN {role={name='Space Admin'}},{role={name='nothing'}}`, ['alpha']],
    [`type='api_access';name='alpha'`, ['alpha']],
  ])('%s', async (query, expected) => {
    expect((await found(query)).sort()).toEqual([...expected].sort());
  });

  it('compares ids as numbers, quoted or not', async () => {
    const id = Number(byName.get('alpha'));
    for (const query of [`id=${id}`, `id EQ '${id}'`, `id IN ${id},'0'`, `id BTW '${id}' ...'${id}'`, `id GE ${id};id LE ${id}`, `id BTW ${id}...${id}`]) expect(await found(query)).toEqual(['alpha']);
  });

  it.each([
    '',
    `name`,
    `name EQ`,
    `name LIKE 'a'`,
    `name EQ 'a`,
    `name EQ 'a\\`,
    `name EQ 'a' name EQ 'b'`,
    `(name EQ 'a'`,
    `name EQ 'a')`,
    `name EQ 'a';`,
    `||name EQ 'a'`,
    `name EQ {id=1}`,
    `id EQ 'x'`,
    `id EQ 1.5`,
    `id EQ 99999999999999999999`,
    `id BTW 1..2`,
    `is_valid GT true`,
    `is_valid EQ 1`,
    `expiration EQ 'yesterday'`,
    `expiration EQ '2041-02-30T00:00:00Z'`,
    `name EQ [current_user]`,
    `name EQ true`,
    `workspace_roles EQ 1`,
    `workspace_roles GT {id=1}`,
    `client_secret EQ 'a'`,
    `digest='a*'`,
    `__proto__=1`,
    `constructor EQ 'a'`,
    `toString='a'`,
    `workspace_roles={__proto__={id=1}}`,
    `name='${'*a'.repeat(11)}'`,
    `${'('.repeat(50)}name='a'${')'.repeat(50)}`,
    `${'!'.repeat(5000)}name='a'`,
    Array(401).fill('id=1').join('||'),
    `id IN ${Array(1001).fill('1').join(',')}`,
    `name EQ '${'x'.repeat(12_001)}'`,
    `1=1) OR (1=1`,
    `name EQ "a"`,
  ])('is refused with 400: %s', async (query) => {
    const { status, body, text } = await client.get(url(query));
    expect(status).toBe(400);
    expect(body).toMatchObject({ error_code: expect.stringMatching(/^platform\.(invalid_query|unknown_field|illegal_field_value)$/), description: expect.any(String) });
    expect(text).not.toMatch(/total_count/);
  });

  it('names the position of what is wrong', async () => {
    expect((await client.get(url(`name='a' oops`))).body.description).toMatch(/position 10/);
    expect((await client.get(url(`name='a';id='x'`))).body.description).toMatch(/id must be compared with ids.*position 10/);
  });

  it('must be in double quotes and given once', async () => {
    for (const query of ['name=1', '%22name=1', '%22id=1%22%22', `%22id=1%22&query=%22id=1%22`]) expect((await client.get(`${api}/api_accesses?query=${query}`)).status).toBe(400);
  });

  it('takes whole bounded queries: 400 comparisons and 1000 values', async () => {
    expect(await found(Array(400).fill(`id=${byName.get('alpha')}`).join('||'))).toEqual(['alpha']);
    expect(await found(`id IN ${Array(999).fill('1').join(',')},${byName.get('alpha')}`)).toEqual(['alpha']);
    expect(await found(`name IN ${Array(999).fill("'x*'").join(',')},'alpha'`)).toEqual(['alpha']);
    expect(await found(`${'('.repeat(19)}name='alpha'${')'.repeat(19)}`)).toEqual(['alpha']);
  });

  it('keeps values out of the statement', async () => {
    for (const text of [`x' OR '1'='1`, `x"; DROP TABLE api_key; --`, 'x` OR 1=1', 'x\u0000y', '?', ':p', '$1', '%', '_']) {
      const escaped = text.replace(/[\\'"*]/g, '\\$&');
      for (const query of [`name EQ '${escaped}'`, `name EQ '${escaped}*z'`, `name IN '${escaped}'`]) expect(await found(query)).toEqual([]);
    }
    expect((await client.get(`${api}/api_accesses`)).body.total_count).toBe(names.length);
  });

  it('pages through everything once, in the order asked for', async () => {
    const whole = await expectStatus(client.get(`${api}/api_accesses?order_by=is_valid,-NAME`), 200);
    const paged: string[] = [];
    for (let offset = 0; offset < 15; offset += 4) {
      const page = await expectStatus(client.get(`${api}/api_accesses?order_by=is_valid,-NAME&limit=4&offset=${offset}`), 200);
      expect(page.body).toMatchObject({ total_count: names.length, exceeds_total_count: false });
      paged.push(...ids(page));
    }
    expect(paged).toEqual(ids(whole));
    expect(whole.body.data[0].name).toBe('al_pha');
    expect(ids(await client.get(`${api}/api_accesses`))).toEqual([...ids(whole)].sort());
  });

  it.each(['limit=0', 'limit=1001', 'limit=-1', 'limit=x', 'limit=1.5', 'limit=', 'offset=-1', 'offset=x', 'order_by=nothing', 'order_by=', 'order_by=workspace_roles', 'order_by=__proto__', 'fields=', 'fields=nothing', 'fields=client_secret', 'fields=name{id}', 'fields=workspace_roles{nothing}', 'fields=workspace_roles{role{based_on_system{based_on_system{name}}}}', 'fields=workspace_roles{', 'fields=name,,id', 'text_search=a', 'limit=1&limit=2', 'fields[a]=1'])('refuses %s with 400', async (parameter) => {
    expect((await client.get(`${api}/api_accesses?${parameter}`)).status).toBe(400);
  });

  it('shows what fields name, references through three levels', async () => {
    const { body } = await expectStatus(client.get(url(`name='alpha'`, ',workspace_roles{workspace{id,name},role{name,based_on_system{name}}}')), 200);
    const roles = body.data[0].workspace_roles.data;
    expect(roles).toHaveLength(2);
    expect(roles).toContainEqual({ type: 'workspace_role', id: viewer, workspace: { type: 'workspace', id: '1001', name: 'default' }, role: { type: 'role', id: expect.any(String), name: 'Viewer', based_on_system: null } });
    expect(roles).toContainEqual({ type: 'workspace_role', id: admin, workspace: null, role: expect.objectContaining({ name: 'Space Admin' }) });
    expect(Object.keys(body.data[0])).toEqual(['type', 'id', 'name', 'workspace_roles', 'is_valid']);
  });

  it('does not tell, by filter or expansion, what the caller may not see', async () => {
    const maker = await world.user(['api-key.create-service']);
    const key = await makeAccess(maker.session, []);
    const list = (rest: string) => maker.session.get(`${api}/api_accesses?${rest}`);
    expect(ids(await list(''))).toEqual([key.id]);
    for (const rest of ['fields=workspace_roles{role}', `query=${encodeURIComponent('"workspace_roles={role={name=\'Super*\'}}"')}`, `query=${encodeURIComponent('"workspace_roles={workspace={name=\'d*\'}}"')}`]) {
      const refused = await list(rest);
      expect([refused.status, refused.body.properties?.missing_permissions]).toEqual([403, expect.stringMatching(/^(role|workspace)\.read$/)]);
    }
    for (const collection of ['roles', 'workspace_roles', 'workspaces']) {
      const refused = await maker.session.get(`${api}/${collection}`);
      expect([refused.status, refused.body.error_code]).toEqual([403, 'platform.not_authorized']);
    }
  });

  it('shows workspaces only where the caller may see them, also through workspace roles', async () => {
    const hidden = await world.workspace('hidden');
    const reader = (await world.user(['role.read'], '1001')).session;
    expect(ids(await reader.get(`${api}/workspaces`))).toEqual(['1001']);
    const there = (name: string) => reader.get(`${api}/workspace_roles?fields=workspace&query=${encodeURIComponent(`"workspace={name='${name}'}"`)}`);
    expect((await there('hidden')).body.total_count).toBe(0);
    expect((await there('default')).body.total_count).toBeGreaterThan(0);
    const byId = await reader.get(`${api}/workspace_roles?fields=workspace&query=${encodeURIComponent(`"workspace={id=${hidden}}"`)}`);
    expect(byId.body.data[0].workspace).toEqual({ type: 'workspace', id: hidden });
  });

  it('is understood unencoded, as the SDKs send it, with + for a blank', async () => {
    const { port } = (await server.app.listen(0, '127.0.0.1').then(() => server.app.getHttpServer().address())) as { port: number };
    const { request } = await import('node:http');
    const path = `${api}/workspace_roles?fields=role{id,name}&query="(workspace={id=1001};!role+EQ+{name='Viewer'}||id+IN+'1',^2^)"&order_by=-id`;
    const status = await new Promise((resolve, reject) => {
      request({ port, path, headers: { authorization: `Basic ${Buffer.from('x:y').toString('base64')}` } }, (answer) => resolve(answer.statusCode)).on('error', reject).end();
    });
    expect(status).toBe(401);
    expect((await client.get(path)).status).toBe(200);
    expect(firstSecret).toHaveLength(26);
  });
});
