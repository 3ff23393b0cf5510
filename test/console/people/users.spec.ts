import { expect, it } from '@jest/globals';
import { type Client, expectStatus, expectUnchanged, onEachDatabase } from '../../harness/index.js';
import { asProgram, org } from '../door.js';
import { Person } from '../person.js';
import { Stage } from '../stage.js';

const users = `${org}/organisation/user/`;

onEachDatabase('users as pages', (database) => {
  const stage = Stage.on(database);

  it('are listed, searched, filtered and sorted, in both faces', async () => {
    for (const login of ['zoe', 'zora']) await stage.world.user([], undefined, login);
    const { body } = await expectStatus(stage.ada.get(`${users}?search=ZO&sort=-login`), 200);
    expect(body.items.map(({ Login }: { Login: string }) => Login)).toEqual(['zora', 'zoe']);
    expect(body.items[0]).toMatchObject({ 'Display Name': 'zora', Email: 'zora@megacorp.example', State: 'active', 'API Key Generation': { may: true, ways: ['everyone'], enabled: false } });
    const page = await stage.person.see(`${users}?search=zo&sort=-login`);
    expect(page.text.indexOf('>zora</a>')).toBeLessThan(page.text.indexOf('>zoe</a>'));
    expect(page.text).toMatch(/aria-sort="descending"><a[^>]*>Login/);
    expect(page.text).not.toContain('>ada</a>');
    expect((await stage.ada.get(`${users}?state=disabled`)).body.items).toEqual([]);
    const first = await stage.ada.get(`${users}?limit=1`);
    expect((await expectStatus(stage.ada.get(first.body._links.next.href), 200)).body.items).toHaveLength(1);
    expect((await stage.person.see(`${users}?limit=1`)).text).toContain('rel="next"');
  });

  it('take filters that nobody has filled in, as a browser without JavaScript sends them', async () => {
    expect((await stage.person.see(`${users}?search=&state=`)).text).toContain('>zora</a>');
    expect((await stage.person.see(`${users}?search=+zor+&state=active`)).text).toContain('>zora</a>');
  });

  it('are invited by a form, and told by mail', async () => {
    const led = await stage.person.does(`${users}create/`, `${users}create/`, { 'Display Name': 'Grace <H>', Login: 'grace', Email: 'grace@megacorp.example' });
    expect(led.headers['flash']).toBe('Grace <H> is invited: a mail is on its way.');
    expect(led.text).toContain('<h1>Grace &lt;H></h1>');
    expect(led.text).toContain('>invited</span>');
    expect(await stage.server.mailsTo('grace@megacorp.example')).toHaveLength(1);
    const again = await stage.person.submit(`${users}create/`, `${users}create/`, { 'Display Name': 'Other', Login: 'grace', Email: 'x@megacorp.example' });
    expect([again.status, again.text.includes('role="alert"'), again.text.includes('value="Other"')]).toEqual([409, true, true]);
    const wrong = await expectUnchanged(stage.server, () => stage.person.submit(`${users}create/`, `${users}create/`, { 'Display Name': 'Other', Login: 'o t h e r', Email: 'nowhere' }));
    expect([wrong.status, wrong.text.match(/field-error/g)?.length]).toEqual([400, 2]);
    expect(await stage.server.mailsTo('x@megacorp.example')).toEqual([]);
  });

  it('who have not accepted are sent the invitation again, or it is withdrawn; nobody else is offered that', async () => {
    const made = (await expectStatus(stage.world.admin.post(stage.world.path('users'), { login: 'late', email: 'late@megacorp.example', displayName: 'Late' }), 201)).body;
    const at = `${users}${made.id}/`;
    const mails = async () => (await stage.server.mailsTo('late@megacorp.example')).length;
    const sent = await stage.person.does(at, `${at}invite/`);
    expect([sent.headers['flash'], await mails()]).toEqual(['A new invitation is on its way to Late; earlier ones are good no longer.', 2]);
    expect([(await stage.person.reload()).status, await mails()]).toEqual([303, 2]);
    const withdrawn = await stage.person.does(at, `${at}withdraw-invitation/`);
    expect([withdrawn.headers['flash'], withdrawn.text.includes('<h1>Users</h1>'), withdrawn.text.includes('late@')]).toEqual(['The invitation of Late is withdrawn.', true, false]);
    const left = await stage.person.see(at);
    expect([left.text.includes('the invitation is withdrawn'), left.text.includes('>invitation withdrawn<'), left.text.includes('Disable')]).toEqual([true, true, false]);
    expect((await expectStatus(stage.ada.post(`${at}invite/`), 200)).body.State).toBe('invited');
    const reader = await stage.world.user(['user.read']);
    const ways = (await asProgram(reader.session).get(at)).body._links;
    expect([ways['invite'], ways['withdraw-invitation'], (await asProgram(reader.session).post(`${at}invite/`)).status]).toEqual([undefined, undefined, 403]);
    const member = `${users}${reader.id}/`;
    for (const step of ['invite', 'withdraw-invitation']) {
      const refused = await expectUnchanged(stage.server, () => stage.person.insist(member, `${member}${step}/`));
      expect([step, refused.status, refused.text.includes('role="alert"')]).toEqual([step, 409, true]);
    }
  });

  it('who have an account already are asked in without the organisation learning what it is like', async () => {
    const other = await stage.world.otherOrganisation('curious');
    const person = new Person(other.admin);
    const curious = '/org/curious/organisation/user/';
    await stage.world.user([], undefined, 'private-person');
    const led = await person.does(`${curious}create/`, `${curious}create/`, { 'Display Name': 'Guess', Login: 'PRIVATE-person', Email: 'guess@curious.example' });
    const at = String(led.headers['location']);
    const pages = [led, await person.see(curious), await person.see(at), await person.see(`${at}permission/`), await asProgram(other.admin).get(at), await asProgram(other.admin).get(curious)];
    for (const { text } of pages) expect(text).not.toContain('private-person@megacorp.example');
    expect([await stage.server.mailsTo('guess@curious.example'), (await stage.server.mailsTo('private-person@megacorp.example')).length]).toEqual([[], 1]);
  });

  it('show the names of groups and workspaces to those who may read them, and to nobody else', async () => {
    const [groupId, place] = [await stage.world.group(), await stage.world.workspace('hidden-place')];
    const user = await stage.world.user();
    await stage.world.addToGroup(groupId, user.id);
    const group = (await stage.world.admin.get(stage.world.path(`groups/${groupId}`))).body.name;
    await stage.world.grant({ groupId }, ['problem.read'], place);
    await stage.world.grant({ userId: user.id }, ['problem.read'], place);
    const reader = await stage.world.user(['user.read', 'role.read']);
    const [details, effective] = [`${users}${user.id}/`, `${users}${user.id}/permission/`];
    for (const page of [details, effective]) {
      const seen = await asProgram(reader.session).get(page);
      expect([page, seen.status, seen.text.includes('hidden-place'), seen.text.includes(group)]).toEqual([page, 200, false, false]);
      expect((await stage.ada.get(page)).text).toContain('hidden-place');
    }
    expect((await new Person(reader.session).page(effective)).replaceAll(/<[^>]+>/g, '')).toContain(`through the group ${groupId}`);
  });

  it('are sent a link to set a new password by those who manage users, who are not shown it', async () => {
    const user = await stage.world.user(['user.read']);
    const manager = await stage.world.user(['user.read', 'user.update']);
    const pages = new Person(manager.session);
    const [at, mails] = [`${users}${user.id}/`, async () => (await stage.server.mailsTo(`${user.login}@megacorp.example`)).filter(({ subject }) => subject === 'Set a new password')];
    expect((await pages.see(at)).text).toContain(`${at}security/`);
    const led = await pages.does(`${at}security/`, `${at}password-reset/`);
    expect(led.headers['flash']).toBe(`A link to set a new password is on its way to ${user.login}@megacorp.example. It is good for 1 hour, and once.`);
    const secret = /^\d+\.([\w-]{43})$/m.exec((await mails())[0]?.text ?? '')?.[1] as string;
    expect([secret.length, led.text.includes(secret), led.text.includes('Developer tools')]).toEqual([43, false, false]);
    const answer = await expectStatus(asProgram(manager.session).post(`${at}password-reset/`), 200);
    expect([answer.body.id, (await mails()).length]).toEqual([user.id, 2]);
    await expectStatus(asProgram(manager.session).post(`${at}password-reset/`), 200);
    const often = await expectUnchanged(stage.server, () => pages.submit(`${at}security/`, `${at}password-reset/`));
    expect([often.status, often.text.includes('So many password resets')]).toEqual([429, true]);
    const reader = new Person(user.session);
    const own = await reader.see(`${users}${manager.id}/security/`);
    expect(own.text).not.toContain('password-reset/');
    expect((await expectUnchanged(stage.server, () => reader.insist(`${users}${manager.id}/security/`, `${users}${manager.id}/password-reset/`))).status).toBe(403);
    expect((await asProgram((await stage.world.user(['user.update'])).session).post(`${at}password-reset/`)).status).toBe(403);
    // Nobody is offered what would not work.
    await stage.world.admin.patch(stage.world.path(`users/${user.id}`), { state: 'disabled' });
    expect((await expectUnchanged(stage.server, () => pages.insist(`${at}security/`, `${at}password-reset/`))).status).toBe(409);
    const other = await stage.world.otherOrganisation('resetting');
    expect((await expectUnchanged(stage.server, () => asProgram(stage.world.admin).post(`/org/${other.slug}/organisation/user/${user.id}/password-reset/`))).status).toBe(404);
  });

  it('are renamed, disabled and enabled again', async () => {
    const user = await stage.world.user(['problem.read']);
    const at = `${users}${user.id}/`;
    expect((await stage.person.does(at, at, { 'Display Name': 'Somebody else' })).text).toContain('<h1>Somebody else</h1>');
    await expectStatus(user.session.get('/api/v1/organisations/megacorp/problems'), 200);
    const disabled = await stage.person.does(at, at, { State: 'disabled' });
    expect(disabled.text).toContain('Enable the membership');
    expect(disabled.text).not.toContain('Disable the membership');
    expect((await user.session.get('/api/v1/organisations/megacorp/problems')).status).toBe(404);
    await stage.person.does(at, at, { State: 'active' });
    await expectStatus(user.session.get('/api/v1/organisations/megacorp/problems'), 200);
    const wrong = await expectUnchanged(stage.server, () => stage.person.submit(at, at, { 'Display Name': ' ' }));
    expect([wrong.status, wrong.text.includes('field-error')]).toEqual([400, true]);
    expect((await expectStatus(stage.ada.patch(at, { displayName: 'By patch' }), 200)).body['Display Name']).toBe('By patch');
  });

  it('do not lose the last super user', async () => {
    const refused = await expectUnchanged(stage.server, () => stage.person.submit(`${users}1001/`, `${users}1001/`, { State: 'disabled' }));
    expect([refused.status, refused.text.includes('role="alert"')]).toEqual([409, true]);
  });

  it('are put into groups and given roles where they are to hold them, and lose both', async () => {
    const user = await stage.world.user();
    const at = `${users}${user.id}/`;
    const [group, workspace, role] = [await stage.world.group(), await stage.world.workspace(), await stage.world.role(['problem.read'])];
    await stage.person.does(at, `${at}group/`, { Group: group });
    await stage.person.does(at, `${at}role/`, { Role: role, Workspace: workspace });
    await stage.person.does(at, `${at}role/`, { Role: role, Workspace: 'organisation' });
    const { body } = await expectStatus(stage.ada.get(at), 200);
    expect(body.Groups).toMatchObject([{ id: group, _links: { leave: { href: `${at}group/${group}/leave/` } } }]);
    expect(body.Roles).toMatchObject([{ Role: role, Workspace: workspace, Holder: user.id }, { Role: role, Workspace: null }]);
    expect((await user.session.get(stage.world.path(`problems?workspaceId=${workspace}`))).status).toBe(200);
    for (const { _links } of body.Roles) await stage.person.does(at, _links.withdraw.href);
    expect((await user.session.get(stage.world.path('problems'))).status).toBe(403);
    await stage.person.does(at, `${at}group/${group}/leave/`);
    expect((await stage.ada.get(at)).body).toMatchObject({ Groups: [], Roles: [] });
    const twice = await expectUnchanged(stage.server, () => stage.ada.post(body.Roles[0]._links.withdraw.href));
    expect(twice.status).toBe(404);
  });

  it('are given no role unless somebody has said which and where: the form comes back with what else was said', async () => {
    const [user, role] = [await stage.world.user(), await stage.world.role(['problem.read'])];
    await stage.world.workspace();
    const at = `${users}${user.id}/`;
    const chosen = (text: string, name: string) => new RegExp(`<select[^>]*name="${name}"[^>]*>(.*?)</select>`, 's').exec(text)?.[1]?.match(/<option[^>]*selected[^>]*>[^<]*/g)?.map((option) => option.replace(/.*>/, ''));
    const form = await stage.person.page(at);
    expect([chosen(form, 'Role'), chosen(form, 'Workspace')]).toEqual([['Choose…'], ['Choose…']]);
    const nowhere = await expectUnchanged(stage.server, () => stage.person.submit(at, `${at}role/`, { Role: role, Workspace: '' }));
    expect([nowhere.status, nowhere.text.includes('Workspace must be chosen'), chosen(nowhere.text, 'Workspace')]).toEqual([400, true, ['Choose…']]);
    expect(nowhere.text).toMatch(new RegExp(`<option (?:selected value="${role}"|value="${role}" selected)`));
    const none = await expectUnchanged(stage.server, () => stage.person.submit(at, `${at}role/`, { Role: '', Workspace: 'organisation' }));
    expect([none.status, none.text.includes('Role must be chosen'), chosen(none.text, 'Workspace')]).toEqual([400, true, ['The organisation as a whole']]);
    // Programs leave out what is not meant.
    await expectStatus(stage.ada.post(`${at}role/`, { Role: role }), 200);
    expect((await stage.ada.get(at)).body.Roles).toMatchObject([{ Role: role, Workspace: null }]);
    for (const place of ['', 'all', '0', '1001 ', null]) expect([place, (await expectUnchanged(stage.server, () => stage.ada.post(`${at}role/`, { Role: role, Workspace: place }))).status]).toEqual([place, 400]);
  });

  it('are given roles without a question where there is but one place', async () => {
    const [workspace, user] = [await stage.world.workspace('only one'), await stage.world.user()];
    const giver = new Person((await stage.world.user(['user.read', 'role.read', 'role.assign', 'problem.read'], workspace)).session);
    const role = await stage.world.role(['problem.read']);
    const at = `${users}${user.id}/`;
    const select = /<select[^>]*name="Workspace"[^>]*>(.*?)<\/select>/s.exec(await giver.page(at))?.[1];
    expect(select?.match(/<option[^>]*>[^<]*/g)).toEqual([expect.stringContaining('Workspace only one')]);
    await giver.does(at, `${at}role/`, { Role: role, Workspace: workspace });
    expect((await stage.ada.get(at)).body.Roles).toMatchObject([{ Role: role, Workspace: workspace }]);
  });

  it('get no role where it cannot be held, none their giver does not hold, and none that is somebody else’s is taken', async () => {
    const [user, other] = [await stage.world.user(), await stage.world.user()];
    const at = `${users}${user.id}/`;
    const given = await stage.world.grant({ userId: other.id }, ['problem.read']);
    const assigner = await stage.world.user(['user.read', 'role.read', 'role.assign']);
    const attempts: [Client, string, object, number][] = [
      [stage.ada, `${at}role/`, { Role: '1001', Workspace: '1001' }, 400],
      [stage.ada, `${at}role/`, { Role: '999999', Workspace: 'organisation' }, 400],
      [stage.ada, `${at}role/`, { Role: await stage.world.role(['problem.read']), Workspace: '999999' }, 400],
      [asProgram(assigner.session), `${at}role/`, { Role: '1001' }, 403],
      [stage.ada, `${at}role/${given}/withdraw/`, {}, 404],
      [stage.ada, `${users}999999/role/`, { Role: '1001' }, 404],
    ];
    for (const [by, path, body, status] of attempts) expect([path, (await expectUnchanged(stage.server, () => by.post(path, body))).status]).toEqual([path, status]);
    expect((await new Person(stage.world.admin).submit(at, `${at}role/`, { Role: '1001', Workspace: '1001' })).text).toContain('<details class="confirm" open');
  });

  it('show what they may do, and because of what', async () => {
    const user = await stage.world.user(['audit.read']);
    const groupId = await stage.world.group();
    await stage.world.addToGroup(groupId, user.id);
    const workspace = await stage.world.workspace('lab');
    await stage.world.grant({ groupId }, ['problem.read'], workspace);
    const { body } = await expectStatus(stage.ada.get(`${users}${user.id}/permission/`), 200);
    expect(body).toMatchObject({ id: user.id, Active: true });
    expect(body.items).toMatchObject([
      { Permission: 'audit.read', Workspaces: null, Sources: [{ Group: null, Workspace: null }] },
      { Permission: 'problem.read', Workspaces: [{ id: workspace, Name: 'lab' }], Sources: [{ Workspace: 'lab', _links: { group: { href: `${org}/organisation/group/${groupId}/` } } }] },
    ]);
    const page = await stage.person.see(`${users}${user.id}/permission/`);
    expect(page.text).toContain('<code>problem.read</code>');
    expect(page.text).toContain(`through the group <a href="${org}/organisation/group/${groupId}/">`);
    expect(page.text).toMatch(/aria-current="page">Effective permissions/);
  });

  it('show each what he may see, and let nobody do more than that', async () => {
    const reader = await stage.world.user(['user.read']);
    const user = await stage.world.user();
    const at = `${users}${user.id}/`;
    const { body } = await expectStatus(asProgram(reader.session).get(at), 200);
    expect(body).toMatchObject({ Groups: null, Roles: null, joinGroup: null, giveRole: null, 'API Key Generation': null });
    expect(Object.keys(body._links)).toEqual(['self', 'list']);
    const page = await new Person(reader.session).see(at);
    expect(page.text).not.toMatch(/<form method="post" action="\/org/);
    const bystander = (await stage.world.bystander()).session;
    for (const path of [users, at, `${at}permission/`, `${at}security/`]) expect([path, (await asProgram(bystander).get(path)).status]).toEqual([path, 403]);
    const attempts: [string, object][] = [['', { State: 'disabled' }], ['group/', { Group: '1001' }], ['role/', { Role: '1001' }], ['key-generation/', { Enabled: true }]];
    for (const [rest, form] of attempts) expect([rest, (await expectUnchanged(stage.server, () => asProgram(reader.session).post(`${at}${rest}`, form))).status]).toEqual([rest, 403]);
  });

  it('of another organisation are not there', async () => {
    const other = await stage.world.otherOrganisation();
    const user = await stage.world.user();
    for (const rest of ['', 'permission/', 'security/']) expect((await stage.ada.get(`/org/${other.slug}/organisation/user/${user.id}/${rest}`)).status).toBe(404);
    for (const [rest, form] of [['', { State: 'disabled' }], ['key-generation/', { Enabled: true }], ['role/', { Role: '1001' }]] as const) {
      expect((await expectUnchanged(stage.server, () => stage.ada.post(`/org/${other.slug}/organisation/user/${user.id}/${rest}`, form))).status).toBe(404);
    }
  });
});
