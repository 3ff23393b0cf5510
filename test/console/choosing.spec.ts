import { expect, it } from '@jest/globals';
import { expectStatus, expectUnchanged, onEachDatabase } from '../harness/index.js';
import { asProgram, keys, org } from './door.js';
import { Stage } from './stage.js';

const form = `${keys}/create/`;
const dayMs = 86_400_000;

onEachDatabase('what is chosen in a form, without JavaScript', (database) => {
  const stage = Stage.on(database);

  const newest = async () => (await expectStatus(stage.ada.get(`${keys}/?sort=-id&limit=1`), 200)).body.items[0];
  const make = async (members: Record<string, string | string[]>) => {
    await expectStatus(stage.person.submit(form, form, { Name: 'chosen', _Permissions: 'all', ...members }), 201);
    return newest();
  };
  const day = (days: number) => new Date(stage.server.clock.now() + days * dayMs).toISOString().slice(0, 10);

  it('is when a key ends: never, after a usual while, or on a day of one\'s own', async () => {
    const page = await stage.person.page(form);
    const offered = [...page.matchAll(/<option[^>]*value="([^"]*)"/g)].map(([, value]) => value);
    expect(offered).toEqual(['never', day(30), day(90), day(365), 'own']);
    for (const path of [form, `${org}/organisation/api-token/`, `${org}/organisation/api-access/create/`]) {
      const select = /<select[^>]*name="_Expires".*?<\/select>/s.exec(await stage.person.page(path))?.[0] ?? '';
      expect([path, [...select.matchAll(/<option(?=[^>]* selected)[^>]*value="([^"]*)"/g)].map(([, value]) => value)]).toEqual([path, [day(365)]]);
    }
    expect((await make({})).Expires).toBeNull();
    expect((await make({ _Expires: 'never', Expires: '' })).Expires).toBeNull();
    expect((await make({ _Expires: day(90), Expires: '' })).Expires).toBe(`${day(90)}T23:59:59.000Z`);
    expect((await make({ _Expires: 'own', Expires: '2040-05-06' })).Expires).toBe('2040-05-06T23:59:59.000Z');
  });

  it('comes back when no day was said, and nothing is made', async () => {
    const back = await expectUnchanged(stage.server, () => stage.person.submit(form, form, { Name: 'half', _Permissions: 'all', _Expires: 'own', Expires: '' }));
    expect([back.status, back.text.includes('Expires needs a day'), /value="own"[^>]*selected|selected[^>]*value="own"/.test(back.text)]).toEqual([400, true, true]);
  });

  it('keeps the moment a key ends, to the second, unless another is chosen', async () => {
    const key = await stage.world.key(stage.world.admin, { expiresAt: '2040-01-01T12:34:56Z' });
    const self = `${keys}/${key.id}/`;
    const expires = async () => (await stage.ada.get(self)).body.Expires;
    const page = await stage.person.page(self);
    expect([page.includes('As it is: 1 January 2040 at 12:34 UTC'), page.includes('12:34:56"')]).toEqual([true, false]);
    const change = (choice: string) => expectStatus(stage.person.submit(self, self, { Name: 'kept', _Permissions: 'all', _Workspaces: 'all', _Expires: choice, Expires: '' }), 303);
    await change('keep');
    expect(await expires()).toBe('2040-01-01T12:34:56.000Z');
    await change(day(30));
    expect(await expires()).toBe(`${day(30)}T23:59:59.000Z`);
    await change('never');
    expect(await expires()).toBeNull();
    expect(await stage.person.page(self)).toMatch(/<option[^>]*selected[^>]*value="never"|<option[^>]*value="never"[^>]*selected/);
  });

  it('may be a group as a whole, beside single ones', async () => {
    const page = await stage.person.page(form);
    const [, whole = ''] = /name="_Permissions\*" value="(problem[^"]*)"/.exec(page) ?? [];
    expect(whole.split(' ').toSorted()).toEqual(['problem.create', 'problem.read']);
    const both = await make({ _Permissions: 'chosen', '_Permissions*': whole, Permissions: 'user.read' });
    expect(both.Permissions.toSorted()).toEqual(['problem.create', 'problem.read', 'user.read']);
    const alone = await make({ _Permissions: 'chosen', '_Permissions*': whole, '_Permissions?': 'all' });
    expect(alone.Permissions.toSorted()).toEqual(['problem.create', 'problem.read']);
    const beyond = await expectUnchanged(stage.server, () => stage.person.submit(form, form, { Name: 'x', _Permissions: 'chosen', '_Permissions*': 'problem.read nothing.such' }));
    expect(beyond.status).toBe(400);
  });

  it('is found by searching: the form comes back as it was, with what is found and what is ticked, and nothing is done', async () => {
    const found = await expectUnchanged(stage.server, () => stage.person.submit(form, form, { Name: '', Purpose: 'Builds', _Permissions: 'chosen', Permissions: 'user.read', '_Permissions?': 'problem READ', _search: 'Permissions' }));
    const boxes = [...found.text.matchAll(/name="Permissions" value="([^"]+)"( checked)?/g)].map(([, value, checked]) => [value, checked !== undefined]);
    expect([found.status, boxes.toSorted()]).toEqual([200, [['problem.read', false], ['user.read', true]]]);
    expect([found.text.includes('value="Builds"'), found.text.includes('role="alert"'), found.text.includes('value="problem READ"')]).toEqual([true, false, true]);
    const stranger = await stage.world.user();
    const role = `${org}/organisation/role/create/`;
    expect((await expectUnchanged(stage.server, () => asProgram(stranger.session).post(role, { _search: 'Permissions' }))).status).toBe(403);
  });
});
