import { expect, it } from '@jest/globals';
import { expectStatus, expectUnchanged, onEachDatabase } from '../../harness/index.js';
import { asProgram, org } from '../door.js';
import { Stage } from '../stage.js';

const groups = `${org}/organisation/group/`;

onEachDatabase('groups as pages', (database) => {
  const stage = Stage.on(database);

  it('are made, listed with how many are in them, searched and sorted', async () => {
    const made = await stage.person.does(`${groups}create/`, `${groups}create/`, { Name: 'Zoologists <1>' });
    expect(made.text).toContain('<h1>Zoologists &lt;1></h1>');
    const { body } = await expectStatus(stage.ada.get(`${groups}?search=zoo`), 200);
    expect(body.items).toMatchObject([{ Name: 'Zoologists <1>', Members: 0, 'API Key Generation': false }]);
    const twice = await stage.person.submit(`${groups}create/`, `${groups}create/`, { Name: 'Zoologists <1>' });
    expect([twice.status, twice.text.includes('role="alert"')]).toEqual([409, true]);
    await expectStatus(stage.ada.post(`${groups}create/`, { Name: 'Zymurgists' }), 201);
    expect((await stage.ada.get(`${groups}?search=z&sort=-name`)).body.items.map(({ Name }: { Name: string }) => Name)).toEqual(['Zymurgists', 'Zoologists <1>']);
  });

  it('take members by login or id, and let them go', async () => {
    const [group, user, other] = [await stage.world.group(), await stage.world.user(), await stage.world.user()];
    const at = `${groups}${group}/`;
    expect((await stage.person.does(at, `${at}member/`, { Login: user.login.toUpperCase() })).headers['flash']).toBe('Added. The group has one member now.');
    await expectStatus(stage.ada.post(`${at}member/`, { userId: other.id }), 200);
    const { body } = await expectStatus(stage.ada.get(at), 200);
    expect(body.items).toMatchObject([{ id: user.id, Login: user.login, State: 'active' }, { id: other.id }]);
    expect((await stage.ada.get(`${at}?limit=1`)).body._links.next.href).toContain('cursor=');
    await stage.person.does(at, `${at}member/${user.id}/remove/`);
    expect((await stage.ada.get(at)).body).toMatchObject({ Members: 1, items: [{ id: other.id }] });
    const unknown = await expectUnchanged(stage.server, () => stage.person.submit(at, `${at}member/`, { Login: 'nobody' }));
    expect([unknown.status, unknown.text.includes('is nobody of this organisation'), unknown.text.includes('value="nobody"')]).toEqual([400, true, true]);
    for (const body of [{}, { Login: other.login, userId: other.id }]) expect((await expectUnchanged(stage.server, () => stage.ada.post(`${at}member/`, body))).status).toBe(400);
    expect((await expectUnchanged(stage.server, () => stage.ada.post(`${at}member/`, { userId: other.id }))).status).toBe(409);
  });

  it('are given roles, which their members then hold, until they are taken away', async () => {
    const [group, user, role] = [await stage.world.group(), await stage.world.user(), await stage.world.role(['problem.read'])];
    await stage.world.addToGroup(group, user.id);
    const at = `${groups}${group}/`;
    await stage.person.does(`${at}role/`, `${at}role/`, { Role: role, Workspace: 'organisation' });
    await expectStatus(user.session.get(stage.world.path('problems')), 200);
    const { body } = await expectStatus(stage.ada.get(`${at}role/`), 200);
    expect(body.Roles).toMatchObject([{ Role: role, Workspace: null, 'Holder Kind': 'group', Holder: group }]);
    await stage.person.does(`${at}role/`, body.Roles[0]._links.withdraw.href);
    expect((await user.session.get(stage.world.path('problems'))).status).toBe(403);
  });

  it('are renamed and deleted: what was held through them is gone', async () => {
    const [group, user] = [await stage.world.group(), await stage.world.user()];
    await stage.world.addToGroup(group, user.id);
    await stage.world.grant({ groupId: group }, ['problem.read']);
    const at = `${groups}${group}/`;
    expect((await stage.person.does(at, at, { Name: 'Renamed' })).text).toContain('<h1>Renamed</h1>');
    expect((await expectStatus(stage.ada.patch(at, { name: 'Again' }), 200)).body.Name).toBe('Again');
    const gone = await stage.person.does(at, `${at}delete/`);
    expect(gone.headers['flash']).toBe('“Again” is deleted.');
    expect((await user.session.get(stage.world.path('problems'))).status).toBe(403);
    expect((await stage.ada.get(at)).status).toBe(404);
    const other = await stage.world.group();
    await expectStatus(stage.ada.delete(`${groups}${other}/`), 200);
    expect((await stage.ada.get(`${groups}${other}/`)).status).toBe(404);
  });

  it('show and change nothing for those who may not, and of another organisation nothing at all', async () => {
    const [group, user] = [await stage.world.group(), await stage.world.user()];
    const reader = asProgram((await stage.world.user(['group.read'])).session);
    const at = `${groups}${group}/`;
    expect(Object.keys((await expectStatus(reader.get(at), 200)).body._links)).toEqual(['self', 'list']);
    const changes: [string, object | undefined][] = [['', { Name: 'x' }], ['delete/', undefined], ['member/', { userId: user.id }], ['role/', { Role: '1001' }], ['key-generation/', { Enabled: true }]];
    for (const [rest, form] of changes) expect([rest, (await expectUnchanged(stage.server, () => reader.post(at + rest, form))).status]).toEqual([rest, 403]);
    expect((await asProgram((await stage.world.bystander()).session).get(groups)).status).toBe(403);
    const other = await stage.world.otherOrganisation();
    for (const [rest, form] of changes) expect([rest, (await expectUnchanged(stage.server, () => stage.ada.post(`/org/${other.slug}/organisation/group/${group}/${rest}`, form))).status]).toEqual([rest, 404]);
    for (const rest of ['', 'role/', 'security/']) expect((await stage.ada.get(`/org/${other.slug}/organisation/group/${group}/${rest}`)).status).toBe(404);
  });
});
