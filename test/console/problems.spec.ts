import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Client, expectStatus, expectUnchanged, onEachDatabase, TestServer, World } from '../harness/index.js';
import { asForm, asProgram, encoded, org } from './door.js';

onEachDatabase('problems as pages', (database) => {
  let server: TestServer;
  let world: World;
  let client: Client;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    client = asProgram((await world.key(world.admin)).client);
  });
  afterAll(() => server?.stop());

  it('are read and made by the calls the document prints', async () => {
    const made = await expectStatus(client.post(`${org}/create/`, { Name: 'Test', 'Problem Statement': 'Test' }), 201);
    expect(made.body).toEqual({ id: expect.stringMatching(/^\d+$/), Name: 'Test', 'Problem Statement': 'Test', Workspace: null, Created: expect.any(String), _links: { list: { href: `${org}/problem/` } } });
    const { body } = await expectStatus(client.get(`${org}/problem/`), 200);
    expect(body._links).toEqual({ self: { href: `${org}/problem/` }, create: { href: `${org}/problem/create/` } });
    expect(body.items).toEqual([made.body]);
    expect((await client.get('/api/v1/organisations/megacorp/problems')).body.items[0]).toMatchObject({ id: made.body.id, name: 'Test', statement: 'Test' });
  });

  it.each(['create/', 'problem/create/', 'problem/'])('are made at %s, as JSON, as a form, and under their native names', async (address) => {
    const spellings: Record<string, string>[] = [{ Name: 'Disk', 'Problem Statement': 'Full' }, { name: 'Disk', statement: 'Full' }, { Name: 'Disk', statement: 'Full' }];
    for (const members of spellings) {
      const json = await expectStatus(client.post(`${org}/${address}`, members), 201);
      const form = await expectStatus(asForm(client).post(`${org}/${address}`, encoded(members)), 201);
      for (const { body } of [json, form]) expect(body).toMatchObject({ Name: 'Disk', 'Problem Statement': 'Full' });
    }
    const inWorkspace = await expectStatus(asForm(client).post(`${org}/${address}`, encoded({ Name: 'Disk', 'Problem Statement': 'Full', Workspace: '1001' })), 201);
    expect(inWorkspace.body.Workspace).toBe('1001');
  });

  it('say what is wrong by the labels, and make nothing of it', async () => {
    const cases: [unknown, string[]][] = [
      [{}, ['Name', 'Problem Statement']],
      [{ Name: '', 'Problem Statement': 'x' }, ['Name']],
      [{ Name: 'x', 'Problem Statement': 5 }, ['Problem Statement']],
      [{ Name: 'x', name: 'y', 'Problem Statement': 'z' }, ['Name']],
      [{ Name: 'x', 'Problem Statement': 'y', Colour: 'z' }, ['Colour']],
      [{ Name: 'x', 'Problem Statement': 'y', Workspace: 'z' }, ['Workspace']],
      [{ Name: 'x', 'Problem Statement': 'y', __proto__x: 1, constructor: 'z' }, ['constructor']],
    ];
    for (const [body, labels] of cases) {
      const answer = await expectUnchanged(server, () => client.post(`${org}/create/`, body));
      expect([answer.status, Object.keys(answer.body.errors)]).toEqual([400, labels]);
      expect(Object.values(answer.body.errors)).toEqual(labels.map(() => [expect.any(String)]));
      expect(answer.body.detail).toContain(labels[0]);
    }
    for (const body of ['null', '[]', '"x"', '{']) expect((await expectUnchanged(server, () => client.post(`${org}/create/`, body))).status).toBe(400);
    const text = await client.with({ 'content-type': 'text/plain' }).post(`${org}/create/`, 'Name=x');
    expect([text.status, text.body]).toEqual([415, { detail: expect.any(String) }]);
  });

  it('name their workspaces to whoever reads them, and lead there who may', async () => {
    const workspace = await world.workspace('Research & more');
    await expectStatus(client.post(`${org}/problem/`, { Name: 'Named', 'Problem Statement': 'x', Workspace: workspace }), 201);
    const reader = (await world.user(['problem.read'], workspace)).session;
    const { items, Workspaces } = (await expectStatus(asProgram(reader).get(`${org}/problem/`), 200)).body;
    expect([items.map(({ Name }: { Name: string }) => Name), Workspaces]).toEqual([['Named'], [{ id: workspace, Name: 'Research & more' }]]);
    const page = (await expectStatus(reader.get(`${org}/problem/`), 200)).text;
    expect([page.includes('Research &amp; more'), page.includes(`organisation/workspace/${workspace}`)]).toEqual([true, false]);
    expect((await expectStatus(world.admin.get(`${org}/problem/`), 200)).text).toContain(`organisation/workspace/${workspace}/`);
  });

  it('go on page by page', async () => {
    for (let i = 0; i < 3; i++) await expectStatus(client.post(`${org}/problem/`, { Name: `p${i}`, 'Problem Statement': 'x', Workspace: '1001' }), 201);
    const seen: string[] = [];
    for (let path = `${org}/problem/?limit=2&workspaceId=1001`; path; ) {
      const { body } = await expectStatus(client.get(path), 200);
      expect(body.items.length).toBeLessThanOrEqual(2);
      expect(body._links.self.href).toBe(path);
      seen.push(...body.items.map(({ id }: { id: string }) => id));
      path = body._links.next?.href ?? '';
    }
    const all = (await client.get(`${org}/problem/?limit=200&workspaceId=1001`)).body.items;
    expect(seen).toEqual(all.map(({ id }: { id: string }) => id));
    expect((await client.get(`${org}/problem/?limit=0`)).status).toBe(400);
  });

  it('are repeated under one Idempotency-Key once', async () => {
    const once = client.with({ 'idempotency-key': 'deploy-42' });
    const [first, second] = [await once.post(`${org}/create/`, { Name: 'once', 'Problem Statement': 'x' }), await once.post(`${org}/create/`, { Name: 'once', 'Problem Statement': 'x' })];
    expect([second.status, second.body]).toEqual([201, first.body]);
  });

  it('ask what they ask everywhere: 403 names what is missing, other organisations are not there', async () => {
    const reader = asProgram((await world.key(world.admin, { permissions: ['problem.read'] })).client);
    await expectStatus(reader.get(`${org}/problem/`), 200);
    const refused = await expectUnchanged(server, () => reader.post(`${org}/create/`, { Name: 'x', 'Problem Statement': 'y' }));
    expect([refused.status, refused.body]).toEqual([403, { detail: expect.stringContaining('problem.create') }]);
    const inOne = asProgram((await world.user(['problem.read'], '1001')).session);
    await expectStatus(inOne.get(`${org}/problem/`), 200);
    const other = await world.otherOrganisation();
    const foreign = asProgram((await other.key(world.admin)).client);
    for (const answer of [await foreign.get(`${org}/problem/`), await foreign.post(`${org}/create/`, { Name: 'x', 'Problem Statement': 'y' })]) {
      expect([answer.status, Object.keys(answer.body)]).toEqual([404, ['detail']]);
    }
    await expectStatus(foreign.get('/org/othercorp/problem/'), 200);
  });

  it('say what a new one is made of', async () => {
    const { body } = await expectStatus(client.get(`${org}/problem/create/`), 200);
    expect(body._links.submit.href).toBe(`${org}/problem/create/`);
    expect(body.fields.map(({ label, required }: { label: string; required: boolean }) => [label, required])).toEqual([['Name', true], ['Problem Statement', true], ['Workspace', false]]);
  });
});
