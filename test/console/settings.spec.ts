import { expect, it } from '@jest/globals';
import { Authenticator, expectStatus, expectUnchanged, onEachDatabase, type TestUser } from '../harness/index.js';
import { expectAudit } from '../api/contract/operations.js';
import { asProgram, org } from './door.js';
import { Person } from './person.js';
import { Stage } from './stage.js';

const settings = `${org}/organisation/settings/`;
const switching = `${settings}second-factor/`;
const saved = 'The settings are saved; they count from now on.';

onEachDatabase('the settings of an organisation as a page', (database) => {
  const stage = Stage.on(database);
  const model = async () => (await expectStatus(stage.ada.get(settings), 200)).body;
  const form = async (more: Record<string, string> = {}) => {
    const now = await model();
    return { Name: now.Name, 'Key Creation': now['Key Creation'], 'Profile Keys': now['Profile Keys'], 'Query Credential': String(now['Query Credential']), ...more };
  };
  const changer = (more: string[] = []): Promise<TestUser> => stage.world.user(['organisation.update', ...more]);

  it('are shown with what each means, in both faces, one step away', async () => {
    const shown = await model();
    expect(shown).toMatchObject({ Slug: 'megacorp', 'Key Creation': 'everyone', 'Profile Keys': 'open', 'Query Credential': true, 'Require Second Factor': false });
    expect(shown.fields.map(({ label, value, hint }: { label: string; value: unknown; hint: string }) => [label, value, hint.length > 40])).toEqual([
      ['Name', shown.Name, true],
      ['Key Creation', 'everyone', true],
      ['Profile Keys', 'open', true],
      ['Query Credential', true, true],
      ['Require Second Factor', false, true],
    ]);
    const page = await stage.person.page(settings);
    for (const { label, hint } of shown.fields as { label: string; hint: string }[]) if (label !== 'Require Second Factor') expect(page).toContain(hint);
    expect(page).toContain(`<a href="${settings}" aria-current="page">`);
  });

  it('are changed by the form, each told of with what it was', async () => {
    const led = await stage.person.does(settings, settings, await form({ 'Key Creation': 'enabled', 'Query Credential': 'false' }));
    expect([led.headers['flash'], (await model())['Query Credential']]).toEqual([saved, false]);
    await expectAudit(stage.world, { action: 'organisation.update', details: { keyCreation: 'enabled', queryCredential: false, before: { keyCreation: 'everyone', queryCredential: true } } });
    const key = await stage.world.key(stage.world.admin);
    expect((await stage.server.client().get(`${stage.world.path('problems')}?apiToken=${key.text}`)).status).toBe(401);
    await stage.person.does(settings, settings, await form({ Name: 'Mega <C>', 'Profile Keys': 'frozen', 'Key Creation': 'everyone', 'Query Credential': 'true' }));
    expect(await model()).toMatchObject({ Name: 'Mega <C>', 'Profile Keys': 'frozen', 'Key Creation': 'everyone', 'Query Credential': true });
    expect((await stage.server.client().get(`${stage.world.path('problems')}?apiToken=${key.text}`)).status).toBe(200);
    await expectStatus(stage.ada.patch(settings, { Name: 'megacorp', 'Profile Keys': 'open' }), 200);
  });

  it('are changed by programs, one by one, and by a key that may', async () => {
    const { body } = await expectStatus(stage.ada.post(settings, { 'Query Credential': false }), 200);
    expect(body).toMatchObject({ 'Query Credential': false, 'Key Creation': 'everyone' });
    const { session } = await changer();
    const key = await stage.world.key(session);
    await expectStatus(asProgram(key.client).patch(settings, { queryCredential: true }), 200);
    expect((await model())['Query Credential']).toBe(true);
  });

  it('stay as they are after a bad form, which comes back', async () => {
    const bad = await expectUnchanged(stage.server, async () => stage.person.submit(settings, settings, await form({ Name: ' x' })));
    expect([bad.status, bad.text.includes('field-error'), bad.text.includes('value=" x"')]).toEqual([400, true, true]);
    for (const [wrong, body] of [
      ['a state', { State: 'disabled' }],
      ['a slug', { Slug: 'other' }],
      ['a word for a switch', { 'Query Credential': 'maybe' }],
      ['null', { 'Profile Keys': null }],
      ['an unknown way', { 'Key Creation': 'nobody' }],
    ] as const) {
      const answer = await expectUnchanged(stage.server, () => stage.ada.post(settings, body));
      expect([wrong, answer.status, typeof answer.body.detail]).toEqual([wrong, 400, 'string']);
    }
    expect((await expectUnchanged(stage.server, () => stage.ada.post(switching, {}))).status).toBe(400);
  });

  it('are not undone by a page that was open while somebody else changed them', async () => {
    const old = await stage.person.page(settings);
    const before = await form();
    await expectStatus(stage.ada.post(settings, { 'Query Credential': false }), 200);
    const answer = await expectUnchanged(stage.server, () => stage.person.send(old, settings, { ...before, Name: 'Other' }));
    expect([answer.status, answer.text.includes('It was changed while this page was open')]).toEqual([409, true]);
    await expectStatus(stage.ada.post(settings, { 'Query Credential': true }), 200);
  });

  it('are for those who may change them, in their own organisation', async () => {
    const reader = await stage.world.user(['organisation.read', 'user.read']);
    const person = new Person(reader.session);
    expect((await person.get(settings)).status).toBe(403);
    expect((await person.page(`${org}/`)).includes(settings)).toBe(false);
    for (const path of [settings, switching]) {
      const answer = await expectUnchanged(stage.server, () => asProgram(reader.session).post(path, { 'Require Second Factor': false }));
      expect([path, answer.status]).toEqual([path, 403]);
    }
    const other = await stage.world.otherOrganisation();
    const stranger = await other.user(['organisation.update']);
    for (const path of [settings, switching]) {
      expect((await asProgram(stranger.session).get(settings)).status).toBe(404);
      expect((await expectUnchanged(stage.server, () => asProgram(stranger.session).post(path, { 'Require Second Factor': true }))).status).toBe(404);
    }
    const nobody = await stage.server.client({ accept: 'application/json' }).get(settings);
    expect(nobody.status).toBe(401);
  });

  it('say how many people have no second factor yet, to those who may see users', async () => {
    const { session } = await changer();
    const hidden = (await expectStatus(asProgram(session).get(settings), 200)).body;
    expect([hidden['Active Users'], hidden['Without Second Factor'], hidden._links['without-second-factor']]).toEqual([null, null, undefined]);
    expect((await new Person(session).page(settings)).includes('See who')).toBe(false);
    const shown = await model();
    expect(shown['Without Second Factor']).toBe(shown['Active Users']);
    const one = await changer(['user.read']);
    await Authenticator.enrol(one.session, one.password, stage.server.clock);
    const later = await model();
    expect([later['Active Users'] - shown['Active Users'], later['Without Second Factor'] - shown['Without Second Factor']]).toEqual([1, 0]);
    const missing = (await expectStatus(stage.ada.get(`${later._links['without-second-factor'].href}&limit=200`), 200)).body.items;
    expect([missing.length, missing.some(({ Login }: { Login: string }) => Login === one.login)]).toEqual([later['Without Second Factor'], false]);
    expect(await stage.person.page(later._links['without-second-factor'].href)).toContain('>none</span>');
  });

  it('let only somebody who has a second factor require it of everybody', async () => {
    const { session, password, login } = await changer(['problem.read']);
    const person = new Person(session);
    const refused = await expectUnchanged(stage.server, () => person.insist(settings, switching, { 'Require Second Factor': 'true' }));
    expect([refused.status, refused.text.includes('set up your own first')]).toEqual([409, true]);
    expect((await expectUnchanged(stage.server, () => asProgram(session).post(settings, { 'Require Second Factor': true }))).status).toBe(409);
    expect(await person.page(settings)).toContain('set up yours');
    const bystander = await stage.world.user(['problem.read']);
    await Authenticator.enrol(session, password, stage.server.clock);
    const led = await person.does(settings, switching, { 'Require Second Factor': 'true' });
    expect([led.headers['flash'], led.text.includes('>required</span>')]).toEqual(['A second factor is required of everybody who signs in, from now on.', true]);
    expect((await bystander.session.get(stage.world.path('problems'))).body.code).toBe('second-factor.required');
    expect((await stage.world.admin.get(stage.world.path('problems'))).status).toBe(403);
    const off = await person.does(settings, switching, { 'Require Second Factor': 'false' });
    expect(off.headers['flash']).toBe('A second factor is no longer required.');
    await expectAudit(stage.world, { action: 'organisation.update', actor: { kind: 'user', name: login }, details: { requireSecondFactor: false, before: { requireSecondFactor: true } } });
    expect((await bystander.session.get(stage.world.path('problems'))).status).toBe(200);
  });
});
