import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { expectStatus, expectUnchanged, onEachDatabase, TestServer, World } from '../harness/index.js';
import { asProgram, org } from './door.js';
import { Person } from './person.js';

const accesses = `${org}/organisation/api-access`;
const basic = (id: string, secret: string) => ({ authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` });

onEachDatabase('API accesses as pages', (database) => {
  let server: TestServer;
  let world: World;
  let ada: Person;
  let production: string;
  let roles: { read: string; make: string };

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    ada = new Person(world.admin);
    production = await world.workspace('production');
    roles = { read: await world.role(['problem.read']), make: await world.role(['problem.create']) };
  });
  afterAll(() => server?.stop());

  const statusAs = async (id: string, secret: string, path = '/api/v1/me') => (await server.client().with(basic(id, secret)).get(path)).status;
  const scopeOf = (role: string, workspace?: string) => world.workspaceRole(role, workspace);
  const clientIdOn = (text: string): string => /[\w.-]+_[a-z0-9]{25}/.exec(text)?.[0] ?? '';
  const secretOn = (text: string): string => /LK\w{6}\.\w{32}/.exec(text)?.[0] ?? '';
  const problemsIn = (workspace: string) => world.path(`problems?workspaceId=${workspace}`);

  it('are made with roles from the matrix and a secret that is generated, shown that one time', async () => {
    const members = { Name: 'pipeline', Purpose: 'Builds', 'Workspace Roles': ['', await scopeOf(roles.read, production), await scopeOf(roles.make, '1001')] };
    const made = await expectStatus(ada.submit(`${accesses}/create/`, `${accesses}/create/`, members), 201);
    const [clientId, secret] = [clientIdOn(made.text), secretOn(made.text)];
    expect([made.headers['cache-control'], clientId.startsWith('pipeline_')]).toEqual(['no-store', true]);
    expect([await statusAs(clientId, secret), await statusAs(clientId, secret, problemsIn(production)), await statusAs(clientId, secret, problemsIn('1001'))]).toEqual([200, 200, 403]);
    const list = await ada.page(`${accesses}/`);
    expect([list.includes(clientId), list.includes(secret.split('.')[1] as string)]).toEqual([true, false]);
  });

  it('without a role say that they can do nothing, and where roles are given', async () => {
    const form = `${accesses}/create/`;
    expect(await ada.page(form)).toContain('Without any role it can do nothing');
    expect((await ada.submit(form, form, { Name: 'roleless' })).status).toBe(201);
    const [{ id }] = (await expectStatus(asProgram(world.admin).get(`${accesses}/?search=roleless`), 200)).body.items;
    const self = `${accesses}/${id}/`;
    const page = await ada.page(self);
    expect([page.includes('The client ID stays'), page.includes('Becomes part of the client ID')]).toEqual([true, false]);
    expect([page.includes('It holds no role yet: it can do nothing. <a href="#roles">'), page.includes('id="roles"')]).toEqual([true, true]);
    const reader = await world.user(['api-key.read-all']);
    expect(await new Person(reader.session).page(self)).toContain(`it can do nothing. <a href="${org}/organisation/role/">`);
    expect((await ada.submit(self, `${self}update/`, { Name: 'roleless', 'Workspace Roles': ['', await scopeOf(roles.read, production)] })).status).toBe(303);
    expect(await ada.page(self)).not.toContain('It holds no role yet');
    expect((await ada.submit(self, `${self}revoke/`, {})).status).toBe(303);
  });

  it('take a secret of one\'s own, which no page shows', async () => {
    const secret = '9011@83sd!f1042ds+f19fg86M';
    const form = `${accesses}/create/`;
    const made = await expectStatus(ada.submit(form, form, { Name: 'own', 'Client Secret': secret, 'Workspace Roles': await scopeOf(roles.read) }), 201);
    expect([made.text.includes(secret), await statusAs(clientIdOn(made.text), secret)]).toEqual([false, 200]);
    const weak = await expectUnchanged(server, () => ada.submit(form, form, { Name: 'weak', 'Client Secret': 'aaaaaaaaaaaa' }));
    expect([weak.status, weak.text.includes('must hold three of'), weak.text.includes('aaaaaaaaaaaa'), weak.text.includes('value="weak"')]).toEqual([400, true, false, true]);
  });

  it('change their name and roles, keeping what is not sent', async () => {
    const [read, make] = [await scopeOf(roles.read, production), await scopeOf(roles.make, production)];
    const key = await world.key(world.admin, { kind: 'service', workspaceRoleIds: [read] });
    const self = `${accesses}/${key.id}/`;
    const held = async () => (await expectStatus(asProgram(world.admin).get(self), 200)).body.Matrix.rows.flatMap((row: { cells: { id: string; held: boolean }[] }) => row.cells.filter((cell) => cell.held).map(({ id }) => id));
    expect((await ada.submit(self, `${self}update/`, { Name: 'renamed', Purpose: '', Expires: '', 'Workspace Roles': ['', make] })).status).toBe(303);
    expect([await held(), (await key.client.get(problemsIn(production))).status]).toEqual([[make], 403]);
    const [event] = (await expectStatus(world.admin.get(world.path(`audit-events?action=api-key.update&subjectId=${key.id}`)), 200)).body.items;
    expect(event.details).toEqual({ name: 'renamed', workspaceRoleIds: [Number(make)], before: { name: expect.any(String), workspaceRoleIds: [Number(read)] } });
    const { Audit } = (await expectStatus(asProgram(world.admin).get(self), 200)).body;
    expect(Audit.map(({ action }: { action: string }) => action).toSorted()).toEqual(['api-key.create', 'api-key.update', 'role.assign', 'role.assign', 'role.unassign']);
    expect((await ada.page(self)).match(/role\.(?:un)?assign <span class="faint">role-[\w-]+ in production</g)).toHaveLength(3);
    await expectStatus(asProgram(world.admin).post(`${self}update/`, { Purpose: 'kept roles' }), 200);
    expect(await held()).toEqual([make]);
    expect((await ada.submit(self, `${self}update/`, { Name: 'renamed', 'Workspace Roles': '' })).status).toBe(303);
    expect(await held()).toEqual([]);
    expect((await expectUnchanged(server, () => ada.submit(self, `${self}update/`, { Name: ' ' }))).status).toBe(400);
  });

  it('get a new secret: generated or chosen, at once or with an overlap, and back from deactivation', async () => {
    const key = await world.key(world.admin, { kind: 'service', workspaceRoleIds: [await scopeOf(roles.read)] });
    const id = key.clientId as string;
    const self = `${accesses}/${key.id}/`;
    const works = async (...secrets: string[]) => Promise.all(secrets.map(async (secret) => (await statusAs(id, secret)) === 200));
    const second = secretOn((await expectStatus(ada.submit(self, `${self}regenerate/`, { 'Overlap Seconds': '3600' }), 200)).text);
    expect(await works(key.text, second)).toEqual([true, true]);
    expect(await ada.page(self)).toMatch(/The old secret <code>LK\w{6}…<\/code> still works until .*End the old secret now/);
    const third = 'kj@s$dfS124GDd35';
    const chosen = await expectStatus(ada.submit(self, `${self}regenerate/`, { 'Overlap Seconds': '0', 'Client Secret': third }), 200);
    expect([chosen.text.includes(third), ...(await works(key.text, second, third))]).toEqual([false, false, false, true]);
    expect((await asProgram(world.admin).get(self)).body.Prefix).toBeNull();
    expect((await ada.submit(self, `${self}deactivate/`, {})).status).toBe(303);
    expect(await works(third)).toEqual([false]);
    const fourth = secretOn((await expectStatus(ada.submit(self, `${self}regenerate/`, {}), 200)).text);
    expect(await works(third, fourth)).toEqual([false, true]);
    expect((await expectUnchanged(server, () => ada.submit(self, `${self}regenerate/`, { 'Client Secret': 'short' }))).status).toBe(400);
    expect((await ada.submit(self, `${self}revoke/`, { Reason: 'moved' })).status).toBe(303);
    expect([await works(fourth), (await ada.page(self)).includes('It has been revoked: moved')]).toEqual([[false], true]);
    expect((await expectUnchanged(server, () => ada.insist(self, `${self}regenerate/`, {}))).status).toBe(409);
  });

  it('offer no more than one can give, and give no more', async () => {
    const role = await world.role(['problem.read', 'api-key.create-service']);
    const maker = await world.user([], undefined, 'maker');
    await expectStatus(world.admin.post(world.path('role-assignments'), { workspaceRoleId: await scopeOf(role, production), userId: maker.id }), 201);
    const [mine, beyond] = [await scopeOf(role, production), await scopeOf(roles.make, production)];
    const { body } = await expectStatus(asProgram(maker.session).get(`${accesses}/create/`), 200);
    const givable = body.Matrix.rows.flatMap(({ cells }: { cells: { id: string; givable: boolean }[] }) => cells.filter((cell) => cell.givable).map(({ id }) => id));
    expect([givable.includes(mine), givable.includes(beyond), givable.includes(await scopeOf(role, '1001'))]).toEqual([true, false, false]);
    const refused = await expectUnchanged(server, () => asProgram(maker.session).post(`${accesses}/create/`, { Name: 'x', 'Workspace Roles': [beyond] }));
    expect([refused.status, refused.body.detail]).toEqual([403, expect.stringContaining('problem.create')]);
    await expectStatus(asProgram(maker.session).post(`${accesses}/create/`, { Name: 'y', 'Workspace Roles': [mine] }), 201);
    expect((await asProgram(maker.session).get(`${accesses}/`)).body.items.map((item: Record<string, string>) => item['Name'])).toEqual(['y']);
  });

  it('say what each role permits, to whoever may read roles', async () => {
    await expectStatus(world.admin.post(world.path('permissions'), { name: 'billing:invoice.pay', description: 'Pay invoices' }), 201);
    const role = await world.role(['billing:invoice.pay', 'problem.read']);
    const form = `${accesses}/create/`;
    const roleIn = async (by: World['admin']) => {
      const { Matrix } = (await expectStatus(asProgram(by).get(form), 200)).body;
      return { ...Matrix.roles.find(({ id }: { id: string }) => id === role), told: Matrix.permissions.length > 0 };
    };
    expect(await roleIn(world.admin)).toMatchObject({ Permissions: ['problem.read', 'billing:invoice.pay'], told: true });
    const page = await ada.page(form);
    expect(page).toContain('<li><code>billing:invoice.pay</code> <small>Pay invoices</small></li>');
    expect(page).toContain(`<a href="${org}/organisation/role/${role}/">Go to the role</a>`);
    const maker = await world.user(['api-key.create-service']);
    expect(await roleIn(maker.session)).toMatchObject({ Permissions: null, told: false });
    expect(await new Person(maker.session).page(form)).not.toContain('billing:invoice.pay');
  });

  it('of others and of other organisations are not there, and personal keys are none', async () => {
    const key = await world.key(world.admin, { kind: 'service', workspaceRoleIds: [await scopeOf(roles.read)] });
    const personal = await world.key(world.admin);
    const nobody = (await world.user()).session;
    const stranger = asProgram(nobody);
    const seen = await new Person(nobody).page(`${accesses}/`);
    expect([seen.includes('None that you may see'), seen.includes('No API access<')]).toEqual([true, false]);
    const other = await world.otherOrganisation();
    const actions = ['activate', 'deactivate', 'regenerate', 'revoke', 'update'];
    for (const action of actions) {
      for (const [who, path] of [[stranger, `${accesses}/${key.id}/`], [asProgram(world.admin), `${accesses}/${personal.id}/`], [asProgram(world.admin), `/org/${other.slug}/organisation/api-access/${key.id}/`]] as const) {
        expect([action, path, (await expectUnchanged(server, () => who.post(`${path}${action}/`, {}))).status]).toEqual([action, path, 404]);
      }
    }
    expect((await expectUnchanged(server, () => stranger.post(`${accesses}/create/`, { Name: 'x' }))).status).toBe(403);
    expect((await asProgram(world.admin).get(`${accesses}/?limit=200`)).body.items.every((item: Record<string, string>) => item['Kind'] === 'service')).toBe(true);
  });
});
