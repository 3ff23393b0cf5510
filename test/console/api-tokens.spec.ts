import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { DecisionsRecorder } from '../../src/features/decisions/index.js';
import { expectStatus, expectUnchanged, onEachDatabase, TestServer, type TestUser, World } from '../harness/index.js';
import { asProgram, org } from './door.js';
import { Person } from './person.js';

const tokens = `${org}/organisation/api-token`;

onEachDatabase('API tokens as pages', (database) => {
  let server: TestServer;
  let world: World;
  let bo: TestUser;
  let person: Person;
  let manager: TestUser;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    bo = await world.user(['problem.read', 'problem.create'], undefined, 'bo');
    person = new Person(bo.session);
    manager = await world.user(['api-key.read-all', 'api-key.manage-all'], undefined, 'mia');
  });
  afterAll(() => server?.stop());

  const textOn = ({ text }: { text: string }): string => /LK\w{6}\.\w{32}/.exec(text)?.[0] ?? '';
  const works = async (text: string) => (await server.client().with({ authorization: `apiToken ${text}` }).get(world.path('problems'))).status === 200;
  const namesIn = async (by: TestUser, tab = '') => (await expectStatus(asProgram(by.session).get(`${tokens}/${tab}?limit=200`), 200)).body.items.map((item: Record<string, string>) => item['Name']);
  const generate = (name: string, more: Record<string, string> = { 'May Be Shown Again': 'true' }) =>
    expectStatus(person.submit(`${tokens}/`, `${tokens}/`, { Name: name, _Permissions: 'chosen', Permissions: 'problem.read', ...more }), 201);

  it('are generated with a name and permissions, stand in the list of their owner, and can be seen again there', async () => {
    const form = await person.page(`${tokens}/`);
    expect([/name="May Be Shown Again"[^>]*checked/.test(form), form.includes('Read problems'), form.includes('All API tokens')]).toEqual([true, true, false]);
    const made = await generate('Reports');
    const text = textOn(made);
    expect([made.headers['cache-control'], made.text.includes(`Authorization: apiToken ${text}`), await works(text)]).toEqual(['no-store', true, true]);
    const list = await person.page(`${tokens}/`);
    const [, id] = new RegExp(`${tokens}/(\\d+)/reveal/`).exec(list) ?? [];
    expect([list.includes('Reports'), list.includes(text.split('.')[1] as string)]).toEqual([true, false]);
    expect(textOn(await expectStatus(person.submit(`${tokens}/`, `${tokens}/${id}/reveal/`, {}), 200))).toBe(text);
    expect(textOn(await new Person(manager.session).insist(`${tokens}/all/`, `${tokens}/${id}/reveal/`, {}))).toBe('');
    const once = textOn(await generate('Once', {}));
    const { body } = await expectStatus(asProgram(bo.session).get(`${tokens}/?search=once`), 200);
    expect([await works(once), body.items[0]['May Be Shown Again'], body.items[0]._links.reveal]).toEqual([true, false, undefined]);
  });

  it('come back as a filled form when something is missing, and nothing is made', async () => {
    const before = await namesIn(bo);
    const wrong = await expectUnchanged(server, () => person.submit(`${tokens}/`, `${tokens}/`, { Name: 'Half', _Permissions: 'chosen' }));
    expect([wrong.status, wrong.text.includes('need at least one tick'), wrong.text.includes('value="Half"')]).toEqual([400, true, true]);
    const beyond = await expectUnchanged(server, () => asProgram(bo.session).post(`${tokens}/`, { Name: 'x', Permissions: ['audit.read'] }));
    expect([beyond.status, await namesIn(bo)]).toEqual([403, before]);
  });

  it('of everybody are deactivated, activated and deleted by those who may', async () => {
    const text = textOn(await generate('Managed'));
    const mia = new Person(manager.session);
    const all = await mia.page(`${tokens}/all/?search=managed`);
    const [, id] = new RegExp(`${tokens}/(\\d+)/deactivate/`).exec(all) ?? [];
    const steps: [string, boolean][] = [['deactivate', false], ['activate', true], ['delete', false]];
    for (const [step, isTaken] of steps) {
      const led = await mia.submit(`${tokens}/all/`, `${tokens}/${id}/${step}/`, {});
      expect([step, led.status, led.headers['location'], await works(text)]).toEqual([step, 303, `${tokens}/all/`, isTaken]);
    }
    expect([(await namesIn(bo)).includes('Managed'), (await namesIn(manager, 'all/')).includes('Managed')]).toEqual([false, false]);
    expect((await expectUnchanged(server, () => mia.insist(`${tokens}/all/`, `${tokens}/${id}/activate/`, {}))).status).toBe(409);
  });

  it('of others are seen and changed by nobody else', async () => {
    const text = textOn(await generate('Private'));
    const { body } = await asProgram(bo.session).get(`${tokens}/?search=private`);
    const [{ id }] = body.items;
    const [stranger, reader] = [await world.user(), await world.user(['api-key.read-all'])];
    expect((await asProgram(stranger.session).get(`${tokens}/all/`)).status).toBe(403);
    expect(await namesIn(stranger)).toEqual([]);
    expect(await namesIn(reader, 'all/')).toContain('Private');
    const service = await world.key(world.admin, { kind: 'service', workspaceRoleIds: [await world.workspaceRole(await world.role(['problem.read']))] });
    for (const action of ['activate', 'deactivate', 'delete', 'reveal']) {
      expect([action, (await expectUnchanged(server, () => asProgram(stranger.session).post(`${tokens}/${id}/${action}/`))).status]).toEqual([action, 404]);
      expect([action, (await expectUnchanged(server, () => asProgram(reader.session).post(`${tokens}/${id}/${action}/`))).status]).toEqual([action, 403]);
      expect([action, (await expectUnchanged(server, () => asProgram(world.admin).post(`${tokens}/${service.id}/${action}/`))).status]).toEqual([action, 404]);
    }
    expect(await works(text)).toBe(true);
  });

  it('and keys can be looked at without that being told as something refused', async () => {
    await generate('Seen');
    const reader = await world.user(['api-key.read-all']);
    const recorder = server.app.get(DecisionsRecorder, { strict: false });
    await recorder.flush();
    const look = async () => {
      for (const page of [`${tokens}/all/`, `${org}/organisation/api-key/`]) await expectStatus(asProgram(reader.session).get(page), 200);
      const answer = await asProgram(reader.session).get(`${tokens}/`);
      await recorder.flush();
      return answer;
    };
    expect((await expectUnchanged(server, look)).status).toBe(200);
  });
});
