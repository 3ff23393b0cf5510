import { expect, it } from '@jest/globals';
import { expectStatus, expectUnchanged, onEachDatabase } from '../harness/index.js';
import { asForm, asProgram, encoded, keys, org } from './door.js';
import { Person } from './person.js';
import { Stage } from './stage.js';

const form = `${keys}/create/`;
const tokens = `${org}/organisation/api-token/`;

onEachDatabase('a key that may do all its owner may, also later', (database) => {
  const stage = Stage.on(database);

  it('is asked for in so many words by somebody who holds nothing, and never made silently', async () => {
    const holder = await stage.world.user();
    const person = new Person(holder.session);
    const page = await person.page(form);
    expect(page).toContain('You hold no permissions now');
    expect(page).toMatch(/name="_Permissions" value="chosen" checked/);
    expect(page).not.toMatch(/name="_Permissions" value="all" checked/);
    for (const members of [{}, { _Permissions: 'chosen' }, { Permissions: '' }] as Record<string, string>[]) {
      const back = await expectUnchanged(stage.server, () => person.submit(form, form, { Name: 'silent', ...members }));
      expect([members, back.status, /LK\w{6}\.\w{32}/.test(back.text)]).toEqual([members, 400, false]);
    }
    await expectStatus(person.submit(form, form, { Name: 'meant', _Permissions: 'all' }), 201);
    const { items } = (await expectStatus(asProgram(holder.session).get(`${keys}/`), 200)).body;
    expect(items).toMatchObject([{ Name: 'meant', Permissions: null }]);
  });

  it('is not what a form of tokens makes that says nothing either', async () => {
    const person = new Person((await stage.world.user()).session);
    expect(await person.page(tokens)).toContain('You hold no permissions now');
    const back = await expectUnchanged(stage.server, () => person.submit(tokens, tokens, { Name: 'silent' }));
    expect([back.status, /LK\w{6}\.\w{32}/.test(back.text)]).toEqual([400, false]);
    await expectStatus(person.submit(tokens, tokens, { Name: 'meant', _Permissions: 'all' }), 201);
  });

  it('is what programs make that leave the permissions out, as documented', async () => {
    const program = asProgram(stage.world.admin);
    expect((await expectStatus(program.post(form, { Name: 'json' }), 201)).body.Permissions).toBeNull();
    expect((await expectStatus(asForm(program).post(form, encoded({ Name: 'encoded' })), 201)).body.Permissions).toBeNull();
  });

  it('comes with a hint at few of the names in use, however many there are', async () => {
    const holder = await stage.world.user();
    for (let i = 1; i <= 7; i++) await stage.world.key(holder.session, { name: `taken-${i}` });
    const page = await new Person(holder.session).page(form);
    const [hint = ''] = /In use already: [^<]*/.exec(page) ?? [];
    expect([hint.match(/taken-\d/g)?.length, hint.endsWith('and 4 more')]).toEqual([3, true]);
  });
});
