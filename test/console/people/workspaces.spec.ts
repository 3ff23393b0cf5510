import { expect, it } from '@jest/globals';
import { expectStatus, expectUnchanged, onEachDatabase } from '../../harness/index.js';
import { asProgram, org } from '../door.js';
import { Stage } from '../stage.js';

const workspaces = `${org}/organisation/workspace/`;

onEachDatabase('workspaces as pages', (database) => {
  const stage = Stage.on(database);

  it('are made, renamed and deleted', async () => {
    const made = await stage.person.does(`${workspaces}create/`, `${workspaces}create/`, { Name: 'lab <1>' });
    expect(made.text).toContain('<h1>lab &lt;1></h1>');
    const { id } = (await expectStatus(stage.ada.get(workspaces), 200)).body.items.find(({ Name }: { Name: string }) => Name === 'lab <1>');
    const at = `${workspaces}${id}/`;
    expect((await stage.person.does(at, at, { Name: 'laboratory' })).text).toContain('<h1>laboratory</h1>');
    expect((await expectStatus(stage.ada.patch(at, { name: 'lab' }), 200)).body.Name).toBe('lab');
    const wrong = await expectUnchanged(stage.server, () => stage.person.submit(at, at, { Name: ' ' }));
    expect([wrong.status, wrong.text.includes('field-error')]).toEqual([400, true]);
    expect((await stage.person.does(at, `${at}delete/`)).headers['flash']).toBe('“lab” is deleted.');
    expect((await stage.ada.get(at)).status).toBe(404);
  });

  it('show who holds which role in them, give roles there and take them away', async () => {
    const [workspace, user, group, role] = [await stage.world.workspace(), await stage.world.user(), await stage.world.group(), await stage.world.role(['problem.read'])];
    const at = `${workspaces}${workspace}/`;
    await stage.person.does(at, `${at}holder/`, { Role: role, Login: user.login });
    await stage.person.does(at, `${at}holder/`, { Role: role, Login: '', Group: group });
    await stage.world.grant({ userId: user.id }, ['audit.read']);
    const { body } = await expectStatus(stage.ada.get(at), 200);
    expect(body.items).toMatchObject([{ Role: role, Holder: user.id, Workspace: workspace }, { Role: role, Holder: group, 'Holder Kind': 'group' }]);
    await expectStatus(user.session.get(stage.world.path(`problems?workspaceId=${workspace}`)), 200);
    for (const { _links } of body.items) await stage.person.does(at, _links.withdraw.href);
    expect((await user.session.get(stage.world.path('problems'))).status).toBe(403);
    for (const form of [{ Role: role }, { Role: '1001', userId: user.id }, { Login: user.login }]) expect((await expectUnchanged(stage.server, () => stage.ada.post(`${at}holder/`, form))).status).toBe(400);
    const whole = (await stage.world.admin.get(stage.world.path(`role-assignments?userId=${user.id}`))).body.items[0].id;
    expect((await expectUnchanged(stage.server, () => stage.ada.post(`${at}holder/${whole}/withdraw/`))).status).toBe(404);
  });

  it('are seen where one may see them, and changed by those alone who may', async () => {
    const [mine, other] = [await stage.world.workspace(), await stage.world.workspace()];
    const user = await stage.world.user(['workspace.read'], mine);
    const reader = asProgram(user.session);
    expect((await reader.get(workspaces)).body.items.map(({ id }: { id: string }) => id)).toEqual([mine]);
    const { body } = await expectStatus(reader.get(`${workspaces}${mine}/`), 200);
    expect([body.items, body.give, Object.keys(body._links)]).toEqual([null, null, ['self', 'list']]);
    expect((await reader.get(`${workspaces}${other}/`)).status).toBe(403);
    const changes: [string, object | undefined][] = [['', { Name: 'x' }], ['delete/', undefined], ['holder/', { Role: '1001', userId: user.id }]];
    for (const [rest, form] of changes) expect([rest, (await expectUnchanged(stage.server, () => reader.post(`${workspaces}${mine}/${rest}`, form))).status]).toEqual([rest, 403]);
    const organisation = await stage.world.otherOrganisation();
    for (const [rest, form] of changes) expect((await expectUnchanged(stage.server, () => stage.ada.post(`/org/${organisation.slug}/organisation/workspace/${mine}/${rest}`, form))).status).toBe(404);
    expect((await stage.ada.get(`/org/${organisation.slug}/organisation/workspace/${mine}/`)).status).toBe(404);
  });

  it('let whoever may assign roles in one of them do so there, and nowhere else', async () => {
    const [mine, other, user] = [await stage.world.workspace(), await stage.world.workspace(), await stage.world.user()];
    const chief = asProgram((await stage.world.user(['workspace.read', 'role.read', 'role.assign', 'problem.read'], mine)).session);
    const role = await stage.world.role(['problem.read']);
    expect((await chief.get(`${workspaces}${mine}/`)).body.give).not.toBeNull();
    await expectStatus(chief.post(`${workspaces}${mine}/holder/`, { Role: role, userId: user.id }), 200);
    expect((await expectUnchanged(stage.server, () => chief.post(`${workspaces}${other}/holder/`, { Role: role, userId: user.id }))).status).toBe(403);
    const offered = (await chief.get(`${org}/organisation/role/${role}/holder/`)).body.give.fields.find(({ label }: { label: string }) => label === 'Workspace');
    expect(offered).toMatchObject({ required: true, options: [{ value: mine }] });
  });
});
