import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { expectStatus, onEachDatabase, TestServer, World } from '../harness/index.js';
import { asProgram, org } from './door.js';

const audit = `${org}/audit`;

onEachDatabase('the audit trail as a page', (database) => {
  let server: TestServer;
  let world: World;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
  });
  afterAll(() => server?.stop());

  const list = async (query = '') => (await expectStatus(asProgram(world.admin).get(`${audit}/${query}`), 200)).body;

  it('tells who did what, and leads to what else they did, what was done so, and to the same thing', async () => {
    const key = await world.key(world.admin, { name: 'Traced' });
    await expectStatus(world.admin.post(world.path(`api-keys/${key.id}/revoke`), { reason: '<leaked>' }), 200);
    const [event] = (await list('?action=api-key.revoke')).items;
    expect(event).toMatchObject({ Action: 'api-key.revoke', Result: 'done', Actor: { name: 'ada' }, Subject: { kind: 'api-key', id: key.id }, Details: { reason: '<leaked>' } });
    for (const name of ['actor', 'action', 'subject']) {
      const { items } = (await expectStatus(asProgram(world.admin).get(event._links[name].href), 200)).body;
      expect([name, items.map(({ id }: { id: string }) => id)]).toEqual([name, expect.arrayContaining([event.id])]);
    }
    expect(event._links['subject-page'].href).toBe(`${org}/organisation/api-key/${key.id}/`);
    expect([event.Subject.name, event._links['actor-page'].href]).toEqual(['Traced', `${org}/organisation/user/1001/`]);
    const page = await expectStatus(world.admin.get(`${audit}/?action=api-key.revoke&who=&actorName=&subjectKind=&subjectId=&from=&to=`), 200);
    expect(page.text).toContain('&lt;leaked>');
    expect(page.text).not.toContain('<leaked>');
  });

  it('is narrowed down by days, page by page, and exported as it is shown', async () => {
    const today = new Date(server.clock.now()).toISOString().slice(0, 10);
    const all = await list(`?from=${today}&to=${today}&limit=200`);
    expect(all.items.length).toBeGreaterThan(3);
    const first = await list(`?from=${today}&to=${today}&limit=2`);
    const second = (await expectStatus(asProgram(world.admin).get(first._links.next.href), 200)).body;
    expect([...first.items, ...second.items].map(({ id }: { id: string }) => id)).toEqual(all.items.slice(0, 4).map(({ id }: { id: string }) => id));
    expect((await list('?to=2020-01-01')).items).toEqual([]);
    const file = await expectStatus(world.admin.get(all._links['json-lines'].href), 200);
    expect(file.text.trimEnd().split('\n').map((line) => (JSON.parse(line) as { id: string }).id)).toEqual(all.items.map(({ id }: { id: string }) => id));
    expect((await world.admin.get(all._links.csv.href)).headers['content-type']).toMatch(/^text\/csv/);
    expect(all._links.csv.href).toContain('since=');
  });

  it.each([['api-key.', true], ['api-key.r', true], ['api-key.revo', true], ['api-key.revoke', true], ['api-key.revokes', false], ['pi-key.revoke', false]])('finds a revocation by %s, the beginning of what was done: %s', async (action, isFound) => {
    const key = await world.key(world.admin);
    await expectStatus(world.admin.post(world.path(`api-keys/${key.id}/revoke`), {}), 200);
    const { items } = await list(`?action=${action}&subjectId=${key.id}`);
    expect(items.some(({ Action }: { Action: string }) => Action === 'api-key.revoke')).toBe(isFound);
  });

  it.each(['from=2026-02-30', 'from=yesterday', 'to=9999-12-31', 'action=Revoke!', 'subjectId=x', 'colour=red'])('comes back saying what is wrong with %s', async (query) => {
    const page = await world.admin.get(`${audit}/?${query}`);
    expect([page.status, page.text.includes('role="alert"'), page.text.includes('Audit'), page.text.includes('Nothing fits')]).toEqual([400, true, true, false]);
    expect((await asProgram(world.admin).get(`${audit}/?${query}`)).status).toBe(400);
  });

  it('calls things by their names, and leads to their pages whoever may read them', async () => {
    const [user, group] = [await world.user(), await world.group()];
    await expectStatus(world.admin.patch(world.path(`groups/${group}`), { name: 'Readers & writers' }), 200);
    await world.addToGroup(group, user.id);
    const path = `${audit}/?action=group.add-member`;
    const [event] = (await list('?action=group.add-member')).items;
    expect(event).toMatchObject({ Subject: { kind: 'group', id: group, name: 'Readers & writers' }, References: [{ member: 'userId', kind: 'user', id: user.id, name: user.login }] });
    const page = (await expectStatus(world.admin.get(path), 200)).text;
    expect(page).toContain(`<a href="${org}/organisation/group/${group}/" title="group ${group}">Readers &amp; writers</a>`);
    expect(page).toContain(`<a href="${org}/organisation/user/${user.id}/" title="user ${user.id}">${user.login}</a>`);
    const reader = (await world.user(['audit.read'])).session;
    const bare = (await expectStatus(reader.get(path), 200)).text;
    expect([bare.includes('Readers &amp; writers'), bare.includes('organisation/group/'), bare.includes(`organisation/user/${user.id}`)]).toEqual([true, false, false]);
    expect((await expectStatus(asProgram(reader).get(path), 200)).body.items[0]._links['subject-page']).toBeUndefined();
    expect((await expectStatus(world.admin.get(`${org}/`), 200)).text).toContain('Readers &amp; writers');
  });

  it('tells of a changed key what it was and what it is, in words', async () => {
    const workspace = await world.workspace('Only here');
    const key = await world.key(world.admin, { name: 'Widened', workspaceIds: [workspace] });
    const trail = `${audit}/?subjectKind=api-key&subjectId=${key.id}`;
    expect((await expectStatus(world.admin.get(trail), 200)).text).toContain('Only here');
    await expectStatus(world.admin.patch(world.path(`api-keys/${key.id}`), { workspaceIds: null }), 200);
    const page = (await expectStatus(world.admin.get(`${trail}&action=api-key.update`), 200)).text;
    expect(page).toMatch(/<dt>workspace<\/dt><dd>.*Only here.* → .*wherever its owner may.*<\/dd>/);
    expect(page).not.toContain('<dt>before</dt>');
  });

  it('tells of a changed role what it held and what it holds, on the page, to programs and in the export; what stayed is left out', async () => {
    const role = await world.role(['problem.read']);
    await expectStatus(world.admin.patch(world.path(`roles/${role}`), { permissions: ['problem.read', 'role.read'] }), 200);
    const filter = `subjectKind=role&subjectId=${role}&action=role.update`;
    const details = { permissions: ['problem.read', 'role.read'], before: { permissions: ['problem.read'] } };
    expect((await expectStatus(world.admin.get(world.path(`audit-events?${filter}`)), 200)).body.items[0].details).toEqual(details);
    expect((await expectStatus(world.admin.get(`${audit}/?${filter}`), 200)).text).toMatch(/<dt>permissions<\/dt><dd>problem\.read → problem\.read, role\.read<\/dd>/);
    const { text } = await expectStatus(world.admin.get(world.path(`audit-events/export?format=json-lines&${filter}`)), 200);
    expect(JSON.parse(text)).toMatchObject({ action: 'role.update', details });
  });

  it('of a person leads with one click from what happened to them to what they did, and back', async () => {
    const user = await world.user(['role.create', 'problem.create']);
    const profile = (await expectStatus(world.admin.get(`${org}/organisation/user/${user.id}/`), 200)).text;
    const happened = `${audit}/?subjectKind=user&subjectId=${user.id}`;
    expect(profile).toContain(`href="${happened.replaceAll('&', '&amp;')}"`);
    const first = await list(happened.slice(audit.length + 1));
    expect(first.Person).toEqual({ id: user.id, Name: user.login, Shown: 'happened' });
    const page = (await expectStatus(world.admin.get(happened), 200)).text;
    expect([page.includes(`<h1>Audit of ${user.login}</h1>`), page.includes('aria-current="page">Happened to them<')]).toEqual([true, true]);
    expect(page).toContain(`<a href="${first._links.done.href}">Done by them</a>`);
    const done = (await expectStatus(asProgram(world.admin).get(first._links.done.href), 200)).body;
    expect(done.Person).toEqual({ id: user.id, Name: user.login, Shown: 'done' });
    expect(done.items.map(({ Actor }: { Actor: { name: string } }) => Actor.name)).toEqual(done.items.map(() => user.login));
    expect(done.items.map(({ Action }: { Action: string }) => Action)).toContain('session.create');
    expect(done._links.happened.href).toBe(happened);
    expect((await expectStatus(world.admin.get(first._links.done.href), 200)).text).toContain('aria-current="page">Done by them<');
    for (const query of ['', '?action=group.', `?subjectKind=group&subjectId=1`, '?actorName=system']) expect([query, (await list(query)).Person]).toEqual([query, null]);
  });

  it('offers the actions that there are, and takes half of one', async () => {
    const { Actions, items } = (await expectStatus(asProgram(world.admin).get(`${audit}/?action=group.`), 200)).body;
    expect(Actions).toEqual(expect.arrayContaining(['group.add-member', 'group.create', 'session.create']));
    expect(Actions).toEqual([...new Set(Actions)].sort());
    expect(new Set(items.map(({ Action }: { Action: string }) => Action))).toEqual(new Set(['group.create', 'group.update', 'group.add-member']));
    const page = (await expectStatus(world.admin.get(`${audit}/?action=group`), 200)).text;
    for (const text of ['<option value="group."', '<option value="group.create"', 'value="group"']) expect(page).toContain(text);
  });

  it('offers the kinds of things that there are, in the words of the table', async () => {
    await world.key(world.admin);
    await world.grant({ userId: '1001' }, ['problem.read']);
    const { Kinds } = (await expectStatus(asProgram(world.admin).get(`${audit}/`), 200)).body;
    expect(Kinds).toEqual(expect.arrayContaining(['api-key', 'role', 'role-assignment', 'session']));
    expect(Kinds).toEqual([...new Set(Kinds)].sort());
    const { items } = await list('?subjectKind=api-key');
    expect(new Set(items.map(({ Subject }: { Subject: { kind: string } }) => Subject.kind))).toEqual(new Set(['api-key']));
    const page = (await expectStatus(world.admin.get(`${audit}/?subjectKind=api-key`), 200)).text;
    expect(page).toContain('<option value>Every kind of thing</option>');
    expect(page).toMatch(/<option(?= [^>]*value="api-key")(?= [^>]*selected)[^>]*>API key<\/option>/);
    expect(page).toMatch(/<option value="role-assignment">role \(role-assignment\)<\/option>/);
    const other = await world.otherOrganisation('fresh-kinds');
    expect((await expectStatus(asProgram(world.admin).get(`/org/${other.slug}/audit/`), 200)).body.Kinds).not.toContain('api-key');
  });

  it('finds people by any part of login or name, and takes the same along as a file', async () => {
    const grace = await world.user(['group.create'], undefined, 'ghopper');
    await expectStatus(world.admin.patch(world.path(`users/${grace.id}`), { displayName: 'Grace Hopper' }), 200);
    await expectStatus(grace.session.post(world.path('groups'), { name: 'Of Grace' }), 201);
    for (const who of ['grace%20h', 'ce%20hop', 'GHOPPER']) {
      const { items, _links } = await list(`?action=group.create&who=${who}`);
      expect(items.map(({ Actor }: { Actor: { name: string } }) => Actor.name)).toEqual(['ghopper']);
      expect((await expectStatus(world.admin.get(_links.csv.href), 200)).text.trimEnd().split('\r\n')).toHaveLength(2);
    }
    const page = (await expectStatus(world.admin.get(`${audit}/?who=grace`), 200)).text;
    expect([page.includes('name="who" value="grace"'), page.includes('Of Grace')]).toEqual([true, true]);
    expect((await expectStatus(world.admin.get(`${audit}/?actorName=ghopper`), 200)).text).toContain('name="who" value="ghopper"');
  });

  it('is for holders of audit.read alone', async () => {
    const { session } = await world.user();
    expect((await asProgram(session).get(`${audit}/`)).status).toBe(403);
    expect((await session.get(`${org}/`)).text).not.toContain('>Audit<');
    expect((await asProgram((await world.user(['audit.read'])).session).get(`${audit}/`)).status).toBe(200);
  });
});
