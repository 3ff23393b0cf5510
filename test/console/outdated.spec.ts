import { expect, it } from '@jest/globals';
import { expectStatus, expectUnchanged, onEachDatabase } from '../harness/index.js';
import { asForm, encoded, keys, org } from './door.js';
import { Stage } from './stage.js';

type Members = Record<string, string | string[]>;

/** A thing that holds two powers, and the form that changes it. */
interface Case {
  readonly self: string;
  readonly action: string;
  /** The form as a browser sends it, with these powers ticked. */
  readonly form: (powers: readonly string[], more?: Members) => Members;
  readonly powers: readonly [string, string];
  readonly held: () => Promise<string[]>;
  /** As a program renames it. */
  readonly rename: Members;
}

const said = 'It was changed while this page was open, so nothing was saved. Below is how it is now; make your change again.';

onEachDatabase('a page that was open while something changed', (database) => {
  const stage = Stage.on(database);
  const model = async (path: string) => (await expectStatus(stage.ada.get(path), 200)).body;

  const cases: Record<string, () => Promise<Case>> = {
    role: async () => {
      const self = `${org}/organisation/role/${await stage.world.role(['problem.read', 'user.read'])}/`;
      const { Name } = await model(self);
      return {
        ...{ self, action: self, powers: ['problem.read', 'user.read'], rename: { Name: `${Name} anew` } },
        form: (powers, more) => ({ Name, _Permissions: 'these', Permissions: [...powers], ...more }),
        held: async () => (await model(self)).Permissions,
      };
    },
    'API key': async () => {
      const { id } = await stage.world.key(stage.world.admin, { permissions: ['problem.read', 'user.read'], expiresAt: '2040-01-01T12:34:56Z' });
      const self = `${keys}/${id}/`;
      const { Name } = await model(self);
      return {
        ...{ self, action: self, powers: ['problem.read', 'user.read'], rename: { Name: `${Name} anew` } },
        form: (powers, more) => ({ Name, Purpose: '', _Permissions: 'chosen', Permissions: [...powers], _Workspaces: 'all', _Expires: 'keep', Expires: '', ...more }),
        held: async () => (await model(self)).Permissions,
      };
    },
    'API access': async () => {
      const powers = [await stage.world.workspaceRole(await stage.world.role(['problem.read'])), await stage.world.workspaceRole(await stage.world.role(['user.read']))] as const;
      const { id } = await stage.world.key(stage.world.admin, { kind: 'service', workspaceRoleIds: [...powers] });
      const self = `${org}/organisation/api-access/${id}/`;
      const { Name } = await model(self);
      return {
        ...{ self, action: `${self}update/`, powers: [...powers], rename: { Name: `${Name} anew` } },
        form: (ticked, more) => ({ Name, Purpose: '', _Expires: 'never', Expires: '', 'Workspace Roles': ['', ...ticked], ...more }),
        held: async () => (await model(self)).Matrix.rows.flatMap((row: { cells: { id: string; held: boolean }[] }) => row.cells.filter(({ held }) => held).map(({ id: cell }) => cell)),
      };
    },
  };

  const isTicked = (text: string, power: string) => new RegExp(`<input type="checkbox"[^>]*value="${power}"[^>]* checked`).test(text);

  it.each(Object.keys(cases))('gives back nothing that was taken away from a %s, and shows how it is now', async (kind) => {
    const { self, action, form, powers, held } = await (cases[kind] as () => Promise<Case>)();
    const [kept, taken] = powers;
    const [first, second] = [await stage.person.page(self), await stage.person.page(self)];
    expect([isTicked(second, kept), isTicked(second, taken)]).toEqual([true, true]);
    expect((await stage.person.send(first, action, form([kept]))).status).toBe(303);
    const refused = await expectUnchanged(stage.server, () => stage.person.send(second, action, form(powers, { Name: `other ${kind}` })));
    expect([refused.status, refused.headers['content-type'], await held()]).toEqual([409, 'text/html; charset=utf-8', [kept]]);
    expect([refused.text.split(`role="alert">${said}`).length, isTicked(refused.text, kept), isTicked(refused.text, taken), refused.text.includes(`other ${kind}`)]).toEqual([2, true, false, false]);
    // From the page that came back it works.
    expect((await stage.person.send(refused.text, action, form([kept], { Name: `other ${kind}` }))).status).toBe(303);
    expect([(await model(self)).Name, await held()]).toEqual([`other ${kind}`, [kept]]);
  });

  it.each(Object.keys(cases))('of a %s is told so also after it came back for another reason', async (kind) => {
    const { self, action, form, powers, held } = await (cases[kind] as () => Promise<Case>)();
    const [first, second] = [await stage.person.page(self), await stage.person.page(self)];
    expect((await stage.person.send(first, action, form([powers[0]]))).status).toBe(303);
    const wrong = await expectUnchanged(stage.server, () => stage.person.send(second, action, form(powers, { Name: ' ' })));
    expect([wrong.status, isTicked(wrong.text, powers[1])]).toEqual([400, true]);
    const refused = await expectUnchanged(stage.server, () => stage.person.send(wrong.text, action, form(powers, { Name: 'mended' })));
    expect([refused.status, await held()]).toEqual([409, [powers[0]]]);
  });

  it.each(Object.keys(cases))('of a %s that is sent twice answers twice as once', async (kind) => {
    const { self, action, form, powers, held } = await (cases[kind] as () => Promise<Case>)();
    const members = form([powers[0]], { Name: `twice ${kind}` });
    const answers = [await stage.person.submit(self, action, members), await stage.person.reload()];
    expect(answers.map(({ status, headers }) => [status, headers['location']])).toEqual([[303, self], [303, self]]);
    expect([(await model(self)).Name, await held()]).toEqual([`twice ${kind}`, [powers[0]]]);
  });

  it.each(Object.keys(cases))('is no matter to programs that change a %s, nor to forms that do not tell what they saw', async (kind) => {
    const { self, action, form, powers, held, rename } = await (cases[kind] as () => Promise<Case>)();
    const page = await stage.person.page(self);
    expect((await stage.person.send(page, action, form([powers[0]]))).status).toBe(303);
    await expectStatus(stage.ada.post(action, { ...rename, _seen: 'something else' }), 200);
    await expectStatus(asForm(stage.ada).post(action, encoded({ ...rename, _seen: 'something else' })), 200);
    expect(await held()).toEqual([powers[0]]);
    const untold = page.replace(/<input type="hidden" name="_seen"[^>]*>/, '');
    expect(untold).not.toBe(page);
    expect((await stage.person.send(untold, action, form(powers))).status).toBe(303);
    expect((await held()).toSorted()).toEqual([...powers].toSorted());
    for (const seen of ['', 'AAAAAAAAAAAAAAAA', ['a', 'b']]) {
      expect((await expectUnchanged(stage.server, () => stage.person.send(page, action, form([powers[0]], { Name: 'forged', _seen: seen })))).status).toBe(409);
    }
  });

  it('is not told from another by what its form cannot change', async () => {
    const { self, action, form, powers } = await (cases['API key'] as () => Promise<Case>)();
    const page = await stage.person.page(self);
    expect((await stage.person.submit(self, `${self}deactivate/`)).status).toBe(303);
    expect((await stage.person.submit(self, `${self}activate/`)).status).toBe(303);
    expect((await stage.person.send(page, action, form(powers, { Name: 'still the same' }))).status).toBe(303);
    expect((await model(self)).Name).toBe('still the same');
  });
});
