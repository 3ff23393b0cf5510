import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Answer, type Client, expectStatus, expectUnchanged, onEachDatabase, type TestKey, TestServer, type TestUser, World } from '../harness/index.js';
import { asForm, asProgram, encoded, org } from './door.js';

const refusals = `${org}/refusals`;
const field = (page: Answer, name: string): string => new RegExp(`name="${name}" value="([^"]+)"`).exec(page.text)?.[1] ?? '';

onEachDatabase('refusals as pages', (database) => {
  let server: TestServer;
  let world: World;
  let person: Client;
  let program: Client;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    person = world.admin.with({ accept: 'text/html', 'sec-fetch-site': 'same-origin' });
    program = asProgram(world.admin);
  });
  afterAll(() => server?.stop());

  const refused = async (): Promise<{ user: TestUser; key: TestKey; id: string }> => {
    const user = await world.user();
    const key = await world.key(user.session, { permissions: [] });
    const { body } = await expectStatus(key.client.post(world.path('problems'), { name: 'x', statement: 'y', workspaceId: '1001' }), 403);
    return { user, key, id: body.decisionId };
  };

  it('are listed and explained, as pages and as JSON', async () => {
    const { user, key, id } = await refused();
    const { body } = await expectStatus(program.get(`${refusals}/?apiKeyId=${key.id}`), 200);
    expect(body.items).toEqual([expect.objectContaining({ id, Why: 'permission-missing', 'API Key': key.id, User: user.id, 'User Login': user.login, 'Missing Permissions': ['problem.create'], Workspace: '1001' })]);
    expect(body.items[0]._links).toMatchObject({ self: { href: `${refusals}/${id}/` }, 'api-key': { href: `${org}/organisation/api-key/${key.id}/` } });
    expect((await expectStatus(person.get(`${refusals}/?apiKeyId=${key.id}&code=&userId=&decisionId=`), 200)).text).toContain(`href="${refusals}/${id}/"`);
    expect((await person.get(`${refusals}/?apiKeyId=${key.id}&code=expired`)).text).toContain('Nothing fits');
    const explained = (await expectStatus(program.get(`${refusals}/${id}/`), 200)).body;
    expect(explained).toMatchObject({ id, Now: { Allowed: false, 'Missing Permissions': ['problem.create'] } });
    expect(explained.Checks).toHaveLength(6);
    const page = await expectStatus(person.get(`${refusals}/${id}/`), 200);
    for (const text of ['problem.create', 'not passed', 'Assign the role CI/CD Integration in the workspace default', 'Do this', user.login]) expect(page.text).toContain(text);
  });

  it('are mended by the form that names the remedy, step by step, and led back to', async () => {
    const { key, id } = await refused();
    const call = () => key.client.post(world.path('problems'), { name: 'x', statement: 'y', workspaceId: '1001' });
    for (const [status, says] of [[403, 'More is needed'], [201, 'would be allowed now']] as const) {
      const page = await person.get(`${refusals}/${id}/`);
      const members = { _token: field(page, '_token'), 'API Key': key.id, Permissions: ['problem.create'], Workspace: '1001', Remedy: field(page, 'Remedy'), Decision: id };
      const answer = await asForm(person).post(`${refusals}/mend/`, encoded(members));
      expect([answer.status, answer.headers['location']]).toEqual([303, `${refusals}/${id}/`]);
      expect(Buffer.from(String(answer.headers['set-cookie']).split('=')[1]?.split('.')[0] ?? '', 'base64url').toString()).toContain(says);
      expect((await call()).status).toBe(status);
    }
    const page = await person.get(`${refusals}/${id}/`);
    expect([page.text.includes('would be allowed now'), page.text.includes('Do this')]).toEqual([true, false]);
  });

  it('are mended by what allows nothing else first; what allows more says how much, and is not done unless that is confirmed', async () => {
    const user = await world.user();
    const { body } = await expectStatus(user.session.get(world.path('audit-events')), 403);
    const at = `${refusals}/${body.decisionId}/`;
    const { Now } = (await expectStatus(program.get(at), 200)).body;
    const [broad] = Now['Would Allow'];
    expect(broad).toMatchObject({ summary: expect.stringMatching(/^Assign the role Space Admin for the organisation as a whole$/), alsoAllows: { everything: true, workspaces: expect.any(Number) } });
    expect(broad.alsoAllows.permissions).toContain('user.read');
    expect(broad.alsoAllows.permissions).not.toContain('audit.read');
    expect(broad.instead).toMatchObject({ path: 'roles', body: { permissions: ['audit.read'] }, alsoAllows: { permissions: [], everything: false }, instead: null, receiver: { id: user.id } });
    const page = await person.get(at);
    expect(page.text.indexOf('Make a role of audit.read alone')).toBeLessThan(page.text.indexOf('Assign the role Space Admin'));
    expect(page.text).toMatch(/It also allows \d+ other permissions in \d+ workspaces?<\/strong>, and permissions that are added later/);
    const remedies = [...page.text.matchAll(/name="Remedy" value="([^"]+)"/g)].map(([, id]) => id as string);
    const members = { _token: field(page, '_token'), User: user.id, Permissions: ['audit.read'], Decision: body.decisionId };
    const unconfirmed = await expectUnchanged(server, () => asForm(person).post(`${refusals}/mend/`, encoded({ ...members, Remedy: remedies[1] as string })));
    expect([unconfirmed.status, unconfirmed.text.includes('allows more than what is missing')]).toEqual([400, true]);
    expect((await expectUnchanged(server, () => program.post(`${refusals}/mend/`, { User: user.id, Permissions: ['audit.read'], Remedy: remedies[1] }))).body.errors).toHaveProperty('Confirmed');
    expect((await asForm(person).post(`${refusals}/mend/`, encoded({ ...members, Remedy: remedies[0] as string }))).status).toBe(303);
    const again = await expectUnchanged(server, () => program.post(`${refusals}/mend/`, { User: user.id, Permissions: ['audit.read'], Remedy: remedies[0] }));
    expect([again.status, JSON.stringify(again.body.errors)]).toEqual([400, expect.stringContaining('not needed any more')]);
    expect([(await user.session.get(world.path('audit-events'))).status, (await user.session.get(world.path('users'))).status]).toEqual([200, 403]);
    const other = await world.user();
    const confirmed = { User: other.id, Permissions: ['user.read', 'audit.read'], Confirmed: true };
    const { body: asked } = await expectStatus(world.admin.post(world.path('decisions/try'), { userId: other.id, permissions: ['user.read', 'audit.read'] }), 200);
    expect(asked.wouldAllow[0].alsoAllows.permissions.length).toBeGreaterThan(0);
    expect(confirmed.Confirmed).toBe(true);
  });

  it('are mended by nobody who could not do it otherwise, and by no remedy of yesterday', async () => {
    const { key, id } = await refused();
    const reader = (await world.user(['decision.read'])).session.with({ accept: 'text/html', 'sec-fetch-site': 'same-origin' });
    const page = await expectStatus(reader.get(`${refusals}/${id}/`), 200);
    const members = { _token: field(page, '_token'), 'API Key': key.id, Permissions: ['problem.create'], Workspace: '1001', Remedy: field(page, 'Remedy') };
    const answer = await expectUnchanged(server, () => asForm(reader).post(`${refusals}/mend/`, encoded(members)));
    expect([answer.status, answer.text.includes('role="alert"'), answer.text.includes('role.assign')]).toEqual([403, true, true]);
    const json = { 'API Key': key.id, Permissions: ['problem.create'] };
    for (const remedy of ['AAAAAAAAAAAA', '', 'x y']) {
      const stale = await expectUnchanged(server, () => program.post(`${refusals}/mend/`, { ...json, Remedy: remedy }));
      expect([stale.status, Object.keys(stale.body.errors)]).toEqual([400, ['Remedy']]);
    }
    expect((await expectUnchanged(server, () => asForm(person).post(`${refusals}/mend/`, encoded({ ...members, _token: 'x' })))).status).toBe(403);
  });

  it('call people, keys, groups and workspaces by their names', async () => {
    const [here, elsewhere, group] = [await world.workspace('Research <1>'), await world.workspace('Retail'), await world.group()];
    await world.grant({ groupId: group }, ['problem.create'], elsewhere);
    const user = await world.user();
    await world.addToGroup(group, user.id);
    await expectStatus(world.admin.patch(world.path(`users/${user.id}`), { displayName: 'Grace Hopper' }), 200);
    const { body } = await expectStatus(user.session.post(world.path('problems'), { name: 'x', statement: 'y', workspaceId: here }), 403);
    const path = `${refusals}/${body.decisionId}/`;
    expect((await expectStatus(program.get(path), 200)).body).toMatchObject({ 'User Name': 'Grace Hopper', 'Workspace Name': 'Research <1>', Now: { 'User Name': 'Grace Hopper', 'Workspace Name': 'Research <1>' } });
    const page = (await expectStatus(person.get(path), 200)).text;
    for (const text of ['Grace Hopper', user.login, 'Research &lt;1>', 'through the group', '>Retail<', 'in the workspace Research &lt;1>', `title="group ${group}"`]) expect(page).toContain(text);
    expect(page).not.toMatch(/in workspace \d|group \d+<|user \d+</);
    const list = (await expectStatus(person.get(`${refusals}/?userId=${user.id}`), 200)).text;
    for (const text of ['Grace Hopper', 'Research &lt;1>']) expect(list).toContain(text);
    const reader = (await world.user(['decision.read'])).session;
    expect((await expectStatus(reader.get(path), 200)).text).not.toMatch(/\/organisation\/(user|group|role|workspace)\//);
  });

  it('can be tried by the id, the first characters or the name of a key, and by a login', async () => {
    const { user, key } = await refused();
    const name = (await world.admin.get(world.path(`api-keys/${key.id}`))).body.name as string;
    for (const who of [`key=${key.id}`, `key=${key.text.slice(0, 8)}`, `key=${name.toUpperCase()}`]) {
      const { body } = await expectStatus(program.get(`${refusals}/try/?${who}&permission=problem.create&workspaceId=1001`), 200);
      expect([who, body.Outcome.Allowed, body.Outcome['API Key']]).toEqual([who, false, key.id]);
    }
    expect((await program.get(`${refusals}/try/?user=${user.login}&permission=problem.create`)).body.Outcome.User).toBe(user.id);
    expect((await program.get(`${refusals}/try/?user=ada&permission=problem.create`)).body.Outcome.Allowed).toBe(true);
    const page = await expectStatus(person.get(`${refusals}/try/?key=&user=ada&permission=problem.create&workspaceId=`), 200);
    expect(page.text).toContain('The call would be allowed now');
    const empty = (await expectStatus(program.get(`${refusals}/try/`), 200)).body;
    expect([empty.Outcome, empty.Permissions.length > 20]).toEqual([null, true]);
  });

  it('offer keys, users, workspaces and permissions by name, to those who may see them, and take ids as well', async () => {
    const { user, key } = await refused();
    const workspace = await world.workspace('Research & more');
    const { body } = await expectStatus(program.get(`${refusals}/try/`), 200);
    expect(body.Keys).toMatchObject({ complete: true, options: expect.arrayContaining([{ value: key.id, description: expect.stringMatching(/^key-/) }]) });
    expect(body.Users.options).toContainEqual({ value: user.id, description: `${user.login} (${user.login})` });
    expect(body.Workspaces.options).toContainEqual({ value: workspace, description: 'Research & more' });
    const asked = await person.get(`${refusals}/try/?key=${key.id}&permission=problem.create&workspaceId=${workspace}`);
    for (const text of [`<option value="${key.id}" selected`, `<option value="${workspace}" selected>Research &amp; more`, '<optgroup label="problem">']) expect(asked.text).toContain(text);
    const name = (await world.admin.get(world.path(`api-keys/${key.id}`))).body.name as string;
    const idsOf = async (query: string) => (await expectStatus(program.get(`${refusals}/?${query}`), 200)).body.items.map(({ 'API Key': id }: { 'API Key': string }) => id);
    for (const query of [`key=${key.id}`, `key=${name}`, `apiKeyId=${key.id}`, `user=${user.login}`, `user=${user.id}`, `userId=${user.id}`]) expect([query, await idsOf(query)]).toEqual([query, [key.id]]);
    for (const query of [`apiKeyId=${key.id}`, `key=${key.id}`]) expect((await person.get(`${refusals}/?${query}`)).text).toContain(`<option value="${key.id}" selected`);
    for (const query of ['key=nobody', 'user=nobody', 'code=odd']) {
      const page = await person.get(`${refusals}/?${query}`);
      expect([query, page.status, page.text.includes('role="alert"'), page.text.includes('Nothing fits')]).toEqual([query, 400, true, false]);
      expect((await program.get(`${refusals}/?${query}`)).status).toBe(400);
    }
    // People are led away from an address with a whole key: test/console/finding.
    expect((await program.get(`${refusals}/?key=${key.text}`)).status).toBe(400);
    const reader = asProgram((await world.user(['decision.read'])).session);
    const bare = (await expectStatus(reader.get(`${refusals}/try/`), 200)).body;
    for (const what of ['Keys', 'Users', 'Workspaces']) expect([what, bare[what]]).toEqual([what, { options: [], complete: false }]);
  });

  it('offer the first hundred where there are more, and take the others by name', async () => {
    const many = await world.otherOrganisation('manycorp');
    for (let i = 0; i < 102; i++) await many.key(world.admin, { name: `robot-${String(i).padStart(3, '0')}` });
    const path = '/org/manycorp/refusals';
    const { body } = await expectStatus(program.get(`${path}/try/`), 200);
    expect([body.Keys.complete, body.Keys.options.length, body.Keys.options[99].description]).toEqual([false, 100, 'robot-099']);
    const page = await expectStatus(person.get(`${path}/try/?key=robot-101&permission=problem.read`), 200);
    for (const text of ['<datalist id="ask-key-list">', 'label="robot-000"', 'value="robot-101"', 'The call would be allowed now']) expect(page.text).toContain(text);
    expect((await expectStatus(person.get(`${path}/?key=robot-101`), 200)).text).toContain('<datalist id="key-list">');
  });

  it('cannot be tried for what is unknown, unclear, or a key itself', async () => {
    await world.key(world.admin, { name: 'twin' });
    await world.key(world.admin, { name: 'Twin' });
    const key = await world.key(world.admin);
    const other = await world.otherOrganisation();
    const foreign = await other.key(world.admin);
    for (const query of ['key=999999', 'key=nobody', 'user=nobody', 'key=twin', 'key=1001&user=ada', `key=${foreign.id}`, `key=${foreign.text.slice(0, 8)}`]) {
      const { status, body } = await program.get(`${refusals}/try/?${query}&permission=problem.read`);
      expect([query, status, body.errors === undefined]).toEqual([query, 400, false]);
      const page = await person.get(`${refusals}/try/?${query}&permission=problem.read`);
      expect([query, page.status, page.text.includes('role="alert"')]).toEqual([query, 400, true]);
    }
    for (const query of [`key=${key.text}`, `user=${key.text}`]) expect([query, (await program.get(`${refusals}/try/?${query}&permission=problem.read`)).status]).toEqual([query, 400]);
    expect((await program.get(`${refusals}/try/?key=1001`)).body.errors).toEqual({ permission: ['is needed'] });
  });

  it('are for holders of decision.read, of this organisation', async () => {
    const { id } = await refused();
    const { session } = await world.user();
    for (const path of ['', 'try/', `${id}/`]) expect((await asProgram(session).get(`${refusals}/${path}`)).status).toBe(403);
    expect((await session.get(`${org}/`)).text).not.toContain('>Refusals<');
    const { session: operator } = await world.user(['decision.read']);
    const page = await operator.get(`${org}/problem/`);
    expect(page.text).toMatch(/href="\/org\/megacorp\/refusals\/[\w-]+\/">Why was this refused\?/);
    expect((await program.get(`${refusals}/nothing/`)).status).toBe(404);
    await world.otherOrganisation('thirdcorp');
    expect((await program.get(`/org/thirdcorp/refusals/${id}/`)).status).toBe(404);
  });

  it('of a revoked key say who revoked it, when and with what reason, to those who may see it', async () => {
    const { key } = await refused();
    const child = await world.key(world.admin);
    const below = await world.key(child.client);
    for (const id of [key.id, child.id]) await expectStatus(world.admin.post(world.path(`api-keys/${id}/revoke`), { reason: 'found <in> a log' }), 200);
    for (const [shown, revoked] of [[key, key], [below, child]] as const) {
      await expectStatus(shown.client.get('/api/v1/me'), 401);
      const [{ id }] = (await expectStatus(program.get(`${refusals}/?apiKeyId=${shown.id}&code=revoked`), 200)).body.items;
      const { Revocation } = (await expectStatus(program.get(`${refusals}/${id}/`), 200)).body;
      expect(Revocation).toEqual({ apiKeyId: revoked.id, apiKeyName: expect.any(String), revokedAt: expect.any(String), reason: 'found <in> a log', revokedBy: expect.objectContaining({ kind: 'user', name: 'ada' }) });
      const page = await expectStatus(person.get(`${refusals}/${id}/`), 200);
      for (const text of ['was revoked', 'ada', '<q>found &lt;in> a log</q>']) expect(page.text).toContain(text);
      const keysToo = (await world.user(['decision.read', 'api-key.read-all'])).session;
      const reader = (await world.user(['decision.read'])).session;
      const at = world.path(`decisions/${id}`);
      expect((await expectStatus(keysToo.get(at), 200)).body.revocation).toMatchObject({ reason: 'found <in> a log', revokedBy: null });
      expect((await expectStatus(reader.get(at), 200)).body.revocation).toBeNull();
    }
  });

  it('that are asked for by a misspelt permission say that there is none, and which was meant', async () => {
    const user = await world.user();
    const tried = await expectStatus(program.get(`${refusals}/try/?user=${user.id}&permission=problem.reed`), 400);
    expect(JSON.stringify(tried.body)).toContain('problem.reed\\" is not a permission: there is none of this name. Did you mean problem.read?');
    expect((await person.get(`${refusals}/try/?user=${user.id}&permission=problem.reed`)).text).toContain('Did you mean problem.read?');
    expect(JSON.stringify((await expectStatus(program.get(`${refusals}/try/?user=${user.id}&permission=nothing.alike`), 400)).body)).not.toContain('Did you mean');
  });

  it('offer profile keys by whose they are', async () => {
    await expectStatus(world.admin.patch('/api/v1/organisations/megacorp', { keyCreation: 'everyone', profileKeys: 'open' }), 200);
    const user = await world.user();
    await expectStatus(user.session.post(world.path('profile-key')), 201);
    const { Keys } = (await expectStatus(program.get(`${refusals}/try/`), 200)).body;
    expect(Keys.options.map(({ description }: { description: string }) => description)).toContain(`Profile key of ${user.login}`);
  });
});
