import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Client, expectStatus, expectUnchanged, onEachDatabase, TestServer, World } from '../harness/index.js';
import { asForm, asProgram, encoded, keys, org } from './door.js';

onEachDatabase('API keys as pages', (database) => {
  let server: TestServer;
  let world: World;
  let ada: Client;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    ada = asProgram(world.admin);
  });
  afterAll(() => server?.stop());

  const make = async (by: Client, members: object) => (await expectStatus(by.post(`${keys}/create/`, members), 201)).body;

  it('are made, shown once, listed by name and used', async () => {
    const made = await expectStatus(ada.post(`${keys}/create/`, { Name: 'CI Server' }), 201);
    expect(made.body).toMatchObject({ id: expect.any(String), Name: 'CI Server', Kind: 'personal', Permissions: null, Expires: null, State: 'active', key: expect.stringMatching(/^LK\w{6}\.\w{32}$/) });
    expect(made.headers['latchkey-epoch']).toEqual(expect.any(String));
    const self = `${keys}/${made.body.id}/`;
    const ways = ['update', 'deactivate', 'rotate', 'revoke'].map((way) => [way, { href: `${self}${way}/` }]);
    expect(made.body._links).toEqual({ self: { href: self }, list: { href: `${keys}/` }, ...Object.fromEntries(ways) });
    const { body, text } = await expectStatus(asProgram(server.withKey(made.body.key)).get(`${keys}/`), 200);
    expect(body._links).toMatchObject({ self: { href: `${keys}/` }, create: { href: `${keys}/create/` } });
    expect(body.items.find(({ id }: { id: string }) => id === made.body.id)).toMatchObject({ Name: 'CI Server', _links: { self: { href: `${keys}/${made.body.id}/` } } });
    for (const { key: shown } of body.items) expect(shown).toBeUndefined();
    expect(text).not.toContain(made.body.key.split('.')[1]);
    expect((await ada.get(`${keys}/${made.body.id}/`)).text).not.toContain(made.body.key.split('.')[1]);
    expect((await world.admin.get(world.path(`api-keys/${made.body.id}`))).body).toMatchObject({ name: 'CI Server', prefix: made.body.key.split('.')[0] });
  });

  it('take permissions, workspaces and an expiry by their labels, from a form as well', async () => {
    const members = { Name: 'narrow', Permissions: ['problem.read', 'problem.create'], Workspaces: ['1001'], Expires: '2040-05-06T07:08:00Z' };
    const expected = { Name: 'narrow', Permissions: members.Permissions, Workspaces: ['1001'], Expires: '2040-05-06T07:08:00.000Z' };
    expect(await make(ada, members)).toMatchObject(expected);
    expect(await make(ada, { name: 'narrow', permissions: members.Permissions, workspaceIds: ['1001'], expiresAt: members.Expires })).toMatchObject(expected);
    const form = (sent: Record<string, string | string[]>) => expectStatus(asForm(ada).post(`${keys}/create/`, encoded(sent)), 201);
    expect((await form({ ...members, Expires: '2040-05-06T07:08', 'May Be Shown Again': 'on' })).body).toMatchObject({ ...expected, 'May Be Shown Again': true });
    expect((await form({ Name: 'until', Expires: '2040-05-06', Permissions: 'problem.read' })).body).toMatchObject({ Expires: '2040-05-06T23:59:59.000Z', Permissions: ['problem.read'] });
    expect((await form({ Name: 'plain', Expires: '' })).body).toMatchObject({ Expires: null, Permissions: null, Workspaces: null });
  });

  it('are the organisation\'s for those who may see all, else one\'s own', async () => {
    const [viewer, bystander] = [await world.user(['api-key.read-all']), await world.user()];
    const own = await make(asProgram(bystander.session), { Name: 'own' });
    const idsOf = async (by: Client) => (await expectStatus(asProgram(by).get(`${keys}/?limit=200`), 200)).body.items.map(({ id }: { id: string }) => id);
    expect(await idsOf(bystander.session)).toEqual([own.id]);
    const all = await idsOf(viewer.session);
    expect(all).toContain(own.id);
    expect(all.length).toBeGreaterThan(2);
    expect(await idsOf(world.admin)).toEqual(all);
    const first = await expectStatus(ada.get(`${keys}/?limit=2`), 200);
    const second = await expectStatus(ada.get(first.body._links.next.href), 200);
    expect([...first.body.items, ...second.body.items].map(({ id }: { id: string }) => id)).toEqual(all.slice(0, 4));
  });

  it('are renamed at their address, by POST and PATCH, under either name', async () => {
    const { id } = await make(ada, { Name: 'first' });
    const steps: [string, string, object | string][] = [
      ['POST', '', { Name: 'second' }],
      ['PATCH', '', { Name: 'third' }],
      ['POST', 'update/', { Name: 'fourth' }],
      ['POST', '', { name: 'fifth' }],
    ];
    for (const [method, rest, members] of steps) {
      const answer = await expectStatus(ada.send(method, `${keys}/${id}/${rest}`, members), 200);
      expect([answer.body.Name, answer.headers['latchkey-epoch']]).toEqual([Object.values(members)[0], expect.any(String)]);
      expect((await ada.get(`${keys}/${id}/`)).body.Name).toBe(Object.values(members)[0]);
    }
    expect((await expectStatus(asForm(ada).post(`${keys}/${id}/`, encoded({ Name: 'sixth' })), 200)).body.Name).toBe('sixth');
    const wrong = await expectUnchanged(server, () => ada.post(`${keys}/${id}/`, { Name: ' ' }));
    expect([wrong.status, wrong.body.errors]).toEqual([400, { Name: [expect.any(String)] }]);
  });

  it.each(['revoke', 'delete'])('are ended by %s: refused at once, still listed, and nothing brings them back', async (way) => {
    const { id, key } = await make(ada, { Name: 'short' });
    const end = () => (way === 'delete' ? ada.delete(`${keys}/${id}/`) : ada.post(`${keys}/${id}/revoke/`, { Reason: 'leaked' }));
    const ended = await expectStatus(end(), 200);
    expect(ended.body).toMatchObject({ State: 'revoked', 'Revoke Reason': way === 'delete' ? null : 'leaked' });
    expect(ended.body._links).toEqual({ self: { href: `${keys}/${id}/` }, list: { href: `${keys}/` }, delete: { href: `${keys}/${id}/delete/` } });
    const call = await asProgram(server.withKey(key)).get(`${org}/`);
    expect([call.status, call.headers['www-authenticate']]).toEqual([401, expect.stringMatching(/^Api-Key/)]);
    await expectStatus(end(), 200);
    expect((await ada.get(`${keys}/?limit=200`)).body.items.find((item: { id: string }) => item.id === id)).toMatchObject({ State: 'revoked' });
    const renamed = await expectUnchanged(server, () => ada.post(`${keys}/${id}/`, { Name: 'again' }));
    expect([renamed.status, renamed.body]).toEqual([409, { detail: expect.any(String) }]);
  });

  it('take a revocation without a body, and one that names no reason', async () => {
    for (const body of [undefined, {}]) expect((await ada.post(`${keys}/${(await make(ada, { Name: 'x' })).id}/revoke/`, body)).body.State).toBe('revoked');
  });

  it('of others are not there for those who may not see them, and not theirs to change', async () => {
    const [viewer, bystander] = [asProgram((await world.user(['api-key.read-all'])).session), asProgram((await world.user()).session)];
    const { id } = await make(ada, { Name: 'adas' });
    for (const call of [() => bystander.get(`${keys}/${id}/`), () => bystander.post(`${keys}/${id}/`, { Name: 'x' }), () => bystander.delete(`${keys}/${id}/`)]) expect((await expectUnchanged(server, call)).status).toBe(404);
    await expectStatus(viewer.get(`${keys}/${id}/`), 200);
    const refused = await expectUnchanged(server, () => viewer.post(`${keys}/${id}/revoke/`, {}));
    expect([refused.status, refused.body.detail]).toEqual([403, expect.stringContaining('api-key.manage-all')]);
    const beyond = await expectUnchanged(server, () => bystander.post(`${keys}/create/`, { Name: 'x', Permissions: ['audit.read'] }));
    expect([beyond.status, beyond.body.detail]).toEqual([403, expect.stringContaining('audit.read')]);
  });

  it('say what a new one is made of: of permissions, those one can give', async () => {
    const { body } = await expectStatus(ada.get(`${keys}/create/`), 200);
    expect(body.fields.map(({ label }: { label: string }) => label)).toEqual(['Name', 'Purpose', 'Permissions', 'Workspaces', 'Expires', 'May Be Shown Again']);
    expect(body.fields[2].options).toContainEqual({ value: 'audit.read', description: 'Read the audit trail' });
    const reader = await world.user(['problem.read'], '1001');
    expect((await asProgram(reader.session).get(`${keys}/create/`)).body.fields[2].options).toEqual([{ value: 'problem.read', description: 'Read problems' }]);
    expect(body._links.submit.href).toBe(`${keys}/create/`);
  });
});

onEachDatabase('pages lead on', (database) => {
  let server: TestServer;
  let world: World;
  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
  });
  afterAll(() => server?.stop());

  it('from the list of organisations to every page that is there', async () => {
    const client = asProgram(world.admin);
    await world.otherOrganisation();
    const { body } = await expectStatus(client.get('/org/'), 200);
    expect(body.items.map((item: Record<string, unknown>) => [item['Name'], item['Slug']])).toEqual([['megacorp', 'megacorp'], ['othercorp', 'othercorp']]);
    const home = await expectStatus(client.get(body.items[0]._links.self.href), 200);
    expect(home.body).toMatchObject({ id: '1001', Slug: 'megacorp' });
    const ways = Object.values(home.body._links as Record<string, { href: string }>);
    expect(ways.length).toBeGreaterThan(5);
    for (const { href } of ways) expect([href, (await client.get(href)).status]).toEqual([href, 200]);
  });

  it('a key sees its own organisation alone', async () => {
    const { client } = await world.key(world.admin);
    expect((await asProgram(client).get('/org/')).body.items).toHaveLength(1);
  });

  it('are made, renamed and revoked by people with forms: shown once, and never again', async () => {
    const person = (await server.signIn()).with({ accept: 'text/html', 'sec-fetch-site': 'same-origin' });
    const field = (page: { text: string }, name: string): string => new RegExp(`name="${name}" value="([^"]+)"`).exec(page.text)?.[1] ?? '';
    const submit = async (page: string, action: string, members: Record<string, string>) => {
      const { text } = await expectStatus(person.get(page), 200);
      return asForm(person).post(action, encoded({ _token: field({ text }, '_token'), _once: field({ text }, '_once'), ...members }));
    };
    const made = await expectStatus(submit(`${keys}/create/`, `${keys}/create/`, { Name: 'Build <machine>', _Permissions: 'all' }), 201);
    const [key = ''] = /LK\w{6}\.\w{32}/.exec(made.text) ?? [];
    expect(made.headers['cache-control']).toBe('no-store');
    expect(made.text).toContain('Build &lt;machine>');
    await expectStatus(server.withKey(key).get('/api/v1/me'), 200);
    const list = await expectStatus(person.get(`${keys}/?limit=200`), 200);
    const [, id] = new RegExp(`${keys}/(\\d+)/">Build`).exec(list.text) ?? [];
    const self = `${keys}/${id}/`;
    for (const page of [list, await person.get(self), await person.get(`${keys}/create/`)]) expect(page.text).not.toContain(key.split('.')[1]);
    // The form warns of a repeated name.
    expect((await person.get(`${keys}/create/`)).text).toMatch(/In use already: [^<]*Build &lt;machine>/);
    expect((await submit(self, self, { Name: 'x'.repeat(101) })).status).toBe(400);
    expect((await submit(self, self, { Name: 'Builder' })).headers['location']).toBe(self);
    expect((await person.get(self)).text).toContain('<h1>Builder</h1>');
    expect((await asForm(person).post(`${self}revoke/`, encoded({ Reason: 'no token' }))).status).toBe(403);
    await expectStatus(server.withKey(key).get('/api/v1/me'), 200);
    expect((await submit(self, `${self}revoke/`, { Reason: 'lost' })).status).toBe(303);
    await expectStatus(server.withKey(key).get('/api/v1/me'), 401);
    expect((await person.get(self)).text).toContain('It has been revoked: lost. This is final.');
  });
});
