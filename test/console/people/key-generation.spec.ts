import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { expectStatus, expectUnchanged, onEachDatabase, TestServer, type TestUser, World } from '../../harness/index.js';
import { asProgram, org } from '../door.js';
import { Person } from '../person.js';
import { Stage } from '../stage.js';

const users = `${org}/organisation/user/`;
const groups = `${org}/organisation/group/`;

onEachDatabase('API key generation as pages', (database) => {
  const stage = Stage.on(database);
  let user: TestUser;
  beforeAll(async () => {
    await expectStatus(stage.world.admin.patch('/api/v1/organisations/megacorp', { keyCreation: 'enabled' }), 200);
  });
  beforeEach(async () => {
    user = await stage.world.user();
  });

  const mayMakeKeys = async ({ session }: TestUser) => (await session.post(stage.world.path('api-keys'), { name: 'k' })).status === 201;
  const mailsTo = ({ login }: TestUser) => stage.server.mailsTo(`${login}@megacorp.example`);
  const never = async () => (await expectStatus(stage.world.admin.post(stage.world.path('users'), { login: `never${user.id}`, email: `never${user.id}@megacorp.example`, displayName: 'Never', password: 'orchard-velvet-compass' }), 201)).body.id as string;

  it('is enabled for many users that are ticked, with a result for each', async () => {
    const [had, has] = [await stage.world.user(), await never()];
    await expectStatus(stage.world.admin.put(stage.world.path('key-rights'), { userIds: [had.id], enabled: true }), 200);
    expect(await mailsTo(had)).toHaveLength(1);
    const ids = [user.id, had.id, has, '999999'];
    const page = await expectStatus(stage.person.submit(users, `${users}key-generation/`, { ids, Enabled: 'true' }), 200);
    expect(page.text).toContain('1 mail is on its way');
    expect(page.text).toContain('2 changed · 1 already so · 1 failed');
    for (const words of ['>enabled</span>', '>was enabled already</span>', '>failed</span>', 'Has never signed in; no mail is sent', 'There is no such user here']) expect(page.text).toContain(words);
    expect([await mayMakeKeys(user), await mayMakeKeys(had)]).toEqual([true, true]);
    expect(await mailsTo(user)).toHaveLength(1);
    expect((await mailsTo(user))[0]?.text).toContain('/org/megacorp/organisation/api-key/create/');
    expect(await mailsTo(had)).toHaveLength(1);
    expect(await stage.server.mailsTo(`never${user.id}@megacorp.example`)).toEqual([]);
  });

  it('says the same to programs, and does nothing twice', async () => {
    const enable = () => expectStatus(stage.ada.post(`${users}key-generation/`, { ids: [user.id], Enabled: true }), 200);
    const done = await enable();
    expect(done.headers['latchkey-epoch']).toEqual(expect.any(String));
    expect(done.body).toEqual({ Enabled: true, Kind: 'user', Mails: 1, items: [{ id: user.id, Name: user.login, Outcome: 'enabled', Mailed: true, Note: null }], _links: { list: { href: users } } });
    expect((await enable()).body).toMatchObject({ Mails: 0, items: [{ Outcome: 'already', Mailed: false }] });
    expect(await mailsTo(user)).toHaveLength(1);
    const { items } = (await stage.world.admin.get(stage.world.path(`audit-events?subjectId=${user.id}&action=key-right.enable`))).body;
    expect(items).toHaveLength(1);
  });

  it('is disabled for many, and says who still may, and why', async () => {
    const groupId = await stage.world.group();
    await stage.world.addToGroup(groupId, user.id);
    await expectStatus(stage.ada.post(`${groups}key-generation/`, { ids: [groupId], Enabled: true }), 200);
    const other = await stage.world.user();
    await expectStatus(stage.ada.post(`${users}key-generation/`, { ids: [user.id, other.id], Enabled: true }), 200);
    const { body } = await expectStatus(stage.ada.post(`${users}key-generation/`, { ids: [user.id, other.id, '1001'], Enabled: false }), 200);
    expect(body.items).toMatchObject([
      { Outcome: 'disabled', Note: 'Still may, as a member of a group for which it is enabled' },
      { Outcome: 'disabled', Note: null },
      { Outcome: 'already', Note: 'Holds the super role, and so always may' },
    ]);
    expect([await mayMakeKeys(user), await mayMakeKeys(other), (await stage.world.admin.post(stage.world.path('api-keys'), { name: 'k' })).status]).toEqual([true, false, 201]);
  });

  it('is enabled for everybody who is found, part by part, and goes on where it stopped', async () => {
    const all = `${users}key-generation/all/`;
    const { Total } = (await expectStatus(stage.ada.get(`${all}?search=${user.login}`), 200)).body;
    expect(Total).toBe(1);
    const asked = await stage.person.see(`${all}?enabled=true&state=active&search=${user.login}`);
    expect(asked.text).toContain('Enable API key generation for one user');
    const done = await expectStatus(stage.person.submit(`${all}?search=${user.login}`, all, { Enabled: 'true', State: 'active', Search: user.login }), 200);
    expect(done.text).toContain('1 of 1 done · 1 changed · finished');
    expect(await mayMakeKeys(user)).toBe(true);
    expect(await mailsTo(user)).toHaveLength(1);
    expect(done.text).not.toContain('data-continues');
    const wrong = await expectUnchanged(stage.server, () => stage.ada.post(all, { Enabled: true, Cursor: 'x' }));
    expect([wrong.status, Object.keys(wrong.body.errors)]).toEqual([400, ['Cursor']]);
    const reader = await stage.world.user(['user.read']);
    expect((await asProgram(reader.session).get(all)).status).toBe(403);
    expect((await expectUnchanged(stage.server, () => asProgram(reader.session).post(all, { Enabled: true }))).status).toBe(403);
  });

  it('comes back when no box is ticked, and changes nothing', async () => {
    for (const page of [users, groups]) {
      await stage.world.group();
      const back = await expectUnchanged(stage.server, () => stage.person.submit(page, `${page}key-generation/`, { Enabled: 'true' }));
      expect([back.status, back.text.includes('role="alert">Nobody was chosen: tick a box first')]).toEqual([400, true]);
      expect((await expectUnchanged(stage.server, () => stage.person.submit(page, `${page}key-generation/`, { ids: [user.id] }))).status).toBe(400);
    }
    expect(await mailsTo(user)).toEqual([]);
  });

  it('is enabled for groups that are ticked: their members are told', async () => {
    const [first, second] = [await stage.world.group(), await stage.world.group()];
    await stage.world.addToGroup(first, user.id);
    const page = await expectStatus(stage.person.submit(groups, `${groups}key-generation/`, { ids: [first, second], Enabled: 'true' }), 200);
    expect(page.text).toContain('2 changed · 0 already so · 1 mail is on its way');
    expect(page.text).toContain('One member, and whoever joins later');
    expect(page.text).toContain('0 members, and whoever joins later');
    expect(await mayMakeKeys(user)).toBe(true);
    expect(await mailsTo(user)).toHaveLength(1);
    const later = await stage.world.user();
    await stage.world.addToGroup(second, later.id);
    expect(await mayMakeKeys(later)).toBe(true);
  });

  it('is switched on and off on the Security tab of a user', async () => {
    const at = `${users}${user.id}/`;
    const off = await stage.person.see(`${at}security/`);
    expect(off.text).toMatch(/role="switch"[^>]*aria-checked="false"/);
    const on = await stage.person.does(`${at}security/`, `${at}key-generation/`, { Enabled: 'true' });
    expect(on.headers['flash']).toBe(`API key generation is enabled for ${user.login}.`);
    expect(on.text).toMatch(/role="switch"[^>]*aria-checked="true"/);
    expect(await mayMakeKeys(user)).toBe(true);
    expect(await mailsTo(user)).toHaveLength(1);
    await stage.person.does(`${at}security/`, `${at}key-generation/`, { Enabled: 'false' });
    expect(await mayMakeKeys(user)).toBe(false);
    expect((await expectUnchanged(stage.server, () => stage.person.submit(`${at}security/`, `${at}key-generation/`, { Enabled: 'maybe' }))).status).toBe(400);
    expect((await stage.person.see(`${users}1001/security/`)).text).toContain('always may; that cannot be switched off');
  });

  it('is switched on and off on the Security tab of a group', async () => {
    const group = await stage.world.group();
    await stage.world.addToGroup(group, user.id);
    const at = `${groups}${group}/`;
    await stage.person.does(`${at}security/`, `${at}key-generation/`, { Enabled: 'true' });
    expect(await mayMakeKeys(user)).toBe(true);
    expect((await stage.person.see(`${users}${user.id}/security/`)).text).toContain(`href="${at}"`);
    await stage.person.does(`${at}security/`, `${at}key-generation/`, { Enabled: 'false' });
    expect(await mayMakeKeys(user)).toBe(false);
  });

  it('counts once the organisation says so, by a form for those who may', async () => {
    const at = `${org}/organisation/key-creation/`;
    const led = await stage.person.does(users, at, { 'Key Creation': 'everyone' });
    expect(led.text).toContain('At present everybody may create API keys here');
    expect(await mayMakeKeys(user)).toBe(true);
    const wrong = await expectUnchanged(stage.server, () => stage.person.submit(users, at, { 'Key Creation': 'nobody' }));
    expect([wrong.status, wrong.text.includes('role="alert"')]).toEqual([400, true]);
    const manager = await stage.world.user(['user.read', 'key-right.manage']);
    expect((await new Person(manager.session).see(users)).text).not.toContain(`action="${at}"`);
    expect((await expectUnchanged(stage.server, () => asProgram(manager.session).post(at, { 'Key Creation': 'enabled' }))).status).toBe(403);
    await stage.person.does(users, at, { 'Key Creation': 'enabled' });
    expect(await mayMakeKeys(user)).toBe(false);
  });

  it('is for those alone who may say who makes keys', async () => {
    const reader = await stage.world.user(['user.read', 'group.read', 'user.update']);
    const group = await stage.world.group();
    const pages = new Person(reader.session);
    expect((await pages.see(users)).text).not.toMatch(/type="checkbox" name="ids"|Enable API key generation/);
    expect((await pages.see(`${users}${user.id}/security/`)).text).not.toMatch(/Developer tools|key-generation\//);
    for (const path of [`${users}key-generation/`, `${groups}key-generation/`]) {
      expect((await expectUnchanged(stage.server, () => asProgram(reader.session).post(path, { ids: [user.id], Enabled: true }))).status).toBe(403);
    }
    expect((await expectUnchanged(stage.server, () => asProgram(reader.session).post(`${groups}${group}/key-generation/`, { Enabled: true }))).status).toBe(403);
    expect(await mayMakeKeys(user)).toBe(false);
  });
});

onEachDatabase('API key generation for more than one part of users', (database) => {
  let server: TestServer;
  let world: World;
  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
  });
  afterAll(() => server?.stop());

  it('does all of them, each once, by a form that leads to the next part', async () => {
    const login = (i: number) => `many${String(i).padStart(3, '0')}`;
    for (let i = 0; i < 203; i++) {
      // So many in a quarter of an hour, and no more.
      if (i % 40 === 39) server.clock.advance({ minutes: 16 });
      await expectStatus(world.admin.post(world.path('users'), { login: login(i), email: `${login(i)}@megacorp.example`, displayName: `Many ${i}` }), 201);
    }
    const person = new Person(world.admin);
    const all = `${users}key-generation/all/`;
    expect((await person.see(`${users}?search=many`)).text).toContain(`href="${all}?enabled=true&amp;search=many"`);
    const first = await expectStatus(person.submit(`${all}?search=many`, all, { Enabled: 'true', Search: 'many' }), 200);
    expect(first.text).toContain('200 of 203 done · 200 changed');
    expect(first.text).toContain('<progress value="200" max="203"');
    const hidden = Object.fromEntries([...first.text.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"\/>/g)].map(([, name, value]) => [name as string, value as string]));
    const { text } = await expectStatus(person.submit(`${all}?search=many`, all, { Enabled: hidden['Enabled'] as string, Search: 'many', Cursor: hidden['Cursor'] as string, Done: '200', Changed: '200' }), 200);
    expect(text).toContain('203 of 203 done · 203 changed · finished');
    const rights = [];
    for (let path: string | null = world.path('key-rights?limit=200'); path; ) {
      const { items, nextCursor } = (await world.admin.get(path)).body as { items: { userId: string }[]; nextCursor: string | null };
      rights.push(...items.map(({ userId }) => userId));
      path = nextCursor && `${world.path('key-rights?limit=200')}&cursor=${nextCursor}`;
    }
    expect([rights.length, new Set(rights).size]).toEqual([203, 203]);
    expect(rights).not.toContain('1001');
  }, 180_000);
});
