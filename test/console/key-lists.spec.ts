import { beforeAll, expect, it } from '@jest/globals';
import { expectStatus, onEachDatabase, type TestUser } from '../harness/index.js';
import { keys, org } from './door.js';
import { Stage } from './stage.js';

const tokens = `${org}/organisation/api-token`;
const accesses = `${org}/organisation/api-access`;

onEachDatabase('lists of keys', (database) => {
  const stage = Stage.on(database);
  let grace: TestUser;
  beforeAll(async () => {
    const { world } = stage;
    grace = await world.user(['problem.read', 'api-key.create-service'], undefined, 'gh');
    await expectStatus(world.admin.patch(world.path(`users/${grace.id}`), { displayName: 'Grace <Hopper>' }), 200);
    for (const name of ['b first', 'c second', 'a third']) await world.key(grace.session, { name });
    for (const name of ['of nobody', 'of nobody as well']) await world.key(world.admin, { name, kind: 'service', workspaceRoleIds: [await world.workspaceRole(await world.role(['problem.read']))] });
    await world.key(world.admin, { name: 'of ada' });
  });

  const lists = () => [
    [`${keys}/`, 'Owner'],
    [`${tokens}/all/`, 'Owner'],
    [`${accesses}/`, 'Made by'],
  ] as const;
  const hidden = (page: string, name: string) => new RegExp(`<input type="hidden" name="${name}" value="([^"]*)"`).exec(page)?.[1];
  const linkOf = (page: string, text: string) => new RegExp(`<a href="([^"]*)"[^>]*>\\s*${text}`).exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const orderOn = (page: string, names: readonly string[]) => names.toSorted((a, b) => page.indexOf(`>${a}<`) - page.indexOf(`>${b}<`));

  it('say whose they are narrowed to, and keep it with every filter, order and page until it is removed', async () => {
    expect((await expectStatus(stage.ada.get(`${org}/organisation/user/${grace.id}/`), 200)).body._links.keys.href).toBe(`${keys}/?owner=${grace.id}`);
    for (const [path, label] of lists()) {
      for (const query of ['', '&state=active', '&search=r&sort=-name', '&limit=1']) {
        const page = await stage.person.page(`${path}?owner=${grace.id}${query}`);
        const remove = new RegExp(`<a href="([^"]*)" aria-label="Remove ${label}: Grace &lt;Hopper>"`).exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';
        expect([path, query, page.includes(`${label}: <strong>Grace &lt;Hopper></strong>`), hidden(page, 'owner'), page.includes('Everybody’s')]).toEqual([path, query, true, grace.id, false]);
        const left = new URL(remove, 'http://here');
        expect([left.pathname, left.searchParams.has('owner'), left.searchParams.get('state')]).toEqual([path, false, query === '&state=active' ? 'active' : null]);
        const without = await stage.person.page(remove);
        expect([without.includes('Grace &lt;Hopper></strong>'), hidden(without, 'owner')]).toEqual([false, undefined]);
      }
    }
  });

  it('keep whose they are on the next page and under another heading', async () => {
    const first = await stage.person.page(`${keys}/?owner=${grace.id}&limit=1`);
    const next = linkOf(first, 'Next page');
    expect(new URL(next, 'http://here').searchParams.get('owner')).toBe(grace.id);
    const second = await stage.person.page(next);
    expect([second.includes('<strong>Grace &lt;Hopper></strong>'), second.includes('>c second<'), second.includes('of ada')]).toEqual([true, true, false]);
    expect(new URL(linkOf(first, 'Ends'), 'http://here').searchParams.get('owner')).toBe(grace.id);
  });

  it('say whose they are to programs', async () => {
    for (const [path] of lists()) {
      const { body } = await expectStatus(stage.ada.get(`${path}?owner=${grace.id}&state=active&limit=1`), 200);
      expect([body.Owner, body._links['every-owner'].href]).toEqual([{ id: grace.id, name: 'Grace <Hopper>' }, `${path}?state=active&limit=1`]);
      const all = (await expectStatus(stage.ada.get(path), 200)).body;
      expect([all.Owner, all._links['every-owner']]).toEqual([null, undefined]);
      const nobody = (await expectStatus(stage.ada.get(`${path}?owner=999999`), 200)).body;
      expect([nobody.Owner, nobody.items]).toEqual([{ id: '999999', name: null }, []]);
    }
    expect(await stage.person.page(`${keys}/?owner=999999`)).toContain('Owner: <strong>user 999999</strong>');
  });

  it('name nobody of another organisation', async () => {
    const elsewhere = await stage.world.otherOrganisation('elsewhere');
    const { body } = await expectStatus(elsewhere.admin.with({ accept: 'application/json' }).get(`/org/elsewhere/organisation/api-key/?owner=${grace.id}`), 200);
    expect([body.Owner, body.items]).toEqual([{ id: grace.id, name: null }, []]);
  });

  it('show people first what was made last, on every page, and in another order when it is asked for', async () => {
    const made = ['b first', 'c second', 'a third'];
    for (const path of [`${keys}/`, `${tokens}/all/`]) {
      expect([path, orderOn(await stage.person.page(path), made)]).toEqual([path, made.toReversed()]);
      expect([path, orderOn(await stage.person.page(`${path}?sort=id`), made)]).toEqual([path, made]);
      expect([path, orderOn(await stage.person.page(`${path}?sort=name`), made)]).toEqual([path, made.toSorted()]);
    }
    const last = (await stage.person.page(`${keys}/?limit=1`)).includes('>of ada<');
    const accessesShown = orderOn(await stage.person.page(`${accesses}/`), ['of nobody', 'of nobody as well']);
    expect([last, accessesShown]).toEqual([true, ['of nobody as well', 'of nobody']]);
    const [first, second] = [await stage.person.page(`${keys}/?owner=${grace.id}&limit=2`), await stage.person.page(linkOf(await stage.person.page(`${keys}/?owner=${grace.id}&limit=2`), 'Next page'))];
    expect([first.includes('>a third<'), first.includes('>c second<'), second.includes('>b first<')]).toEqual([true, true, true]);
  });

  it('give programs the order they have always had', async () => {
    for (const path of [`${keys}/`, `${tokens}/all/`, `${accesses}/`]) {
      const ids = ((await expectStatus(stage.ada.get(path), 200)).body.items as { id: string }[]).map(({ id }) => Number(id));
      expect([path, ids]).toEqual([path, ids.toSorted((a, b) => a - b)]);
    }
  });

  it('show how each key begins, nothing more of it, and in which workspaces it works', async () => {
    const places = [await stage.world.workspace('Blue'), await stage.world.workspace('Green'), await stage.world.workspace('Red')];
    const made = await stage.world.key(stage.world.admin, { name: 'placed', workspaceIds: places });
    const item = async (search: string) => (await expectStatus(stage.ada.get(`${keys}/?search=${search}`), 200)).body.items[0];
    expect(await item('placed')).toMatchObject({ Prefix: made.text.slice(0, 8), Workspaces: places, 'Workspace Names': ['Blue', 'Green', 'Red'] });
    expect((await item('of+ada'))['Workspace Names']).toBeNull();
    const page = await stage.person.page(`${keys}/?search=placed`);
    expect([page.includes(`<div class="begins">${made.text.slice(0, 8)}…</div>`), page.includes('in Blue, Green and 1 more'), page.includes(made.text.slice(9, 20))]).toEqual([true, true, false]);
    expect(await stage.person.page(`${keys}/?search=of+ada`)).not.toContain('in Blue');
  });
});
