import { expect, it } from '@jest/globals';
import { expectStatus, expectUnchanged, onEachDatabase } from '../harness/index.js';
import { OAuth } from '../tokens/oauth.js';
import { asProgram, keys, org } from './door.js';
import { Person } from './person.js';
import { Stage } from './stage.js';

onEachDatabase('what the page says of an old key after a rotation', (database) => {
  const stage = Stage.on(database);

  const rotated = async (more: Record<string, unknown> = {}) => {
    const key = await stage.world.key(stage.world.admin, more);
    const { body } = await expectStatus(stage.world.admin.post(stage.world.path(`api-keys/${key.id}/rotate`), { overlapSeconds: 86_400 }), 200);
    return { ...key, self: `${keys}/${key.id}/`, renewed: String(body.key) };
  };
  const works = async (text: string) => (await stage.server.withKey(text).get('/api/v1/me')).status === 200;

  it('is that it works only while it does: deactivated it is refused, and activated it works again', async () => {
    const { self, text } = await rotated();
    expect([(await stage.person.page(self)).includes('still works until'), await works(text)]).toEqual([true, true]);
    await stage.person.does(self, `${self}deactivate/`);
    const off = await stage.person.page(self);
    expect([off.includes('still works'), off.includes('is refused while the key is deactivated'), await works(text)]).toEqual([false, true, false]);
    await stage.person.does(self, `${self}activate/`);
    expect([(await stage.person.page(self)).includes('still works until'), await works(text)]).toEqual([true, true]);
  });

  it('is nothing once the key is revoked or has expired', async () => {
    const [revoked, expiring] = [await rotated(), await rotated({ expiresAt: new Date(stage.server.clock.now() + 3_600_000).toISOString() })];
    await stage.person.does(revoked.self, `${revoked.self}revoke/`);
    stage.server.clock.advance({ seconds: 3_601 });
    for (const { self, text } of [revoked, expiring]) expect([/still works|would work/.test(await stage.person.page(self)), await works(text)]).toEqual([false, false]);
  });

  const oldOf = async (id: string) => (await expectStatus(stage.world.admin.get(stage.world.path(`api-keys/${id}`)), 200)).body.drainingSecrets;

  it('is how to end it now, which ends it alone, with the tokens got with it, once', async () => {
    const { id, self, text, renewed } = await rotated();
    const oauth = new OAuth(stage.server);
    const [before, after] = [await oauth.pair(text), await oauth.pair(renewed)];
    const [{ id: secretId }] = await oldOf(id);
    const action = `${self}secrets/${secretId}/end/`;
    const done = await stage.person.does(self, action);
    expect([done.text.includes('the new one goes on'), done.text.includes('still works')]).toEqual([false, false]);
    expect(done.headers['flash']).toContain('has ended; the new one goes on');
    expect([await works(text), await works(renewed)]).toEqual([false, true]);
    expect([await oauth.statusOf(before.access), await oauth.statusOf(after.access)]).toEqual([401, 200]);
    expect((await oauth.refresh(before.refresh)).status).toBe(400);
    await oauth.next(after.refresh);
    const ended = async () => (await stage.ada.get(self)).body.Audit.filter(({ action: what }: { action: string }) => what === 'api-key.end-old-secret').length;
    expect([await oldOf(id), await ended()]).toEqual([[], 1]);
    await expectStatus(stage.ada.post(action, {}), 200);
    await expectStatus(stage.world.admin.delete(stage.world.path(`api-keys/${id}/secrets/${secretId}`)), 200);
    expect([await ended(), await works(renewed)]).toEqual([1, true]);
  });

  it('can be ended by the native API and on the page of an API access, on every node at once', async () => {
    const { id, text, renewed } = await rotated();
    const second = await stage.server.another();
    const elsewhere = async (key: string) => (await stage.server.client({ authorization: `Api-Key ${key}` }, second).get('/api/v1/me')).status;
    expect([await elsewhere(text), await elsewhere(renewed)]).toEqual([200, 200]);
    const { body } = await expectStatus(stage.world.admin.delete(stage.world.path(`api-keys/${id}/secrets/${(await oldOf(id))[0].id}`)), 200);
    expect(body).toMatchObject({ id, freshness: expect.anything() });
    expect([await works(text), await works(renewed)]).toEqual([false, true]);
    const access = await rotated({ kind: 'service' });
    const page = `${org}/organisation/api-access/${access.id}/`;
    await stage.person.does(page, `${page}secrets/${(await oldOf(access.id))[0].id}/end/`);
    expect([await works(access.text), await works(access.renewed)]).toEqual([false, true]);
  });

  it('is ended by nobody who may not, never by the newest, another key or another organisation', async () => {
    const [mine, other] = [await rotated(), await rotated()];
    const [old] = await oldOf(mine.id);
    const rows = (await stage.server.contents())['api_key_secret'] ?? [];
    const newest = /"id":"?(\d+)/.exec(rows.find((row) => row.includes(mine.renewed.slice(0, 8))) ?? '')?.[1];
    const path = (id: string, secretId: string) => stage.world.path(`api-keys/${id}/secrets/${secretId}`);
    const [viewer, stranger] = [await stage.world.user(['api-key.read-all']), await stage.world.user()];
    const tries = [
      [stage.world.admin, path(mine.id, String(newest)), 409],
      [stage.world.admin, path(other.id, old.id), 404],
      [stage.world.admin, path(mine.id, '999999'), 404],
      [viewer.session, path(mine.id, old.id), 403],
      [stranger.session, path(mine.id, old.id), 404],
    ] as const;
    for (const [by, at, status] of tries) expect([at, (await expectUnchanged(stage.server, () => by.delete(at))).status]).toEqual([at, status]);
    expect((await expectUnchanged(stage.server, () => asProgram(viewer.session).post(`${mine.self}secrets/${old.id}/end/`, {}))).status).toBe(403);
    expect(await new Person(viewer.session).page(mine.self)).not.toContain('End the old key');
    for (const text of [mine.text, mine.renewed, other.text, other.renewed]) expect(await works(text)).toBe(true);
  });
});
