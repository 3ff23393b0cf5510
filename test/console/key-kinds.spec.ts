import { expect, it } from '@jest/globals';
import { expectStatus, expectUnchanged, onEachDatabase } from '../harness/index.js';
import { keys, org } from './door.js';
import { Stage } from './stage.js';

const tokens = `${org}/organisation/api-token`;
const accesses = `${org}/organisation/api-access`;
const security = `${org}/profile/security`;

onEachDatabase('keys, tokens and API accesses', (database) => {
  const stage = Stage.on(database);

  const service = async () => stage.world.key(stage.world.admin, { kind: 'service', workspaceRoleIds: [await stage.world.workspaceRole(await stage.world.role(['problem.read']))] });
  const works = async (text: string) => (await stage.server.withKey(text).get('/api/v1/me')).status === 200;
  const textOn = ({ text }: { text: string }): string => /LK\w{6}\.\w{32}/.exec(text)?.[0] ?? '';
  const secretsOf = async (id: string) => (await stage.server.contents())['api_key_secret']?.filter((row) => new RegExp(`"apiKeyId":"?${id}\\b`).test(row)).length;
  /** What each step is called on a page. */
  const stepsOn = (page: string): string[] =>
    [...page.matchAll(/<(?:summary|button)[^>]*>([^<]+)<\/(?:summary|button)>/g)].map(([, label]) => String(label)).filter((label) => /^(?:Show|Activate|Rotate|Regenerate|Deactivate|Revoke|Delete)/.test(label));

  it('offer the same steps under the same names; only what a document calls otherwise is called so, and says what it is elsewhere', async () => {
    const key = await stage.world.key(stage.world.admin, { name: 'steps', revealable: true });
    const access = await service();
    const onKey = await stage.person.page(`${keys}/${key.id}/`);
    const onAccess = await stage.person.page(`${accesses}/${access.id}/`);
    const onToken = await stage.person.page(`${tokens}/?search=steps`);
    expect(stepsOn(onKey)).toEqual(['Show the key', 'Rotate…', 'Rotate the key', 'Deactivate…', 'Deactivate the key', 'Revoke…', 'Revoke the key for good']);
    // Above the lines stands the menu for those that are ticked.
    expect(stepsOn(onToken.slice(onToken.indexOf('class="lines"')))).toEqual(['Show the token', 'Rotate…', 'Rotate the token', 'Deactivate…', 'Deactivate the token', 'Delete…', 'Delete the token']);
    expect(stepsOn(onAccess)).toEqual(['Regenerate…', 'Regenerate the secret', 'Deactivate…', 'Deactivate the access', 'Revoke…', 'Revoke the access for good']);
    expect([onAccess.includes('For API keys and tokens this is called rotating'), onToken.includes('revoke, then delete')]).toEqual([true, true]);
  });

  it('say what each kind is for and lead to the others', async () => {
    const ways = async (page: string) => /<p class="about">(.*?)<\/p>/s.exec(await stage.person.page(page))?.[1]?.match(/organisation\/api-\w+/g);
    expect(await ways(`${keys}/`)).toEqual(['organisation/api-token', 'organisation/api-access']);
    expect(await ways(`${tokens}/`)).toEqual(['organisation/api-access', 'organisation/api-key']);
    expect(await ways(`${accesses}/`)).toEqual(['organisation/api-key', 'organisation/api-token']);
  });

  it('are deleted after they were revoked, and leave the list', async () => {
    const [key, access] = [await stage.world.key(stage.world.admin, { name: 'gone' }), await service()];
    for (const [list, id] of [[keys, key.id], [accesses, access.id]] as const) {
      const self = `${list}/${id}/`;
      expect(await stage.person.page(self)).not.toContain(`action="${self}delete/"`);
      await stage.person.does(self, `${self}revoke/`, { Reason: 'moved' });
      const left = await stage.person.does(self, `${self}delete/`);
      expect([left.headers['location'], left.headers['flash'], left.text.includes(self)]).toEqual([`${list}/`, expect.stringContaining('is deleted'), false]);
    }
  });

  it('get one new secret, however often the answer is loaded again', async () => {
    const [key, token, access] = [await stage.world.key(stage.world.admin), await stage.world.key(stage.world.admin), await service()];
    const cases = [
      [`${keys}/${key.id}/`, `${keys}/${key.id}/rotate/`, key],
      [`${tokens}/`, `${tokens}/${token.id}/rotate/`, token],
      [`${accesses}/${access.id}/`, `${accesses}/${access.id}/regenerate/`, access],
    ] as const;
    for (const [page, action, { id, text }] of cases) {
      const first = textOn(await expectStatus(stage.person.submit(page, action, { 'Overlap Seconds': '3600' }), 200));
      const again = textOn(await expectStatus(stage.person.reload(), 200));
      expect([action, again === first, await works(text), await works(first), await secretsOf(id)]).toEqual([action, true, true, true, 2]);
    }
  });

  it('of profiles are renewed once as well', async () => {
    const made = textOn(await expectStatus(stage.person.submit(`${security}/`, `${security}/key/`), 201));
    expect(textOn(await expectStatus(stage.person.reload(), 201))).toBe(made);
    const renewed = textOn(await expectStatus(stage.person.submit(`${security}/`, `${security}/key/`), 200));
    expect([textOn(await expectStatus(stage.person.reload(), 200)), await works(made), await works(renewed)]).toEqual([renewed, false, true]);
  });

  it('say until when the old secret works', async () => {
    const key = await stage.world.key(stage.world.admin);
    const self = `${keys}/${key.id}/`;
    const slow = await stage.person.submit(self, `${self}rotate/`, { 'Overlap Seconds': '3600' });
    const until = /works until <time datetime="([^"]+)"[^>]*>\d+ \w+ \d{4} at \d\d:\d\d UTC</.exec(slow.text)?.[1] ?? '';
    expect(Math.abs(Date.parse(until) - stage.server.clock.now() - 3_600_000)).toBeLessThan(60_000);
    const fast = await stage.person.submit(self, `${self}rotate/`, { 'Overlap Seconds': '0' });
    expect(fast.text).toContain('The old key is refused already');
    const { body } = await expectStatus(stage.ada.post(`${self}rotate/`, { 'Overlap Seconds': 60 }), 200);
    expect([typeof body['Old Secret Until'], body.key]).toEqual(['string', expect.any(String)]);
  });

  it('show a secret under its own name, with a button that copies that', async () => {
    const form = `${accesses}/create/`;
    const made = await expectStatus(stage.person.submit(form, form, { Name: 'labelled' }), 201);
    expect(made.text).toMatch(/Client secret<\/span><code>LK/);
    expect([made.text.includes('Copy the secret'), made.text.includes('Copy the key'), made.text.includes('I have stored it')]).toEqual([true, false, true]);
    const own = await expectStatus(stage.person.submit(form, form, { Name: 'chosen', 'Client Secret': '9011@83sd!f1042ds+f19fg86M' }), 201);
    expect([own.text.includes('Client secret'), own.text.includes('data-shown-once')]).toEqual([false, false]);
  });

  it('that are not there are rotated and deleted by nobody', async () => {
    const key = await stage.world.key(stage.world.admin);
    const other = await stage.world.otherOrganisation();
    const stranger = stage.ada.with({});
    for (const path of [`/org/${other.slug}/organisation/api-key/${key.id}/delete/`, `/org/${other.slug}/organisation/api-token/${key.id}/rotate/`, `${accesses}/${key.id}/delete/`]) {
      expect([path, (await expectUnchanged(stage.server, () => stranger.post(path))).status]).toEqual([path, 404]);
    }
    expect(await works(key.text)).toBe(true);
  });
});
