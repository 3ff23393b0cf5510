import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Client, expectStatus, onEachDatabase, type TestKey, TestServer, type TestUser, World } from '../../harness/index.js';

onEachDatabase('a key that was found somewhere', (database) => {
  let server: TestServer;
  let world: World;
  let auditor: TestUser;
  let owner: TestUser;
  let key: TestKey;
  const found = async (by: Client, query: string) =>
    ((await expectStatus(by.get(world.path(`api-keys?${query}`)), 200)).body.items as { id: string }[]).map(({ id }) => id);
  const prefixOf = (text: string) => text.slice(0, 8);

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    [auditor, owner] = [await world.user(['api-key.read-all']), await world.user(['problem.read'])];
    key = await world.key(owner.session, { name: 'nightly' });
    await world.key(owner.session, { name: 'another' });
  });
  afterAll(() => server?.stop());

  it('is traced by its prefix, by all of it and by what a log left of it, in every order', async () => {
    for (const text of [prefixOf(key.text), key.text, `${prefixOf(key.text)}.`, `${prefixOf(key.text)}.abc…`]) {
      for (const sort of ['', '&sort=-id', '&sort=expiresAt', '&limit=1']) {
        expect([text, sort, await found(auditor.session, `owner=all&search=${encodeURIComponent(text)}${sort}`)]).toEqual([text, sort, [key.id]]);
      }
    }
    expect(await found(owner.session, `search=${prefixOf(key.text)}`)).toEqual([key.id]);
  });

  it('is traced by what it was before it was rotated, and after it was revoked', async () => {
    const rotated = await world.key(owner.session, { name: 'rotated' });
    await expectStatus(owner.session.post(world.path(`api-keys/${rotated.id}/rotate`)), 200);
    expect(await found(auditor.session, `owner=all&search=${prefixOf(rotated.text)}`)).toEqual([rotated.id]);
    await expectStatus(owner.session.post(world.path(`api-keys/${rotated.id}/revoke`)), 200);
    expect(await found(auditor.session, `owner=all&search=${prefixOf(rotated.text)}`)).toEqual([rotated.id]);
    expect(await found(auditor.session, `owner=all&state=active&search=${prefixOf(rotated.text)}`)).toEqual([]);
    expect(await found(auditor.session, `owner=all&kind=service&search=${prefixOf(rotated.text)}`)).toEqual([]);
  });

  it('is found beside keys that are called so, each once', async () => {
    const called = await world.key(owner.session, { name: `in place of ${prefixOf(key.text)}` });
    const itself = await world.key(owner.session, { name: 'itself' });
    await expectStatus(owner.session.patch(world.path(`api-keys/${itself.id}`), { name: prefixOf(itself.text) }), 200);
    expect((await found(owner.session, `search=${prefixOf(key.text)}&sort=id`))).toEqual([key.id, called.id]);
    expect(await found(owner.session, `search=${prefixOf(itself.text)}`)).toEqual([itself.id]);
  });

  it('is traced by all of its client ID as it is written, by whoever sees it, in its organisation alone', async () => {
    const workspaceRoleIds = [await world.workspaceRole(await world.role(['problem.read']))];
    const service = await world.key(world.admin, { kind: 'service', workspaceRoleIds });
    const clientId = service.clientId as string;
    expect(await found(auditor.session, `owner=all&search=${clientId}`)).toEqual([service.id]);
    expect(await found(auditor.session, `owner=all&kind=personal&search=${clientId}`)).toEqual([]);
    expect(await found(auditor.session, `owner=all&search=${clientId.toUpperCase()}`)).toEqual([]);
    expect(await found(owner.session, `search=${clientId}`)).toEqual([]);
    const elsewhere = await world.otherOrganisation('tracing');
    expect((await expectStatus(elsewhere.admin.get(elsewhere.path(`api-keys?owner=all&search=${clientId}`)), 200)).body.items).toEqual([]);
  });

  it('is shown to nobody who does not see it without searching', async () => {
    expect(await found(auditor.session, `search=${prefixOf(key.text)}`)).toEqual([]);
    expect(await found(key.client, `search=${prefixOf(key.text)}&limit=1&sort=id`)).toEqual([key.id]);
    const elsewhere = await world.otherOrganisation();
    const { body } = await expectStatus(elsewhere.admin.get(elsewhere.path(`api-keys?owner=all&search=${prefixOf(key.text)}`)), 200);
    expect(body.items).toEqual([]);
  });

  it('is not found by a prefix in other letters, or one that no key has', async () => {
    const swapped = prefixOf(key.text).replace(/[a-z]/gi, (letter) => (letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()));
    for (const text of [swapped, `LK${'0'.repeat(6)}`, key.text.slice(0, 7), key.text.slice(9)]) {
      const ids = await found(auditor.session, `owner=all&search=${encodeURIComponent(text)}`);
      expect([text, ids.includes(key.id)]).toEqual([text, false]);
    }
  });
});
