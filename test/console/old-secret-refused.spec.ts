import { expect, it } from '@jest/globals';
import { expectStatus, onEachDatabase } from '../harness/index.js';
import { OAuth } from '../tokens/oauth.js';
import { keys, org } from './door.js';
import { Stage } from './stage.js';

const refusals = `${org}/refusals/`;

onEachDatabase('what pages say of a call with an old secret', (database) => {
  const stage = Stage.on(database);

  const rotated = async (input: Record<string, unknown> = {}) => {
    const { world } = stage;
    const key = await world.key(world.admin, input);
    const { body } = await expectStatus(world.admin.post(world.path(`api-keys/${key.id}/rotate`), { overlapSeconds: 600 }), 200);
    const [{ id: secretId }] = (await expectStatus(world.admin.get(world.path(`api-keys/${key.id}`)), 200)).body.drainingSecrets;
    const end = () => stage.person.does(`${keys}/${key.id}/`, `${keys}/${key.id}/secrets/${secretId}/end/`);
    return { ...key, end, renewed: String(body.key) };
  };
  const refused = async ({ id, text }: { id: string; text: string }) => {
    await expectStatus(stage.server.client({ authorization: `Bearer ${text}` }).get('/api/v1/me'), 401);
    return (await expectStatus(stage.ada.get(`${refusals}?apiKeyId=${id}`), 200)).body.items[0]._links.self.href as string;
  };
  const words = (html: string) => html.replace(/<[^>]*>/g, '').replace(/\s+/g, ' ');
  const read = async (path: string) => words(await stage.person.page(path));

  it('is that the old secret was used, when and by whom it ended, and to put the new one in its place', async () => {
    const key = await rotated();
    await key.end();
    const path = await refused(key);
    const page = await read(path);
    const [before, now] = [key.text.slice(0, 8), key.renewed.slice(0, 8)];
    expect(page).toMatch(new RegExp(`An old secret \\(${before}…\\) of the key was used; that secret ended on \\d+ \\w+ \\d+ at [\\d:]+ UTC, by .*: put the new secret in its place\\.`));
    for (const text of ['It is neither deactivated nor revokedpassed', 'This secret of the key has not endednot passed', 'refused The same call, with the same secret, would be refused again', `begins with ${now}`, 'rotate the key at its page']) expect(page).toContain(text);
    expect(page).not.toMatch(/would be allowed|was revoked\.|Do this|is final: make another/);
    const { body } = await expectStatus(stage.ada.get(path), 200);
    expect(body).toMatchObject({ Why: 'secret-ended', Secret: { prefix: before }, Now: { Allowed: false, Why: 'secret-ended', 'Secret Prefix': before, 'Would Allow': [] } });
  });

  it('is listed under a reason of its own', async () => {
    const [old, revoked] = [await rotated(), await stage.world.key(stage.world.admin)];
    await old.end();
    await expectStatus(stage.world.admin.post(stage.world.path(`api-keys/${revoked.id}/revoke`)), 200);
    const [path, other] = [await refused(old), await refused(revoked)];
    const listed = await stage.person.page(`${refusals}?code=secret-ended`);
    expect([listed.includes(path), listed.includes(other), words(listed).includes('An old secret was used')]).toEqual([true, false, true]);
    expect(listed).toContain('<option value="secret-ended" selected');
    const gone = await stage.person.page(`${refusals}?code=revoked`);
    expect([gone.includes(path), gone.includes(other)]).toEqual([false, true]);
  });

  it('is what became of the key since: revoked, or without any secret, or the old one ended after another reason', async () => {
    const [key, other] = [await rotated(), await rotated({ kind: 'service' })];
    await key.end();
    const path = await refused(key);
    await expectStatus(stage.world.admin.post(stage.world.path(`api-keys/${key.id}/revoke`)), 200);
    const page = await read(path);
    expect([page.includes('An old secret ('), page.includes('put the new secret in its place'), page.includes('The key is revoked, and that is final')]).toEqual([true, false, true]);

    const move = (action: string) => expectStatus(stage.world.admin.post(stage.world.path(`api-keys/${other.id}/${action}`)), 200);
    await move('deactivate');
    const off = await refused(other);
    expect(await read(off)).toContain('The key was deactivated');
    await move('activate');
    expect(await read(off)).toContain('The same call would be allowed now');
    stage.server.clock.advance({ seconds: 601 });
    const since = await read(off);
    expect([since.includes('The key was deactivated'), since.includes('would be allowed now'), since.includes('with the same secret, would be refused again')]).toEqual([true, false, true]);
  });

  it('is the same when it is tried by what the old secret begins with, and no when the key is not meant by it', async () => {
    const key = await rotated();
    await key.end();
    const tried = async (who: string) => read(`${refusals}try/?key=${who}&permission=problem.read`);
    const old = await tried(key.text.slice(0, 8));
    expect(old).toContain(`with its secret ${key.text.slice(0, 8)}…`);
    expect([old.includes('The call would be refused'), old.includes('Put the newest secret of the key')]).toEqual([true, true]);
    for (const who of [key.id, key.renewed.slice(0, 8)]) expect([who, (await tried(who)).includes('The call would be allowed now')]).toEqual([who, true]);
  });

  it('speaks of a token where one was used, and of the expiry where the key is over besides', async () => {
    const key = await rotated({ expiresAt: new Date(stage.server.clock.now() + 1_200_000).toISOString() });
    const { access } = await new OAuth(stage.server).pair(key.text);
    await key.end();
    const path = await refused({ id: key.id, text: access });
    expect(await read(path)).toContain('A token got with an old secret (');
    stage.server.clock.advance({ minutes: 21 });
    expect(await read(path)).toContain('The key itself has expired as well');
  });
});
