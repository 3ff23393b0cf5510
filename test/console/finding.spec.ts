import { beforeAll, expect, it } from '@jest/globals';
import { expectStatus, onEachDatabase, type TestKey, type TestUser } from '../harness/index.js';
import { keys, org } from './door.js';
import { Stage } from './stage.js';

const tokens = `${org}/organisation/api-token`;
const accesses = `${org}/organisation/api-access`;

onEachDatabase('what is looked for on pages', (database) => {
  const stage = Stage.on(database);
  let grace: TestUser;
  let ci: TestKey;
  let access: TestKey;
  beforeAll(async () => {
    const { world } = stage;
    grace = await world.user(['problem.read'], undefined, 'gh');
    await expectStatus(world.admin.patch(world.path(`users/${grace.id}`), { displayName: 'Grace Hopper' }), 200);
    ci = await world.key(grace.session, { name: 'payments-ci' });
    await world.key(grace.session, { name: 'nightly' });
    access = await world.key(world.admin, { name: 'exporter-ci', kind: 'service', workspaceRoleIds: [await world.workspaceRole(await world.role(['problem.read']))] });
  });
  const namesAt = async (path: string) => ((await expectStatus(stage.ada.get(path), 200)).body.items as Record<string, string>[]).map((item) => item['Name'] ?? item['Display Name']);

  it('is found by any part of its name, in both faces', async () => {
    expect(await namesAt(`${keys}/?search=CI`)).toEqual(['exporter-ci', 'payments-ci']);
    expect(await namesAt(`${tokens}/all/?search=ci`)).toEqual(['payments-ci']);
    expect(await namesAt(`${accesses}/?search=ci`)).toEqual(['exporter-ci']);
    expect(await namesAt(`${org}/organisation/user/?search=hopper`)).toEqual(['Grace Hopper']);
    expect(await stage.person.page(`${org}/organisation/user/?search=hopper`)).toContain('>Grace Hopper</a>');
    const page = await stage.person.page(`${keys}/?search=ci`);
    expect([page.includes('payments-ci'), page.includes('nightly')]).toEqual([true, false]);
  });

  it('is a user by the address, a workspace by its name, an account by login or address; and what was not found is said', async () => {
    const at = (path: string) => stage.person.page(path);
    expect(await namesAt(`${org}/organisation/user/?search=GH@mega`)).toEqual(['Grace Hopper']);
    await stage.world.workspace('Blue green');
    expect(await namesAt(`${org}/organisation/workspace/?search=E+GR`)).toEqual(['Blue green']);
    expect(await at(`${org}/organisation/workspace/?search=E+GR`)).toContain('>Blue green</a>');
    expect(await at(`${org}/organisation/workspace/?search=none+such`)).toContain('No workspace found');
    const accounts = async (search: string) => (await expectStatus(stage.ada.get(`/accounts/?search=${search}`), 200)).body.items.map((item: Record<string, string>) => item['Login']);
    expect([await accounts('gh@MEGA'), await accounts('none-such')]).toEqual([['gh'], []]);
    expect([(await at('/accounts/?search=gh@')).includes('value="gh@"'), (await at('/accounts/?search=none-such')).includes('Nobody found')]).toEqual([true, true]);
  });

  it('is a key by its prefix or all of it, of which the rest is shown nowhere', async () => {
    for (const [list, key] of [[keys, ci], [`${tokens}/all`, ci], [accesses, access]] as const) {
      const [prefix, secret] = [key.text.slice(0, 8), key.text.slice(9)];
      const [{ id }] = (await expectStatus(stage.ada.get(`${list}/?search=${prefix}`), 200)).body.items;
      expect(id).toBe(key.id);
      const query = `search=${encodeURIComponent(key.text)}&limit=1&sort=-name`;
      const { text: json, body } = await expectStatus(stage.ada.get(`${list}/?${query}`), 200);
      expect([body.items.map((item: { id: string }) => item.id), json.includes(secret), json.includes(`search=${prefix}&`)]).toEqual([[key.id], false, true]);
      const led = await stage.person.get(`${list}/?${query}`);
      expect([led.status, led.headers['location'], led.text.includes(secret)]).toEqual([303, `${list}/?search=${prefix}&limit=1&sort=-name`, false]);
      expect([led.headers['referrer-policy'], led.headers['cache-control']]).toEqual(['no-referrer', 'no-store']);
      const page = await stage.person.page(led.headers['location'] as string);
      expect([page.includes(`value="${prefix}"`), page.includes(`/${key.id}/`)]).toEqual([true, true]);
    }
    for (const around of [(text: string) => `"${text}"`, (text: string) => `Bearer ${text}`, (text: string) => `x-api-key: ${text}`, (text: string) => `curl -H 'Authorization: Api-Key ${text}' https://here`]) {
      const [prefix, secret] = [ci.text.slice(0, 8), ci.text.slice(9)];
      const query = `search=${encodeURIComponent(around(ci.text))}`;
      const led = await stage.person.get(`${keys}/?${query}`);
      expect([led.status, led.headers['location']]).toEqual([303, `${keys}/?search=${prefix}`]);
      const { text: json, body } = await expectStatus(stage.ada.get(`${keys}/?${query}&limit=1`), 200);
      expect([body.items.map((item: { id: string }) => item.id), json.includes(secret)]).toEqual([[ci.id], false]);
      const tried = await stage.ada.get(`${org}/refusals/try/?key=${encodeURIComponent(around(ci.text))}&permission=problem.read`);
      expect([tried.status, tried.text.includes(secret)]).toEqual([400, false]);
    }
    expect(stage.server.logged.join('')).not.toContain(ci.text.slice(9));
  });

  it('leads to the address without the rest of a key from wherever that was pasted, and nowhere else', async () => {
    const { server, person } = stage;
    const prefix = ci.text.slice(0, 8);
    const leadsTo = async (path: string) => {
      const answer = await person.get(path);
      expect(answer.text).not.toContain(ci.text.slice(9));
      return [answer.status, answer.headers['location']];
    };
    expect(await leadsTo(`${keys}/?state=none&search=${ci.text}`)).toEqual([303, `${keys}/?state=none&search=${prefix}`]);
    expect(await leadsTo(`${org}/organisation/user/?search=%20${ci.text}%20`)).toEqual([303, `${org}/organisation/user/?search=${prefix}`]);
    expect(await leadsTo(`${org}/refusals?key=${ci.text}&key=${ci.text}`)).toEqual([303, `${org}/refusals?key=${prefix}&key=${prefix}`]);
    for (const search of [prefix, 'payments-ci', 'a.b', '%zz']) expect((await person.get(`${keys}/?search=${search}`)).headers['location']).toBeUndefined();
    const visitor = await server.client({ accept: 'text/html' }).get(`${keys}/?search=${ci.text}`);
    expect([visitor.status, visitor.headers['location'], visitor.headers['set-cookie']]).toEqual([303, `${keys}/?search=${prefix}`, undefined]);
  });
});
