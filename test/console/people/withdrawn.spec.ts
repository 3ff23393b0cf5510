import { expect, it } from '@jest/globals';
import { expectStatus, expectUnchanged, onEachDatabase } from '../../harness/index.js';
import { org } from '../door.js';
import { Stage } from '../stage.js';

const users = `${org}/organisation/user/`;

onEachDatabase('people whose invitation was withdrawn, on pages', (database) => {
  const stage = Stage.on(database);
  const invite = async (login: string) =>
    (await expectStatus(stage.world.admin.post(stage.world.path('users'), { login, email: `${login}@megacorp.example`, displayName: `Gone ${login}` }), 201)).body.id as string;

  it('stand in no list of users, groups, holders or suggestions, and in the audit', async () => {
    const [id, groupId, role, workspace] = [await invite('vanished'), await stage.world.group(), await stage.world.role(['problem.read']), await stage.world.workspace()];
    await stage.world.addToGroup(groupId, id);
    const workspaceRoleId = await stage.world.workspaceRole(role, workspace);
    await expectStatus(stage.world.admin.post(stage.world.path('role-assignments'), { workspaceRoleId, userId: id }), 201);
    const places = [users, `${org}/organisation/group/${groupId}/`, `${org}/organisation/role/${role}/holder/`, `${org}/organisation/workspace/${workspace}/`, `${org}/refusals/try/`];
    for (const place of places) expect([place, (await stage.person.page(place)).includes('Gone vanished')]).toEqual([place, true]);
    await stage.person.does(`${users}${id}/`, `${users}${id}/withdraw-invitation/`);
    for (const place of places) expect([place, /vanished/.test((await stage.person.page(place)).replaceAll(/class="flash"[^<]*/g, ''))]).toEqual([place, false]);
    expect((await stage.ada.get(`${org}/organisation/group/${groupId}/`)).body).toMatchObject({ Members: 0, items: [] });
    expect(await stage.person.page(`${org}/audit/?subjectKind=user&subjectId=${id}`)).toContain('Gone vanished');
  });

  it('are given nothing, and are offered nothing but another invitation', async () => {
    const id = await invite('unreachable');
    const [groupId, role] = [await stage.world.group(), await stage.world.role(['problem.read'])];
    const at = `${users}${id}/`;
    await stage.person.does(at, `${at}withdraw-invitation/`);
    const { body } = await expectStatus(stage.ada.get(at), 200);
    expect([body.joinGroup, body.giveRole, Object.keys(body._links).toSorted()]).toEqual([null, null, ['audit', 'invite', 'list', 'self']]);
    const gifts: [string, object, number][] = [
      [`${at}role/`, { Role: role, Workspace: 'organisation' }, 404],
      [`${at}group/`, { Group: groupId }, 404],
      [`${users}999999/group/`, { Group: groupId }, 404],
      [`${org}/organisation/group/${groupId}/member/`, { Login: 'unreachable' }, 400],
      [`${org}/organisation/group/${groupId}/member/`, { User: id }, 400],
      [`${org}/organisation/role/${role}/holder/`, { Login: 'unreachable' }, 400],
      [`${org}/organisation/role/${role}/holder/`, { User: id }, 400],
    ];
    for (const [path, form, status] of gifts) expect([path, (await expectUnchanged(stage.server, () => stage.ada.post(path, form))).status]).toEqual([path, status]);
    const { items } = (await expectStatus(stage.ada.post(`${users}key-generation/`, { ids: [id], Enabled: true }), 200)).body;
    expect(items).toEqual([{ id, Name: '', Outcome: 'failed', Mailed: false, Note: 'There is no such user here' }]);
  });

  it('are invited again under another address; whoever invites somebody with an account is told where that goes', async () => {
    const id = await invite('mistyped');
    const at = `${users}${id}/`;
    await stage.person.does(at, `${at}withdraw-invitation/`);
    const again = await stage.person.does(`${users}create/`, `${users}create/`, { 'Display Name': 'Right', Login: 'mistyped', Email: 'right@megacorp.example' });
    expect([again.headers['flash'], (await stage.server.mailsTo('right@megacorp.example')).length]).toEqual(['Right is invited: a mail is on its way.', 1]);
    const other = await stage.world.otherOrganisation('asking');
    const person = await stage.world.user([], undefined, 'settled');
    const asked = await expectStatus(stage.ada.post(`/org/${other.slug}/organisation/user/create/`, { 'Display Name': 'S', Login: 'settled', Email: 'guess@asking.example' }), 201);
    expect([asked.body['Invitation Goes To'], asked.text.includes(`${person.login}@`)]).toEqual(['account', false]);
    expect(await stage.person.page(asked.body._links.self.href)).toContain('The login has an account with an address of its own');
  });
});
