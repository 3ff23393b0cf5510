import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { UsageRecorder } from '../../src/features/key-usage/index.js';
import { expectStatus, expectUnchanged, onEachDatabase, type TestKey, TestServer, type TestUser, World } from '../harness/index.js';
import { asProgram, keys, org } from './door.js';
import { Person } from './person.js';
import { Stage } from './stage.js';

const tokens = `${org}/organisation/api-token`;
const bulk = `${keys}/bulk/`;

onEachDatabase('many keys on pages', (database) => {
  const stage = Stage.on(database);
  let grace: TestUser;
  let person: Person;
  beforeAll(async () => {
    grace = await stage.world.user();
    person = new Person(grace.session);
  });

  const asked = (list: string, action: string, ids: readonly string[]) => `${bulk}?${new URLSearchParams([['list', list], ['action', action], ...ids.map((id) => ['ids', id])]).toString()}`;
  const taken = async ({ client }: TestKey) => (await client.get('/api/v1/me')).status;
  const nameOf = async ({ id }: TestKey) => (await stage.world.admin.get(stage.world.path(`api-keys/${id}`))).body.name as string;

  it('are ticked in every list, and a menu says what can be done with them', async () => {
    const key = await stage.world.key(grace.session);
    const name = await nameOf(key);
    for (const [page, list, who] of [[`${keys}/`, 'api-key', person], [`${tokens}/`, 'api-token', person], [`${tokens}/all/?limit=200&state=active`, 'api-token/all', stage.person]] as const) {
      const text = await who.page(page);
      expect(text).toContain(`<input type="checkbox" name="ids" value="${key.id}" form="many-keys" aria-label="Select ${name}"/>`);
      expect(text).toMatch(new RegExp(`<form method="get" action="${bulk}" id="many-keys"[^>]*><input type="hidden" name="list" value="${list}"/>`));
      for (const words of ['>Deactivate</button>', '>Activate</button>', '>Revoke…</button>']) expect(text).toContain(words);
    }
  });

  it('are revoked with a reason after a page that says how many were used lately, which changes nothing itself', async () => {
    const [used, unused] = [await stage.world.key(grace.session), await stage.world.key(grace.session)];
    await expectStatus(used.client.get('/api/v1/me'), 200);
    await stage.server.app.get(UsageRecorder, { strict: false }).flush();
    const at = asked('api-token', 'revoke', [used.id, unused.id]);
    const page = await expectUnchanged(stage.server, () => person.get(at));
    expect(page.text).toContain('<strong>1 of 2</strong> was used in the last seven days');
    expect(page.text).toContain(`used in the last seven days: ${await nameOf(used)}.`);
    expect(page.text).toContain(`<strong>${await nameOf(used)}, ${await nameOf(unused)}</strong>`);
    const done = await expectStatus(person.submit(at, bulk, { Action: 'revoke', list: 'api-token', ids: [used.id, unused.id], Reason: 'leaked' }), 200);
    expect(done.text).toContain('2 of 2 done · 2 changed · 0 already so · finished');
    expect(done.text.match(/>revoked<\/span>/g)).toHaveLength(2);
    expect(done.text).toContain(`href="${tokens}/"`);
    expect((await stage.world.admin.get(stage.world.path(`api-keys/${unused.id}`))).body).toMatchObject({ state: 'revoked', revokeReason: 'leaked' });
    expect([await taken(used), await taken(unused)]).toEqual([401, 401]);
  });

  it('are each judged by themselves', async () => {
    const [own, anothers] = [await stage.world.key(grace.session), await stage.world.key(stage.world.admin)];
    const { body, headers } = await expectStatus(asProgram(grace.session).post(bulk, { Action: 'deactivate', ids: [own.id, anothers.id] }), 200);
    expect(headers['latchkey-epoch']).toEqual(expect.any(String));
    expect(body).toMatchObject({ Total: 2, Done: 2, Changed: 1, Failed: 1, Cursor: null, items: [{ outcome: 'changed' }, { Name: null, outcome: 'failed', Why: 'api-key.not-found' }] });
    expect([await taken(own), await taken(anothers)]).toEqual([401, 200]);
    const page = await new Person(grace.session).submit(asked('api-key', 'deactivate', [anothers.id]), bulk, { Action: 'deactivate', ids: [anothers.id] });
    expect(page.text).toContain('<p class="note" role="status">1 of 1 done · 0 changed · 0 already so · 1 failed');
    const preview = (await expectStatus(asProgram(grace.session).get(asked('api-key', 'revoke', [own.id, anothers.id])), 200)).body;
    expect(JSON.stringify(preview)).not.toContain(await nameOf(anothers));
  });

  it('come back when no box is ticked or the form is wrong, and nothing is changed', async () => {
    const key = await stage.world.key(grace.session);
    expect((await person.page(asked('api-key', 'revoke', []))).includes('No key was chosen: tick a box first')).toBe(true);
    const at = asked('api-key', 'revoke', [key.id]);
    const tooLong = await expectUnchanged(stage.server, () => person.submit(at, bulk, { Action: 'revoke', ids: [key.id], Reason: 'x'.repeat(201) }));
    expect([tooLong.status, tooLong.text.includes('aria-invalid="true"'), tooLong.text.includes(`name="ids" value="${key.id}"`)]).toEqual([400, true, true]);
    expect((await expectUnchanged(stage.server, () => person.submit(at, bulk, { Action: 'revoke' }))).status).toBe(400);
    expect((await expectUnchanged(stage.server, () => person.submit(at, bulk, { Action: 'delete', ids: [key.id] }))).status).toBe(400);
    expect((await expectUnchanged(stage.server, () => new Person(grace.session).send('', bulk, { Action: 'revoke', ids: [key.id] }))).status).toBe(403);
    expect(await taken(key)).toBe(200);
  });

  it('are all that a list finds, of those that it shows to the caller', async () => {
    const mark = `found${Math.random().toString(36).slice(2, 8)}`;
    const [own, anothers] = [await stage.world.key(grace.session, { name: `${mark} a` }), await stage.world.key(stage.world.admin, { name: `${mark} b` })];
    const preview = await person.page(`${bulk}?action=deactivate&found=true&list=api-key&search=${mark}`);
    expect(preview).toContain('Deactivate one key');
    expect(preview).toContain('It was not used in the last seven days');
    expect(await person.page(asked('api-key', 'revoke', [own.id, anothers.id]))).toContain('None of them was used in the last seven days');
    const done = await expectStatus(person.submit(`${bulk}?action=deactivate&found=true&list=api-key&search=${mark}`, bulk, { Action: 'deactivate', found: 'true', list: 'api-key', Search: mark }), 200);
    expect(done.text).toContain('1 of 1 done · 1 changed · finished');
    expect([await taken(own), await taken(anothers)]).toEqual([401, 200]);
    expect((await expectUnchanged(stage.server, () => asProgram(grace.session).post(bulk, { Action: 'revoke', found: true, list: 'api-token/all' }))).status).toBe(403);
  });
});

onEachDatabase('many keys in more than one part', (database) => {
  let server: TestServer;
  let world: World;
  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
  });
  afterAll(() => server?.stop());

  it('are all done, each once, by a form that leads to the next part', async () => {
    for (let i = 0; i < 203; i++) await world.key(world.admin, { name: `many ${i}` });
    const person = new Person(world.admin);
    const at = `${bulk}?action=deactivate&found=true&list=api-key&search=many&state=active`;
    expect(await person.page(`${keys}/?search=many&state=active`)).toContain(`href="${bulk}?action=deactivate&amp;found=true&amp;list=api-key&amp;state=active&amp;search=many"`);
    const first = await expectStatus(person.submit(at, bulk, { Action: 'deactivate', found: 'true', list: 'api-key', Search: 'many', State: 'active' }), 200);
    expect(first.text).toContain('200 of 203 done · 200 changed');
    expect(first.text).toContain('data-continues');
    const hidden = Object.fromEntries([...first.text.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"\/>/g)].map(([, name, value]) => [name as string, value as string]));
    expect(hidden).toMatchObject({ found: 'true', search: 'many', state: 'active', Done: '200', Changed: '200', Failed: '0', Total: '203' });
    const { text } = await expectStatus(person.send(first.text, bulk, hidden), 200);
    expect(text).toContain('203 of 203 done · 203 changed · finished');
    expect((await world.admin.get(world.path('api-keys?state=active&search=many'))).body.items).toEqual([]);
    expect((await world.admin.get(world.path('audit-events?limit=200&action=api-key.deactivate'))).body.items).toHaveLength(200);
  }, 180_000);
});
