import { expect, it } from '@jest/globals';
import { expectStatus, expectUnchanged, onEachDatabase } from '../harness/index.js';
import { asProgram, keys, org } from './door.js';
import { Person } from './person.js';
import { Stage } from './stage.js';

const tokens = `${org}/organisation/api-token/`;
const accesses = `${org}/organisation/api-access`;

onEachDatabase('somebody for whom key generation is off', (database) => {
  const stage = Stage.on(database);

  it('gets no form that could only be refused, at either face, but is told who can enable it', async () => {
    const user = await stage.world.user(['api-key.create-service']);
    const [person, program] = [new Person(user.session), asProgram(user.session)];
    const openTo = async () => Promise.all([`${keys}/`, `${accesses}/`].map(async (list) => (await expectStatus(program.get(list), 200)).body._links.create !== undefined));
    const settings = (keyCreation: string) => expectStatus(stage.world.admin.patch('/api/v1/organisations/megacorp', { keyCreation }), 200);
    expect(await openTo()).toEqual([true, true]);
    await settings('enabled');
    expect(await openTo()).toEqual([false, false]);
    const list = await person.page(`${keys}/`);
    expect([list.includes('Create an API key'), list.includes('key-right.manage')]).toEqual([false, true]);
    const own = await person.page(tokens);
    expect([own.includes('Generate an API token'), own.includes('key-right.manage')]).toEqual([false, true]);
    expect((await expectStatus(program.get(tokens), 200)).body).toMatchObject({ fields: [] });
    for (const form of [`${keys}/create/`, `${accesses}/create/`]) {
      const page = await person.get(form);
      expect([form, page.status, page.text.includes('key-right.manage'), page.text.includes(`action="${form}"`)]).toEqual([form, 403, true, false]);
      expect([form, (await program.get(form)).status]).toEqual([form, 403]);
      expect([form, (await expectUnchanged(stage.server, () => program.post(form, { Name: 'x' }))).status]).toEqual([form, 403]);
    }
    const old = await expectUnchanged(stage.server, () => person.insist(`${keys}/`, `${keys}/create/`, { Name: 'x', _Permissions: 'all' }));
    expect([old.status, old.text.includes('key-right.manage')]).toEqual([403, true]);
    await settings('everyone');
    expect(await openTo()).toEqual([true, true]);
  });
});

onEachDatabase('somebody who may give nothing to an API access', (database) => {
  const stage = Stage.on(database);

  it('gets no form with an empty matrix, but is told which permission is missing', async () => {
    const user = await stage.world.user(['problem.read']);
    const form = `${accesses}/create/`;
    const page = await new Person(user.session).get(form);
    expect([page.status, page.text.includes('api-key.create-service'), page.text.includes(`action="${form}"`)]).toEqual([403, true, false]);
    expect((await asProgram(user.session).get(form)).status).toBe(403);
    expect((await expectUnchanged(stage.server, () => asProgram(user.session).post(form, { Name: 'x' }))).status).toBe(403);
    const maker = await stage.world.user(['api-key.create-service']);
    expect(await new Person(maker.session).page(form)).toContain(`action="${form}"`);
  });
});

onEachDatabase('the page of a key that has ended', (database) => {
  const stage = Stage.on(database);

  it('names the workspaces in which it worked', async () => {
    const name = 'Pressing plant';
    const key = await stage.world.key(stage.world.admin, { workspaceIds: [await stage.world.workspace(name)] });
    const self = `${keys}/${key.id}/`;
    expect(await stage.person.page(self)).toMatch(/<dd>\s*Pressing plant\s*<\/dd>/);
    await stage.person.does(self, `${self}revoke/`);
    expect(await stage.person.page(self)).toMatch(/<dd>\s*Pressing plant\s*<\/dd>/);
    expect((await stage.ada.get(self)).body['Workspace Names']).toEqual([name]);
  });
});
