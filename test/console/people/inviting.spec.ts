import { expect, it } from '@jest/globals';
import { expectStatus, expectUnchanged, onEachDatabase } from '../../harness/index.js';
import { asProgram, org } from '../door.js';
import { Person } from '../person.js';
import { Stage } from '../stage.js';

const users = `${org}/organisation/user/`;
const path = `${users}create/`;

onEachDatabase('the form that invites', (database) => {
  const stage = Stage.on(database);
  const person = (login: string) => ({ 'Display Name': 'N', Login: login, Email: `${login}@megacorp.example` });

  it('gives groups and roles at once', async () => {
    const [group, workspace, role] = [await stage.world.group(), await stage.world.workspace('hall'), await stage.world.role(['problem.read'])];
    const scope = await stage.world.workspaceRole(role, workspace);
    const { body } = await expectStatus(stage.ada.get(path), 200);
    const field = (label: string) => body.fields.find((each: { label: string }) => each.label === label);
    expect(field('Groups').options).toContainEqual(expect.objectContaining({ value: group }));
    expect(field('Workspace Roles').options.map(({ value }: { value: string }) => value)).toContain(scope);
    const made = await stage.person.does(path, path, { ...person('placed'), Groups: group, 'Workspace Roles': ['', scope] });
    expect(made.text).toContain(`${org}/organisation/group/${group}/`);
    const id = /user\/(\d+)\//.exec(String(made.text))?.[1];
    expect((await stage.ada.get(`${users}${id}/`)).body).toMatchObject({ Groups: [{ id: group }], Roles: [{ Role: role, Workspace: workspace }] });
    const several = await expectStatus(stage.ada.post(path, { ...person('several'), Groups: [group], 'Workspace Roles': [scope] }), 201);
    expect((await stage.ada.get(several.body._links.self.href)).body.Roles).toHaveLength(1);
  });

  it('comes back with what was ticked, and nobody is added, when one of it cannot be given', async () => {
    const [group, role] = [await stage.world.group(), await stage.world.role(['problem.read'])];
    const scope = await stage.world.workspaceRole(role);
    await expectStatus(stage.world.admin.delete(stage.world.path(`roles/${await stage.world.role(['problem.read'])}`)), 200);
    const back = await expectUnchanged(stage.server, () => stage.person.submit(path, path, { ...person('ticked'), Groups: [group], 'Workspace Roles': ['', scope, '999999'] }));
    expect([back.status, back.text.includes('is not a workspace role of this organisation'), /<details class="panel" open/.test(back.text)]).toEqual([400, true, true]);
    for (const value of [group, scope]) expect(back.text).toMatch(new RegExp(`<input(?=[^>]*value="${value}")(?=[^>]*checked)[^>]*type="checkbox"|<input(?=[^>]*type="checkbox")(?=[^>]*value="${value}")[^>]*checked`));
  });

  it('offers nobody what they cannot give', async () => {
    const inviter = await stage.world.user(['user.create', 'user.read']);
    const { body } = await expectStatus(asProgram(inviter.session).get(path), 200);
    expect([body.fields.map(({ label }: { label: string }) => label), body.Matrix]).toEqual([['Display Name', 'Login', 'Email'], null]);
    expect(await new Person(inviter.session).page(path)).not.toContain('Groups and roles');
    const workspace = await stage.world.workspace('own-place');
    const local = await stage.world.user(['user.create', 'role.assign', 'problem.read'], workspace);
    await stage.world.grant({ userId: local.id }, ['user.create']);
    const own = (await expectStatus(asProgram(local.session).get(path), 200)).body.Matrix;
    expect(own.rows.map(({ Workspace }: { Workspace: string }) => Workspace)).toEqual([workspace]);
    const role = await stage.world.workspaceRole(await stage.world.role(['audit.read']), workspace);
    const refused = await expectUnchanged(stage.server, () => asProgram(local.session).post(path, { ...person('toomuch'), 'Workspace Roles': [role] }));
    expect([refused.status, await stage.server.mailsTo('toomuch@megacorp.example')]).toEqual([403, []]);
  });
});
