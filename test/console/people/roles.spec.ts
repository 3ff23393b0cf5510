import { expect, it } from '@jest/globals';
import { expectStatus, expectUnchanged, onEachDatabase } from '../../harness/index.js';
import { asProgram, org } from '../door.js';
import { Person } from '../person.js';
import { Stage } from '../stage.js';

const roles = `${org}/organisation/role/`;

onEachDatabase('roles as pages', (database) => {
  const stage = Stage.on(database);

  const permissionsOf = async (id: string) => (await expectStatus(stage.world.admin.get(stage.world.path(`roles/${id}`)), 200)).body.permissions;

  it('are listed with what they hold, searched and sorted', async () => {
    const { body } = await expectStatus(stage.ada.get(`${roles}?sort=name`), 200);
    expect(body.items.map(({ Name }: { Name: string }) => Name)).toEqual(['CI/CD Integration', 'DevOps Admin', 'Space Admin', 'Super User', 'Viewer', 'Workspace Admin']);
    const page = await stage.person.see(`${roles}?search=s`);
    expect(page.text).toContain('everything, present and future');
    expect(page.text).toContain('everything but key-right.manage, organisation.update');
    expect(page.text).not.toContain('>Viewer</a>');
  });

  it('are made of permissions that are ticked, by a form that knows what each means', async () => {
    const form = await stage.person.see(`${roles}create/`);
    expect(form.text).toMatch(/class="choices-title">.{1,200}All of problem.{1,300}value="problem.read"/);
    expect(form.text).toContain('<span class="choice-name">problem.read</span><small>Read problems</small>');
    const made = await stage.person.does(`${roles}create/`, `${roles}create/`, { Name: 'Reporter <1>', Level: 'workspace', 'Based On': '', Permissions: ['problem.read', 'problem.create'] });
    expect(made.headers['flash']).toBe('“Reporter <1>” is created. Now give it to somebody.');
    const { body } = await expectStatus(stage.ada.get(`${roles}?search=reporter`), 200);
    expect(body.items).toMatchObject([{ Name: 'Reporter <1>', Level: 'workspace', 'System Role': false, Permissions: ['problem.read', 'problem.create'] }]);
    const wrong = await expectUnchanged(stage.server, () => stage.person.submit(`${roles}create/`, `${roles}create/`, { Name: ' ', Level: 'workspace', Permissions: ['problem.read'] }));
    expect([wrong.status, /value="problem.read" checked/.test(wrong.text)]).toEqual([400, true]);
    const unknown = await expectUnchanged(stage.server, () => stage.person.submit(`${roles}create/`, `${roles}create/`, { Name: 'x', Level: 'workspace', Permissions: ['no.such'] }));
    expect([unknown.status, unknown.text.includes('&quot;no.such&quot; is not a permission')]).toEqual([400, true]);
  });

  it('can be begun with what another one holds', async () => {
    const role = await stage.world.role(['audit.read', 'problem.read']);
    const form = await stage.person.see(`${roles}create/?basedOn=${role}`);
    expect([...form.text.matchAll(/value="([\w.-]+)" checked/g)].map(([, name]) => name)).toEqual(['audit.read', 'problem.read']);
    expect(form.text).toMatch(new RegExp(`<option [^>]*value="${role}"[^>]*>`));
    expect((await stage.ada.get(`${roles}create/?basedOn=x`)).status).toBe(400);
    expect((await stage.ada.get(`${roles}create/?basedOn=999999`)).status).toBe(404);
  });

  const made = (form: Record<string, string | string[]>) => stage.person.does(`${roles}create/`, `${roles}create/`, { Level: 'workspace', ...form });
  const held = async (name: string) => (await expectStatus(stage.ada.get(`${roles}?search=${encodeURIComponent(name)}`), 200)).body.items[0];

  const ticked = (text: string) => [...text.matchAll(/value="([\w.-]+)" checked/g)].map(([, name]) => name).toSorted();
  const from = (text: string) => /name="_from" value="([^"]*)"/.exec(text)?.[1] ?? '';
  /** The form was sent, nothing was done, and this is the page. */
  const back = async (form: Record<string, string | string[]>, person = stage.person) => {
    const { status, text } = await expectUnchanged(stage.server, () => person.submit(`${roles}create/`, `${roles}create/`, { Level: 'workspace', ...form }));
    expect([status, text.includes('Nothing is created yet: look again.')]).toEqual([200, true]);
    return text;
  };

  it('are not made while what the chosen one holds was not ticked on the form: it comes back with that ticked besides, and says so', async () => {
    const role = await stage.world.role(['audit.read', 'problem.read']);
    const besides = await back({ Name: 'besides', 'Based On': role, _from: '', Permissions: ['group.read'] });
    expect([ticked(besides), from(besides)]).toEqual([['audit.read', 'group.read', 'problem.read'], role]);
    expect(besides).toMatch(/role="alert">Nothing is created yet: look again\. audit\.read, problem\.read of [^<]+ are ticked now/);
    expect(besides).toContain('value="besides"');
    expect(ticked(await back({ Name: 'nothing ticked', 'Based On': role, _from: '' }))).toEqual(['audit.read', 'problem.read']);
    expect(ticked(await back({ Name: 'whole groups', 'Based On': role, _from: '', '_Permissions*': 'group.read group.create' }))).toEqual(['audit.read', 'group.create', 'group.read', 'problem.read']);
    expect(await back({ Name: '', 'Based On': role, _from: '', Permissions: ['audit.read'] })).toContain('problem.read of');
    expect(await back({ Name: 'all of it', 'Based On': role, _from: '', Permissions: ['audit.read', 'problem.read'] })).toContain('holds nothing that you can give and have not ticked');
    // Sent as it came back, it makes what it showed.
    await made({ Name: 'besides', 'Based On': role, _from: from(besides), Permissions: ticked(besides) as string[] });
    expect(await held('besides')).toMatchObject({ 'Based On': role, Permissions: ['audit.read', 'group.read', 'problem.read'] });
  });

  it('based on another one than the one that was ticked get nothing whose box is empty', async () => {
    const [devOps, viewer] = [await stage.world.role(['problem.read', 'problem.create', 'role.read']), await stage.world.role(['problem.read', 'role.read', 'user.read'])];
    const again = await back({ Name: 'unticked', 'Based On': viewer, _from: devOps, Permissions: ['role.read'] });
    expect([ticked(again), from(again)]).toEqual([['problem.read', 'role.read', 'user.read'], viewer]);
    expect(again).toContain('look again. problem.read, user.read of ');
    await made({ Name: 'unticked', 'Based On': viewer, _from: from(again), Permissions: ['role.read'] });
    expect(await held('unticked')).toMatchObject({ 'Based On': viewer, Permissions: ['role.read'] });
    // And back to none: there is nothing else to see than what is ticked.
    await made({ Name: 'of none', 'Based On': '', _from: devOps, Permissions: ['role.read'] });
    expect(await held('of none')).toMatchObject({ 'Based On': null, Permissions: ['role.read'] });
  });

  it('hold what programs list, or without a list what the one they are based on holds', async () => {
    const role = await stage.world.role(['audit.read', 'problem.read']);
    await expectStatus(stage.ada.post(`${roles}create/`, { Name: 'listed', Level: 'workspace', 'Based On': role, Permissions: ['group.read'] }), 201);
    expect((await held('listed')).Permissions).toEqual(['group.read']);
    await expectStatus(stage.ada.post(`${roles}create/`, { Name: 'not listed', Level: 'workspace', 'Based On': role }), 201);
    expect((await held('not listed')).Permissions).toEqual(['audit.read', 'problem.read']);
  });

  it('take over of an open-ended one what there is now', async () => {
    const shown = await back({ Name: 'like super', 'Based On': '1001', _from: '', Permissions: ['audit.read'] });
    await made({ Name: 'like super', 'Based On': '1001', _from: '1001', Permissions: ticked(shown) as string[] });
    const { Permissions: permissions, 'Except Permissions': except } = await held('like super');
    expect([permissions.includes('*'), except]).toEqual([false, []]);
    expect(permissions).toEqual(expect.arrayContaining(['organisation.update', 'key-right.manage', 'problem.create']));
    expect((await stage.person.page(`${roles}create/?basedOn=1001`)).replaceAll('&#x27;', "'")).toContain('Super User also holds what is added later; the new role will not');
  });

  it('show what the chosen one holds before they are made: ticked, to be left out again, beside what else was filled in', async () => {
    const [one, other] = [await stage.world.role(['audit.read', 'problem.read']), await stage.world.role(['role.read'])];
    const fill = (members: Record<string, string | string[]>) => expectUnchanged(stage.server, () => stage.person.submit(`${roles}create/`, `${roles}create/`, { Level: 'organisation', Name: 'Kept', _fill: 'permissions', ...members }));
    const first = await fill({ 'Based On': one, _from: '', Permissions: ['group.read'] });
    expect([first.status, ticked(first.text), from(first.text)]).toEqual([200, ['audit.read', 'group.read', 'problem.read'], one]);
    expect(first.text).toMatch(/value="Kept"/);
    expect(first.text).toMatch(new RegExp(`<option (?:selected value="${one}"|value="${one}" selected)`));
    // Of another base: its permissions come instead of those of the first, and one's own ticks stay.
    const second = await fill({ 'Based On': other, _from: one, Permissions: ['audit.read', 'problem.read', 'group.read'] });
    expect([ticked(second.text), from(second.text)]).toEqual([['group.read', 'role.read'], other]);
    const none = await fill({ 'Based On': '', _from: other, Permissions: ['group.read', 'role.read'] });
    expect([ticked(none.text), from(none.text)]).toEqual([['group.read'], '']);
    for (const unknown of ['x', '999999', '1e3']) expect((await fill({ 'Based On': unknown, _from: unknown, Permissions: ['group.read'] })).status).toBe(200);
    // What was ticked after the base and is unticked again is left out.
    await made({ Name: 'left out', 'Based On': one, _from: one, Permissions: ['audit.read'] });
    expect((await held('left out')).Permissions).toEqual(['audit.read']);
    await made({ Name: 'all left out', 'Based On': one, _from: one });
    expect(await held('all left out')).toMatchObject({ 'Based On': one, Permissions: [] });
    expect(from(await stage.person.page(`${roles}create/?basedOn=${one}`))).toBe(one);
  });

  it('are not made of what their maker does not hold, and the form says so', async () => {
    const base = await stage.world.role(['audit.read', 'group.read']);
    const maker = new Person((await stage.world.user(['role.read', 'role.create', 'audit.read'])).session);
    const form = { Name: 'Too much', Level: 'workspace', 'Based On': base };
    const again = await back({ ...form, _from: '', Permissions: ['audit.read'] }, maker);
    expect([ticked(again), again.includes('You cannot give group.read of')]).toEqual([['audit.read'], true]);
    const refused = await expectUnchanged(stage.server, () => maker.submit(`${roles}create/`, `${roles}create/`, { ...form, _from: base, Permissions: ['audit.read', 'group.read'] }));
    expect([refused.status, refused.text.includes('group.read')]).toEqual([403, true]);
    const shown = await maker.submit(`${roles}create/`, `${roles}create/`, { ...form, _from: '', _fill: 'permissions' });
    expect([ticked(shown.text), shown.text.includes('You cannot give group.read of')]).toEqual([['audit.read'], true]);
    await maker.does(`${roles}create/`, `${roles}create/`, { ...form, Name: 'Just enough', _from: base, Permissions: ['audit.read'] });
    expect((await held('Just enough')).Permissions).toEqual(['audit.read']);
  });

  it('of another organisation are no base, and nothing of them is shown', async () => {
    const other = await stage.world.otherOrganisation('thirdcorp');
    const secret = (await expectStatus(stage.ada.post(`/api/v1/organisations/${other.slug}/roles`, { name: 'Secret plan', level: 'workspace', permissions: ['audit.read'] }), 201)).body.id;
    const form = { Name: 'Stolen', Level: 'workspace', 'Based On': secret, _from: '' };
    expect((await expectUnchanged(stage.server, () => stage.person.submit(`${roles}create/`, `${roles}create/`, form))).status).toBe(400);
    const shown = await stage.person.submit(`${roles}create/`, `${roles}create/`, { ...form, _fill: 'permissions' });
    expect([shown.status, ticked(shown.text), shown.text.includes('Secret plan')]).toEqual([200, [], false]);
  });

  it('are edited: what is ticked they hold from then on, even if it is nothing', async () => {
    const role = await stage.world.role(['problem.read', 'problem.create']);
    const user = await stage.world.user();
    await expectStatus(stage.world.admin.post(stage.world.path('role-assignments'), { workspaceRoleId: await stage.world.workspaceRole(role), userId: user.id }), 201);
    const at = `${roles}${role}/`;
    const { text } = await stage.person.see(at);
    expect([...text.matchAll(/value="([\w.-]+)" checked/g)].map(([, name]) => name)).toEqual(['problem.read', 'problem.create']);
    const saved = await stage.person.does(at, at, { Name: 'Edited', _Permissions: 'these', Permissions: ['audit.read'] });
    expect(saved.text).toContain('<h1>Edited</h1>');
    expect(await permissionsOf(role)).toEqual(['audit.read']);
    expect((await user.session.get(stage.world.path('problems'))).status).toBe(403);
    await stage.person.does(at, at, { Name: 'Edited', _Permissions: 'these' });
    expect(await permissionsOf(role)).toEqual([]);
    await expectStatus(stage.ada.patch(at, { Permissions: ['problem.read'] }), 200);
    await expectStatus(user.session.get(stage.world.path('problems')), 200);
    // Without a word about permissions they stay.
    await expectStatus(stage.ada.post(at, { Name: 'Renamed' }), 200);
    expect(await permissionsOf(role)).toEqual(['problem.read']);
  });

  it('offer an editor to nobody what it does not hold, and keep what was there', async () => {
    const role = await stage.world.role(['audit.read']);
    const editor = await stage.world.user(['role.read', 'role.update', 'problem.read']);
    const pages = new Person(editor.session);
    const at = `${roles}${role}/`;
    const { text } = await pages.see(at);
    expect(text).toMatch(/value="audit.read" checked\/>/);
    expect(text).toMatch(/value="group.read" disabled\/>.{1,200}You do not hold it yourself/);
    await pages.does(at, at, { Name: 'Kept', _Permissions: 'these', Permissions: ['audit.read', 'problem.read'] });
    expect(await permissionsOf(role)).toEqual(['audit.read', 'problem.read']);
    const refused = await expectUnchanged(stage.server, () => pages.submit(at, at, { Name: 'More', _Permissions: 'these', Permissions: ['audit.read', 'group.read'] }));
    expect([refused.status, refused.text.includes('group.read')]).toEqual([403, true]);
  });

  it('of the system are to be read only', async () => {
    const { text } = await stage.person.see(`${roles}1001/`);
    expect(text).toContain('System roles cannot be changed');
    expect(text).not.toContain(`action="${roles}1001/`);
    expect((await expectUnchanged(stage.server, () => stage.ada.post(`${roles}1001/`, { Name: 'x' }))).status).toBe(409);
    expect((await expectUnchanged(stage.server, () => stage.ada.delete(`${roles}1001/`))).status).toBe(409);
  });

  it('are given to users, groups and service keys, and taken away again', async () => {
    const [role, user, group] = [await stage.world.role(['problem.read']), await stage.world.user(), await stage.world.group()];
    const service = await stage.world.key(stage.world.admin, { kind: 'service' });
    const workspace = await stage.world.workspace();
    const at = `${roles}${role}/holder/`;
    await stage.person.does(at, at, { Login: user.login, Group: '', Workspace: workspace });
    await stage.person.does(at, at, { Login: '', Group: group, Workspace: 'organisation' });
    await stage.person.does(at, at, { Login: '', 'API Key': service.id, Workspace: 'organisation' });
    const { body } = await expectStatus(stage.ada.get(at), 200);
    expect(body.items).toMatchObject([
      { 'Holder Kind': 'user', Holder: user.id, 'Holder Name': user.login, Workspace: workspace },
      { 'Holder Kind': 'group', Holder: group, Workspace: null },
      { 'Holder Kind': 'api-key', Holder: service.id, Workspace: null },
    ]);
    await expectStatus(service.client.get(stage.world.path('problems')), 200);
    for (const { _links } of body.items) await stage.person.does(at, _links.withdraw.href);
    expect((await stage.ada.get(at)).body.items).toEqual([]);
    expect((await service.client.get(stage.world.path('problems'))).status).toBe(403);
    for (const form of [{}, { Login: user.login, Group: group }, { Login: 'nobody' }, { Login: user.login, Workspace: '999999' }]) expect((await expectUnchanged(stage.server, () => stage.ada.post(at, form))).status).toBe(400);
    const elsewhere = await stage.world.grant({ userId: user.id }, ['audit.read']);
    expect((await expectUnchanged(stage.server, () => stage.ada.post(`${at}${elsewhere}/withdraw/`))).status).toBe(404);
  });

  it('tell nobody the names of those whom one may not see', async () => {
    const [role, user, group] = [await stage.world.role(['problem.read']), await stage.world.user(), await stage.world.group()];
    for (const holder of [{ userId: user.id }, { groupId: group }]) await expectStatus(stage.ada.post(`${roles}${role}/holder/`, holder), 200);
    const reader = await stage.world.user(['role.read']);
    const { body } = await expectStatus(asProgram(reader.session).get(`${roles}${role}/holder/`), 200);
    expect(body.items.map((held: Record<string, unknown>) => held['Holder Name'])).toEqual([user.id, group]);
    expect(body.give).toBeNull();
  });

  it('are deleted: whoever held them holds them no more', async () => {
    const [role, user] = [await stage.world.role(['problem.read']), await stage.world.user()];
    await expectStatus(stage.ada.post(`${roles}${role}/holder/`, { userId: user.id }), 200);
    await expectStatus(user.session.get(stage.world.path('problems')), 200);
    await stage.person.does(`${roles}${role}/`, `${roles}${role}/delete/`);
    expect((await user.session.get(stage.world.path('problems'))).status).toBe(403);
    expect((await stage.ada.get(`${roles}${role}/`)).status).toBe(404);
  });

  it('show and change nothing for those who may not, and of another organisation nothing at all', async () => {
    const role = await stage.world.role(['problem.read']);
    const reader = asProgram((await stage.world.user(['role.read'])).session);
    expect(Object.keys((await expectStatus(reader.get(`${roles}${role}/`), 200)).body._links)).toEqual(['self', 'list', 'holders']);
    const changes: [string, object | undefined][] = [['', { Name: 'x' }], ['delete/', undefined], ['holder/', { userId: '1001' }]];
    for (const [rest, form] of changes) expect([rest, (await expectUnchanged(stage.server, () => reader.post(`${roles}${role}/${rest}`, form))).status]).toEqual([rest, 403]);
    expect((await reader.get(`${roles}create/`)).status).toBe(403);
    expect((await asProgram((await stage.world.bystander()).session).get(roles)).status).toBe(403);
    const other = await stage.world.otherOrganisation();
    for (const [rest, form] of changes) expect((await expectUnchanged(stage.server, () => stage.ada.post(`/org/${other.slug}/organisation/role/${role}/${rest}`, form))).status).toBe(404);
    for (const rest of ['', 'holder/']) expect((await stage.ada.get(`/org/${other.slug}/organisation/role/${role}/${rest}`)).status).toBe(404);
  });

  it('are not created empty by a form that calls its boxes by other names: it says so', async () => {
    const base = await stage.world.role(['problem.read']);
    const members = { name: 'otherwise named', level: 'workspace', basedOnRoleId: base };
    const wrong = await expectUnchanged(stage.server, () => stage.person.submit(`${roles}create/`, `${roles}create/`, members));
    expect([wrong.status, /calls it (?:&quot;|")Based On/.test(wrong.text)]).toEqual([400, true]);
    expect((await expectUnchanged(stage.server, () => stage.ada.post(`${roles}create/`, { ...members, _token: 'x' }))).status).toBe(400);
    await stage.person.does(`${roles}create/`, `${roles}create/`, { name: 'natively named', level: 'workspace', permissions: ['problem.read'] });
    expect((await stage.ada.get(`${roles}?search=natively`)).body.items).toMatchObject([{ Permissions: ['problem.read'] }]);
  });

  it('tell nothing of themselves to whoever may make roles and see none', async () => {
    const base = await stage.world.role(['audit.read', 'group.read']);
    const maker = await stage.world.user(['role.create', 'problem.read']);
    for (const basedOnRoleId of [base, '999999']) {
      const refused = await expectUnchanged(stage.server, () => maker.session.post(stage.world.path('roles'), { name: 'after another', level: 'workspace', basedOnRoleId }));
      expect([refused.status, refused.body.errors]).toEqual([400, [{ field: 'basedOnRoleId', message: 'is not a role of this organisation, or none that you may see' }]]);
      expect(refused.text).not.toMatch(/audit\.read|group\.read/);
    }
  });
});
