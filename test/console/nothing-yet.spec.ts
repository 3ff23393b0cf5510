import { expect, it } from '@jest/globals';
import { type Client, expectStatus, expectUnchanged, onEachDatabase } from '../harness/index.js';
import { asProgram, keys, org } from './door.js';
import { Person } from './person.js';
import { Stage } from './stage.js';

/** Which of two is ticked when the page is opened. */
const modeOn = (page: string, label: string) => new RegExp(`name="_${label}" value="(\\w+)" checked`).exec(page)?.[1] ?? '';

onEachDatabase('a key that may do nothing', (database) => {
  const stage = Stage.on(database);

  const readAs = async (by: Client, id: string) => (await expectStatus(asProgram(by).get(`${keys}/${id}/`), 200)).body;

  it('is renamed as it is, also by somebody who holds nothing, and is given no more by that', async () => {
    const holder = await stage.world.user();
    for (const by of [holder.session, stage.world.admin]) {
      const person = new Person(by);
      const { id } = await stage.world.key(by, { permissions: [], workspaceIds: [] });
      const self = `${keys}/${id}/`;
      const page = await person.page(self);
      const ticked = { _Permissions: modeOn(page, 'Permissions'), ...(page.includes('name="_Workspaces"') && { _Workspaces: modeOn(page, 'Workspaces') }) };
      await expectStatus(person.submit(self, self, { Name: 'another', Purpose: '', ...ticked }), 303);
      expect(await readAs(by, id)).toMatchObject({ Name: 'another', Permissions: [], Workspaces: [] });
    }
  });

  it('is given what is ticked, or all when that is said; what holds something does not come to hold nothing by a form without ticks', async () => {
    const { id } = await stage.world.key(stage.world.admin, { permissions: [] });
    const self = `${keys}/${id}/`;
    const change = async (members: Record<string, string>) => stage.person.submit(self, self, { Name: 'some', Purpose: '', _Workspaces: 'all', ...members });
    await expectStatus(change({ _Permissions: modeOn(await stage.person.page(self), 'Permissions'), Permissions: 'problem.read' }), 303);
    expect((await readAs(stage.world.admin, id)).Permissions).toEqual(['problem.read']);
    const mode = modeOn(await stage.person.page(self), 'Permissions');
    const back = await expectUnchanged(stage.server, () => change({ _Permissions: mode }));
    expect([mode, back.status, back.text.includes('need at least one tick')]).toEqual(['chosen', 400, true]);
    await expectStatus(change({ _Permissions: 'all' }), 303);
    expect((await readAs(stage.world.admin, id)).Permissions).toBeNull();
  });
});

onEachDatabase('the home of somebody who may not make keys', (database) => {
  const stage = Stage.on(database);

  it('offers none to create, to people and to programs, until that is enabled', async () => {
    const { id, session } = await stage.world.user();
    const person = new Person(session);
    const offers = async () => [(await person.page(`${org}/`)).includes('Create an API key'), 'api-key-create' in (await expectStatus(asProgram(session).get(`${org}/`), 200)).body._links];
    expect(await offers()).toEqual([true, true]);
    await expectStatus(stage.world.admin.patch('/api/v1/organisations/megacorp', { keyCreation: 'enabled' }), 200);
    expect(await offers()).toEqual([false, false]);
    expect((await stage.person.page(`${org}/`)).includes('Create an API key')).toBe(true);
    const { text } = await expectStatus(person.get(`${org}/organisation/api-key/create/`), 403);
    const page = text.slice(text.indexOf('<main'));
    expect([page.split('You may not make API keys here').length - 1, page.includes('A holder of key-right.manage can enable it'), page.includes('The caller'), page.includes('decision below')]).toEqual([1, true, false, false]);
    await expectStatus(stage.world.admin.put(stage.world.path('key-rights'), { userIds: [id], enabled: true }), 200);
    expect(await offers()).toEqual([true, true]);
  });
});
