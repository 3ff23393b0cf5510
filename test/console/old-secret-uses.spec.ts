import { expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { UsageRecorder } from '../../src/features/key-usage/index.js';
import { expectStatus, onEachDatabase } from '../harness/index.js';
import { keys, org } from './door.js';
import { Stage } from './stage.js';

onEachDatabase('whether an old key is still used after a rotation', (database) => {
  const stage = Stage.on(database);

  const rotated = async (more: Record<string, unknown> = {}) => {
    const key = await stage.world.key(stage.world.admin, more);
    const { body } = await expectStatus(stage.world.admin.post(stage.world.path(`api-keys/${key.id}/rotate`), { overlapSeconds: 86_400 }), 200);
    return { ...key, self: `${keys}/${key.id}/`, renewed: String(body.key) };
  };
  const call = async (text: string) => {
    await expectStatus(stage.server.withKey(text).with({ 'user-agent': 'nightly-job/1.2' }).get('/api/v1/me'), 200);
    await stage.server.app.get(UsageRecorder, { strict: false }).flush();
  };
  /** As it is read: the banner, and what the dialog asks, without what they look like. */
  const read = async (self: string) => {
    const words = (html = '') => html.replace(/<[^>]+>/g, '').replace(/\s+/g, ' ').trim();
    const page = await stage.person.page(self);
    return { banner: words(/<p>The old .*?<\/p>/s.exec(page)?.[0]), dialog: words(/class="ask-title">End the old.*?<\/form>/s.exec(page)?.[0]) };
  };

  it('is said on its page, with when, from where, with what and how often, and warns whoever would end it', async () => {
    const key = await rotated();
    await call(key.text);
    expect((await read(key.self)).banner).toContain('It was last used just now from 127.0.0.1 with nightly-job/1.2, once since the key was rotated just now.');
    await call(key.text);
    stage.server.clock.advance({ minutes: 3 });
    const { banner, dialog } = await read(key.self);
    expect(banner).toContain('It was last used 3 minutes ago from 127.0.0.1 with nightly-job/1.2, 2 times since the key was rotated 3 minutes ago.');
    expect(dialog).toContain('Still used: 3 minutes ago from 127.0.0.1 with nightly-job/1.2, 2 times since the key was rotated 3 minutes ago.');
    expect(dialog).not.toContain('safe to end');
    expect((await stage.ada.get(key.self)).body['Old Secrets']).toEqual([expect.objectContaining({ uses: 2, lastUse: expect.objectContaining({ userAgent: 'nightly-job/1.2' }) })]);
  });

  it('is denied when only the new one is used; after an hour the dialog says that the old one is safe to end, and unless what', async () => {
    const key = await rotated();
    await call(key.renewed);
    const [early] = [await read(key.self), stage.server.clock.advance({ hours: 2 })];
    expect(early.banner).toContain('It has not been used since the key was rotated just now.');
    expect(early.dialog).toContain('Not used since the key was rotated just now. That is not long');
    const { banner, dialog } = await read(key.self);
    expect(banner).toContain('It has not been used since the key was rotated 2 hours ago.');
    expect(dialog).toContain('Not used since the key was rotated 2 hours ago: safe to end, unless something runs less often than that.');
    expect((await stage.ada.get(key.self)).body['Old Secrets']).toEqual([expect.objectContaining({ uses: 0, lastUse: null })]);
  });

  it('is said of an API access in its own words, and not known of what was old before uses were told apart', async () => {
    const access = await rotated({ kind: 'service' });
    const page = `${org}/organisation/api-access/${access.id}/`;
    expect((await read(page)).banner).toContain('It has not been used since the secret was regenerated just now.');
    await stage.server.app.get(DataSource).query(`UPDATE api_key_secret SET drainsSince = NULL WHERE apiKeyId = ${Number(access.id)}`);
    const unknown = 'Whether it is still used is not known: the secret was regenerated before uses of each secret were told apart.';
    for (const said of Object.values(await read(page))) expect(said).toContain(unknown);
    await call(access.text);
    const { banner, dialog } = await read(page);
    expect(banner).toMatch(/It was last used just now from 127\.0\.0\.1 with nightly-job\/1\.2\.$/);
    expect([dialog.includes('Still used: just now from 127.0.0.1'), dialog.includes('rotated')]).toEqual([true, false]);
  });
});
