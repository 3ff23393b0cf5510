import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { UsageRecorder } from '../../src/features/key-usage/index.js';
import { type Client, expectStatus, expectUnchanged, onEachDatabase, TestServer, World } from '../harness/index.js';
import { asForm, asProgram, encoded, keys } from './door.js';
import { Person } from './person.js';

onEachDatabase('the page of an API key', (database) => {
  let server: TestServer;
  let world: World;
  let ada: Person;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    ada = new Person(world.admin);
  });
  afterAll(() => server?.stop());

  const works = async (text: string) => (await server.withKey(text).get('/api/v1/me')).status === 200;
  const textOn = ({ text }: { text: string }): string => /LK\w{6}\.\w{32}/.exec(text)?.[0] ?? '';

  it('deactivates and activates, and the key follows at once', async () => {
    const key = await world.key(world.admin, { name: 'switch' });
    const self = `${keys}/${key.id}/`;
    const off = await ada.submit(self, `${self}deactivate/`, {});
    expect([off.status, off.headers['location'], await works(key.text)]).toEqual([303, self, false]);
    const page = await ada.page(self);
    expect([page.includes('deactivated'), page.includes(`action="${self}activate/"`), page.includes(`action="${self}deactivate/"`)]).toEqual([true, true, false]);
    expect((await ada.submit(self, `${self}activate/`, {})).status).toBe(303);
    expect(await works(key.text)).toBe(true);
  });

  it('rotates with an overlap, or at once, and shows the new key that one time', async () => {
    const key = await world.key(world.admin, { name: 'turn' });
    const self = `${keys}/${key.id}/`;
    const turned = await expectStatus(ada.submit(self, `${self}rotate/`, { 'Overlap Seconds': '3600' }), 200);
    const second = textOn(turned);
    expect([turned.headers['cache-control'], await works(key.text), await works(second)]).toEqual(['no-store', true, true]);
    expect(turned.text).toContain(`Authorization: Api-Key ${second}`);
    expect(await ada.page(self)).not.toContain(second.split('.')[1]);
    const prefix = key.text.slice(0, 8);
    expect((await expectStatus(asProgram(world.admin).get(self), 200)).body['Old Secrets']).toEqual([{ id: expect.any(String), prefix, since: expect.any(String), until: expect.any(String), uses: 0, lastUse: null }]);
    expect(await ada.page(self)).toMatch(new RegExp(`The old key <code>${prefix}…</code> still works until [^]*End the old key now`));
    const third = textOn(await expectStatus(ada.submit(self, `${self}rotate/`, { 'Overlap Seconds': '0' }), 200));
    expect([await works(key.text), await works(second), await works(third)]).toEqual([false, false, true]);
    expect(await ada.page(self)).not.toContain('still works until');
    const wrong = await expectUnchanged(server, () => ada.submit(self, `${self}rotate/`, { 'Overlap Seconds': '-1' }));
    expect([wrong.status, /<dialog [^>]* open[ >]/.test(wrong.text), wrong.text.includes('formmethod="dialog"')]).toEqual([400, true, true]);
    expect(await works(third)).toBe(true);
  });

  it('shows a key again to its owner alone, and only one that was made so', async () => {
    const [open, shut] = [await world.key(world.admin, { revealable: true }), await world.key(world.admin)];
    const path = (id: string) => `${keys}/${id}/`;
    const shown = await expectStatus(ada.submit(path(open.id), `${path(open.id)}reveal/`, {}), 200);
    expect([shown.headers['cache-control'], textOn(shown)]).toEqual(['no-store', open.text]);
    expect((await ada.page(path(open.id))).includes(open.text.split('.')[1] as string)).toBe(false);
    expect(await ada.page(path(open.id))).toContain('api-key.reveal');
    expect(await ada.page(path(shut.id))).not.toContain('reveal/');
    expect((await expectUnchanged(server, () => ada.insist(path(shut.id), `${path(shut.id)}reveal/`, {}))).status).toBe(409);
    const other = await world.user(['api-key.read-all', 'api-key.manage-all']);
    const refused = await new Person(other.session).insist(path(open.id), `${path(open.id)}reveal/`, {});
    expect([refused.status, textOn(refused)]).toEqual([403, '']);
    const byKey = await asProgram(open.client).post(`${path(open.id)}reveal/`);
    expect([byKey.status, byKey.text.includes(open.text)]).toEqual([403, false]);
  });

  it('changes what a key is, and forgets what is left empty', async () => {
    const key = await world.key(world.admin, { name: 'was', purpose: 'Once', permissions: ['problem.read', 'user.read'], expiresAt: '2040-01-01T12:34:56Z' });
    const self = `${keys}/${key.id}/`;
    expect(await ada.page(self)).toContain('As it is: 1 January 2040 at 12:34 UTC');
    const members = { Name: 'is', Purpose: 'Now', _Permissions: 'chosen', Permissions: 'user.read', _Workspaces: 'chosen', Workspaces: '1001', Expires: '2040-01-01T12:34:56' };
    expect((await ada.submit(self, self, members)).status).toBe(303);
    const read = async () => (await world.admin.get(world.path(`api-keys/${key.id}`))).body;
    expect(await read()).toMatchObject({ name: 'is', purpose: 'Now', permissions: ['user.read'], workspaceIds: ['1001'], expiresAt: '2040-01-01T12:34:56.000Z' });
    expect((await ada.submit(self, self, { Name: 'is', Purpose: '', _Permissions: 'all', _Workspaces: 'all', Expires: '' })).status).toBe(303);
    expect(await read()).toMatchObject({ name: 'is', purpose: null, permissions: null, workspaceIds: null, expiresAt: null });
    const wrong = await expectUnchanged(server, () => ada.submit(self, self, { Name: 'other', _Permissions: 'chosen' }));
    expect([wrong.status, wrong.text.includes('need at least one tick'), (await read()).name]).toEqual([400, true, 'is']);
  });

  it('tells how a key is used, and what was done to it to those who may read that', async () => {
    const key = await world.key(world.admin, { name: 'counted', permissions: ['problem.read'] });
    expect(await ada.page(`${keys}/${key.id}/`)).toContain('Uses appear here after some seconds.');
    await key.client.get(world.path('problems'));
    await key.client.get(world.path('users'));
    await server.app.get(UsageRecorder, { strict: false }).flush();
    const model = async (by: Client) => (await expectStatus(asProgram(by).get(`${keys}/${key.id}/`), 200)).body;
    const whole = await model(world.admin);
    expect([whole['Last Use'], whole.Usage]).toMatchObject([{ address: '127.0.0.1', permission: 'user.read', result: 'refused' }, [{ allowed: 1, refused: 1 }]]);
    expect(await ada.page(`${keys}/${key.id}/`)).toContain('2 calls in the last seven days.');
    expect(whole.Audit.map(({ action }: { action: string }) => action)).toEqual(['api-key.create']);
    const reader = await world.user(['api-key.read-all']);
    const seen = await model(reader.session);
    expect([seen.Audit, seen.fields, Object.keys(seen._links)]).toEqual([null, [], ['self', 'list']]);
    expect(await new Person(reader.session).page(`${keys}/${key.id}/`)).not.toMatch(/action="[^"]*organisation\/api-key/);
  });

  it('does nothing for those who may not, without a token of the form, or by reading', async () => {
    const key = await world.key(world.admin, { name: 'guarded', revealable: true });
    const self = `${keys}/${key.id}/`;
    const [viewer, stranger] = [await world.user(['api-key.read-all']), await world.user()];
    for (const action of ['activate', 'deactivate', 'rotate', 'reveal', 'revoke', 'update']) {
      expect([action, (await expectUnchanged(server, () => asForm(world.admin.with({ accept: 'text/html' })).post(`${self}${action}/`, encoded({ Name: 'x' })))).status]).toEqual([action, 403]);
      expect([action, (await expectUnchanged(server, () => asProgram(viewer.session).post(`${self}${action}/`, {}))).status]).toEqual([action, 403]);
      expect([action, (await expectUnchanged(server, () => asProgram(stranger.session).post(`${self}${action}/`, {}))).status]).toEqual([action, 404]);
      expect([404, 405]).toContain((await expectUnchanged(server, () => ada.get(`${self}${action}/`))).status);
    }
    const other = await world.otherOrganisation();
    const away = `/org/${other.slug}/organisation/api-key/${key.id}/`;
    for (const path of [away, `${away}rotate/`, `${away}reveal/`]) expect((await asProgram(world.admin).send(path === away ? 'GET' : 'POST', path)).status).toBe(404);
    expect(await works(key.text)).toBe(true);
  });
});

onEachDatabase('the list of API keys', (database) => {
  let server: TestServer;
  let world: World;
  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
  });
  afterAll(() => server?.stop());

  it('is searched, filtered and sorted, and says whose each key is', async () => {
    const day = 86_400_000;
    const at = (days: number) => new Date(Date.now() + days * day).toISOString();
    const bo = await world.user(['problem.read'], undefined, 'bo');
    await world.key(bo.session, { name: 'Beta', purpose: 'Tests <things>', expiresAt: at(3) });
    await world.key(world.admin, { name: 'alpha', expiresAt: at(60) });
    const off = await world.key(world.admin, { name: 'Alpine' });
    await expectStatus(world.admin.post(world.path(`api-keys/${off.id}/deactivate`)), 200);
    const program = asProgram(world.admin);
    const names = async (query: string) => (await expectStatus(program.get(`${keys}/?${query}`), 200)).body.items.map((item: Record<string, string>) => item['Name']);
    expect(await names('search=alp')).toEqual(['alpha', 'Alpine']);
    expect(await names('sort=-name')).toEqual(['Beta', 'Alpine', 'alpha']);
    expect([await names('expires=week'), await names('expires=quarter&sort=name'), await names('expires=never'), await names('expires=ended')]).toEqual([['Beta'], ['alpha', 'Beta'], ['Alpine'], []]);
    expect([await names('state=deactivated'), await names(`owner=${bo.id}`), await names('kind=service')]).toEqual([['Alpine'], ['Beta'], []]);
    const { body } = await program.get(`${keys}/?search=beta`);
    expect(body.items[0]).toMatchObject({ Name: 'Beta', 'Owner Name': 'bo', Owner: bo.id, Purpose: 'Tests <things>' });
    const page = await new Person(world.admin).page(`${keys}/?sort=name&limit=2&state=active`);
    expect(page).toContain('Tests &lt;things>');
    expect(page).toMatch(/<option[^>]*selected[^>]*value="active"|<option[^>]*value="active"[^>]*selected/);
    const first = await expectStatus(program.get(`${keys}/?sort=name&limit=1`), 200);
    expect((await program.get(first.body._links.next.href)).body.items[0].Name).toBe('Alpine');
    expect(await new Person(world.admin).page(`${keys}/?search=nothing+like+it`)).toContain('No API key is like that');
    expect((await program.get(`${keys}/?expires=soon`)).status).toBe(400);
    expect((await asProgram(bo.session).get(`${keys}/?owner=all`)).status).toBe(403);
    expect(await new Person(bo.session).page(`${keys}/`)).not.toContain('alpha');
  });
});
