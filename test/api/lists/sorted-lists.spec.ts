import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Client, expectInvalid, expectStatus, onEachDatabase, TestServer, type TestUser, World } from '../../harness/index.js';

interface Item {
  readonly id: string;
  readonly name?: string;
  readonly displayName?: string;
  readonly login?: string;
}

/** Names in the order they have without regard to case, byte by byte; `😀` stands behind `～`, whatever UTF-16 says. */
const names = ['50% off_', 'alpha', 'ALPHA 2', 'Bravo', 'bravo', 'bravo ', 'Ωμέγα', 'ΩΜΈΓΑΣ', '～', '😀'].map((name) => name.trim());
const expiries = [null, '2031-01-01T00:00:00.000Z', '2030-01-01T00:00:00.000Z', '2031-01-01T00:00:00.000Z', null];

onEachDatabase('lists with search and order', (database) => {
  let server: TestServer;
  let world: World;
  let owner: TestUser;
  let other: TestUser;
  const all = async (client: Client, path: string, limit = 200): Promise<Item[]> => {
    const items: Item[] = [];
    for (let cursor = ''; ; ) {
      const { body } = await expectStatus(client.get(world.path(`${path}&limit=${limit}${cursor}`)), 200);
      items.push(...body.items);
      if (body.nextCursor === null || items.length > 200) return items;
      cursor = `&cursor=${body.nextCursor}`;
    }
  };
  const namesOf = async (client: Client, path: string, limit?: number) => (await all(client, path, limit)).map(({ name, displayName }) => name ?? displayName);

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    [owner, other] = [await world.user(['api-key.read-all', 'group.read', 'role.read', 'user.read']), await world.user()];
    const shuffled = names.map((name, i) => ({ name, at: (i * 7) % names.length })).sort((a, b) => a.at - b.at);
    for (const [i, { name }] of shuffled.entries()) {
      await world.key(owner.session, { name, expiresAt: expiries[i % expiries.length] });
      await expectStatus(world.admin.post(world.path('groups'), { name: `${name} ${i}` }), 201);
      await expectStatus(world.admin.post(world.path('roles'), { name: `${name} ${i}`, level: 'workspace', permissions: [] }), 201);
      const login = `${name.replace(/[^A-Za-z]/g, 'x')}.${i}`;
      await expectStatus(world.admin.post(world.path('users'), { login, displayName: name, email: 'a@b.example', password: 'orchard-velvet-compass' }), 201);
    }
    await world.key(other.session, { name: 'Alpha of another' });
  }, 60_000);
  afterAll(() => server?.stop());

  it('find names by any part of them, in capitals or not', async () => {
    expect(await namesOf(owner.session, 'api-keys?search=al')).toEqual(['alpha', 'ALPHA 2']);
    expect(await namesOf(owner.session, 'api-keys?search=PHA')).toEqual(['alpha', 'ALPHA 2']);
    expect(await namesOf(owner.session, 'api-keys?search=ha 2')).toEqual(['ALPHA 2']);
    expect(await namesOf(owner.session, `api-keys?search=${encodeURIComponent('ωμέγα')}`)).toEqual(['Ωμέγα', 'ΩΜΈΓΑΣ']);
    expect(await namesOf(owner.session, `api-keys?search=${encodeURIComponent('ΩΜΈΓΑΣ')}`)).toEqual(['ΩΜΈΓΑΣ']);
    expect(await namesOf(owner.session, `api-keys?search=${encodeURIComponent('Ωμέγα'.normalize('NFD'))}`)).toEqual(['Ωμέγα', 'ΩΜΈΓΑΣ']);
    expect(await namesOf(owner.session, `api-keys?search=${encodeURIComponent('ΈΓΑΣ')}`)).toEqual(['ΩΜΈΓΑΣ']);
    expect(await namesOf(owner.session, 'api-keys?search=pha&sort=-name', 1)).toEqual(['ALPHA 2', 'alpha']);
    expect(await namesOf(owner.session, 'api-keys?search=alpha 22')).toEqual([]);
  });

  it('take every character of a search for itself', async () => {
    expect(await namesOf(owner.session, `api-keys?search=${encodeURIComponent('50% ')}off`)).toEqual(['50% off_']);
    for (const text of ['%', '_', '% OFF_']) expect([text, await namesOf(owner.session, `api-keys?search=${encodeURIComponent(text)}`)]).toEqual([text, ['50% off_']]);
    for (const text of ['%%', '__', '5%o', 'a%', 'alph_', '*', 'a*', "' OR 1=1", '\\', '[a]', '50%25']) {
      expect([text, await namesOf(owner.session, `api-keys?search=${encodeURIComponent(text)}`)]).toEqual([text, []]);
    }
  });

  it('show nobody what the list without search does not', async () => {
    expect(await namesOf(other.session, 'api-keys?search=alpha')).toEqual(['Alpha of another']);
    expect(await namesOf(owner.session, 'api-keys?owner=all&search=alpha&sort=name')).toEqual(['alpha', 'ALPHA 2', 'Alpha of another']);
    expect((await other.session.get(world.path('api-keys?owner=all&search=alpha'))).status).toBe(403);
  });

  it('find by the new name what was renamed, and not by the old', async () => {
    const key = await world.key(owner.session, { name: 'Before' });
    await expectStatus(owner.session.patch(world.path(`api-keys/${key.id}`), { name: 'After' }), 200);
    expect([await namesOf(owner.session, 'api-keys?search=before'), await namesOf(owner.session, 'api-keys?search=after')]).toEqual([[], ['After']]);
    await expectStatus(owner.session.delete(world.path(`api-keys/${key.id}`)), 200);
    expect([await namesOf(owner.session, 'api-keys?search=after'), await namesOf(owner.session, 'api-keys?search=after&state=deleted')]).toEqual([[], ['After']]);
  });

  it('are in the order asked for, and the other way round', async () => {
    const inOrder = (await namesOf(owner.session, 'api-keys?sort=name')).map((name) => name?.normalize('NFC').toLowerCase().replace('ς', 'σ'));
    expect(inOrder).toEqual(names.map((name) => name.toLowerCase().replace('ς', 'σ')));
    const expiring = (await all(owner.session, 'api-keys?sort=expiresAt')) as (Item & { expiresAt: string | null })[];
    expect(expiring.map(({ expiresAt }) => expiresAt)).toEqual([...Array(2).fill(expiries[2]), ...Array(4).fill(expiries[1]), ...Array(4).fill(null)]);
    for (const sort of ['id', 'name', 'expiresAt']) {
      const [up, down] = [await all(owner.session, `api-keys?sort=${sort}`), await all(owner.session, `api-keys?sort=-${sort}`)];
      expect(up).toHaveLength(names.length);
      expect(down).toEqual(up.toReversed());
    }
  });

  it('hand out every item once, page by page, in every order', async () => {
    const lists = { 'api-keys': ['id', 'name', 'expiresAt'], 'api-keys?owner=all&': ['name', 'expiresAt'], groups: ['id', 'name'], roles: ['id', 'name'], users: ['id', 'name', 'login'] };
    for (const [list, sorts] of Object.entries(lists)) {
      for (const sort of sorts.flatMap((word) => [word, `-${word}`])) {
        const path = `${list.includes('?') ? list : `${list}?`}sort=${sort}`;
        const whole = await all(owner.session, path);
        expect(whole.length).toBeGreaterThanOrEqual(names.length);
        for (const limit of [1, 3]) expect([path, await all(owner.session, path, limit)]).toEqual([path, whole]);
      }
    }
  });

  it('combine with filters', async () => {
    const soon = await all(owner.session, `api-keys?expiresBefore=2030-06-01T00:00:00Z&sort=name`);
    expect(soon).toHaveLength(2);
    expect(await all(owner.session, 'api-keys?expiresBefore=2030-01-01T00:00:00Z')).toEqual([]);
    const service = await world.key(world.admin, { name: 'Alpha service', kind: 'service', workspaceRoleIds: [await world.workspaceRole(await world.role(['problem.read']))] });
    const [kindOfAll, state] = ['api-keys?owner=all&search=alpha&kind=service', 'api-keys?owner=all&search=alpha&state=deactivated'];
    expect([await namesOf(world.admin, kindOfAll), await namesOf(world.admin, state)]).toEqual([['Alpha service'], []]);
    await expectStatus(world.admin.post(world.path(`api-keys/${service.id}/deactivate`)), 200);
    expect(await namesOf(world.admin, state)).toEqual(['Alpha service']);
    const mine = await world.key(world.admin, { name: 'A personal one' });
    expect((await all(world.admin, 'api-keys?kind=personal')).map(({ id }) => id)).toEqual([mine.id]);
    expect((await all(world.admin, 'api-keys?kind=service')).map(({ id }) => id)).toEqual([service.id]);
  });

  it('search groups and roles by name, users by display name and login, each once', async () => {
    expect((await namesOf(owner.session, 'groups?search=ALPHA')).map((name) => name?.replace(/ \d+$/, '')).toSorted()).toEqual(['ALPHA 2', 'alpha']);
    expect(await namesOf(owner.session, 'groups?search=lpha%202')).toHaveLength(1);
    expect(await namesOf(owner.session, 'roles?search=kspace%20adm')).toEqual(['Workspace Admin']);
    expect(await namesOf(owner.session, 'roles?search=workspace')).toEqual(['Workspace Admin']);
    expect((await namesOf(owner.session, 'users?search=bravo')).toSorted()).toEqual(['Bravo', 'bravo', 'bravo']);
    expect((await namesOf(owner.session, 'users?search=rav')).toSorted()).toEqual(['Bravo', 'bravo', 'bravo']);
    expect((await all(owner.session, 'users?search=avo.')).map(({ login }) => login?.slice(0, 6).toLowerCase())).toEqual(Array(3).fill('bravo.'));
    expect((await all(owner.session, 'users?search=XXXXX')).map(({ login }) => login?.slice(0, 5)).filter((login) => login !== 'xxxxx')).toEqual([]);
    expect(await namesOf(owner.session, 'users?search=ada&state=disabled')).toEqual([]);
    expect((await all(owner.session, 'users?search=bravo&sort=login', 1)).map(({ login }) => login)).toEqual((await all(owner.session, 'users?search=bravo&sort=login')).map(({ login }) => login));
  });

  describe('refuse', () => {
    it.each(['name', 'expiresAt', '-id'])('the cursor of another order than %s', async (sort) => {
      const { body } = await owner.session.get(world.path('api-keys?sort=-name&limit=1'));
      expect(body.nextCursor).toEqual(expect.any(String));
      expectInvalid(await owner.session.get(world.path(`api-keys?sort=${sort}&cursor=${body.nextCursor}`)), 'cursor');
    });

    it.each(['["-nameLower"]', '["-nameLower",1]', '["-nameLower",1,{}]', '["-nameLower",1,["a"]]', '["-nameLower",1,2]', '["-nameLower","1","a"]', '["-nameLower",1.5,"a"]', '["-nameLower",1,"a",1]', '["nameLower",1,"a"]', '{"0":"-nameLower"}', 'null', '1', '"-nameLower"'])(
      'the cursor %s',
      async (cursor) => {
        expectInvalid(await owner.session.get(world.path(`api-keys?sort=-name&cursor=${Buffer.from(cursor).toString('base64url')}`)), 'cursor');
      },
    );

    it.each(['sort=digest', 'sort=', 'sort=--id', 'sort=name,id', 'sort=id&sort=name', 'search=', 'search=%20a', 'search=a%00', 'search=a&search=b', `search=${'a'.repeat(101)}`])('%s', async (query) => {
      expectInvalid(await owner.session.get(world.path(`api-keys?${query}`)), query.split('=')[0] as string);
    });

    it('no cursor of its own', async () => {
      const cursor = Buffer.from('["-nameLower",1,"a"]').toString('base64url');
      await expectStatus(owner.session.get(world.path(`api-keys?sort=-name&cursor=${cursor}`)), 200);
    });

    it.each(['expiresBefore=tomorrow', 'expiresBefore=2030-02-30T00:00:00Z', 'expiresBefore=0'])('%s', async (query) => {
      expectInvalid(await owner.session.get(world.path(`api-keys?${query}`)), 'expiresBefore');
    });
  });
});
