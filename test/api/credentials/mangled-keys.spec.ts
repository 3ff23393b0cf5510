import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { DataSource } from 'typeorm';
import { crc32 } from 'node:zlib';
import { FactSource } from '../../../src/platform/freshness/index.js';
import { expectUnauthenticated, onEachDatabase, TestServer, World } from '../../harness/index.js';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** The text with the checksum that belongs to it: well-formed, but nobody's. */
function sealed(body: string): string {
  let rest = crc32(body);
  let checksum = '';
  for (let i = 0; i < 6; i++) {
    checksum = alphabet[rest % 62] + checksum;
    rest = Math.floor(rest / 62);
  }
  return body + checksum;
}

const other = (character: string) => (character === 'a' ? 'b' : 'a');
const changedAt = (text: string, at: number) => text.slice(0, at) + other(text[at] as string) + text.slice(at + 1);
const swapped = (text: string, at: number) => text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2);

/** What a key is not: each costs no look at the database. */
function malformed(key: string): string[] {
  return [
    ...Array.from({ length: key.length }, (_, at) => changedAt(key, at)),
    ...Array.from({ length: key.length - 1 }, (_, at) => swapped(key, at)).filter((text) => text !== key),
    ...Array.from({ length: key.length }, (_, length) => key.slice(0, length)),
    ...Array.from({ length: 12 }, (_, start) => key.slice(start + 1)),
    ...[key + key, `${key}a`, `${key}.`, `${key}=`, `a${key}`, key.toLowerCase(), key.toUpperCase(), key.replace('.', ''), key.replace('.', '..')],
    ...[` ${key}`, `${key} x`, key.replace('.', '. '), key.replace('.', ','), `"${key}"`, `${key},${key}`, `${key}\u00a0`],
    ...['', '.', 'null', 'undefined', "' OR 1=1 --", '{{7*7}}', '../../etc/passwd', 'LK%', '*', `LK${'%'.repeat(6)}.${'_'.repeat(32)}`, 'x'.repeat(7000)],
  ];
}

onEachDatabase('a key that is not exactly a key', (database) => {
  let server: TestServer;
  let world: World;
  let text: string;
  let path: string;
  let looks: () => number;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    text = (await world.key(world.admin)).text;
    path = world.path('api-keys');
    const facts = jest.spyOn(server.app.get(FactSource), 'read');
    const runners = jest.spyOn(server.app.get(DataSource), 'createQueryRunner');
    looks = () => facts.mock.calls.length + runners.mock.calls.length;
  });
  afterAll(() => server?.stop());

  it.each([
    ['Api-Key', 1, (value: string) => ({ authorization: `Api-Key ${value}` })],
    ['apiToken', 7, (value: string) => ({ authorization: `apiToken ${value}` })],
    ['Bearer', 5, (value: string) => ({ authorization: `Bearer ${value}` })],
    ['X-API-Key', 3, (value: string) => ({ 'x-api-key': value })],
  ])('%s is refused without a look at the database', async (_carrier, every, headers) => {
    const before = looks();
    for (const value of malformed(text).filter((_, index) => index % every === 0)) {
      const answer = await server.client(headers(value)).get(path);
      expect({ value, status: answer.status }).toEqual({ value, status: 401 });
    }
    expect(looks() - before).toBe(0);
    expect((await server.client(headers(text)).get(path)).status).toBe(200);
  });

  it('in the query it is refused without a look at the database', async () => {
    const before = looks();
    for (const value of malformed(text).filter((_, index) => index % 3 === 0)) {
      const answer = await server.client().get(`${path}?apiToken=${encodeURIComponent(value)}`);
      expect({ value, status: answer.status }).toEqual({ value, status: 401 });
    }
    expect(looks() - before).toBe(0);
  });

  it('is refused when only its checksum is right', async () => {
    const body = text.slice(0, -6);
    for (let at = 2; at < body.length; at++) {
      if (at === 8) continue;
      expectUnauthenticated(await server.withKey(sealed(changedAt(body, at))).get(path));
    }
    for (const length of [9, 20, 34]) expectUnauthenticated(await server.withKey(sealed(body.slice(0, length))).get(path));
    expect(sealed(body)).toBe(text);
  });

  it('made keys have the documented form, and no two are alike', async () => {
    const texts = [];
    for (let n = 0; n < 20; n++) texts.push((await world.key(world.admin)).text);
    for (const made of texts) {
      expect(made).toMatch(/^LK[A-Za-z0-9]{6}\.[A-Za-z0-9]{32}$/);
      expect(sealed(made.slice(0, -6))).toBe(made);
    }
    expect(new Set(texts.map((made) => made.slice(0, 8))).size).toBe(20);
    expect(new Set(texts.map((made) => made.slice(9, 35))).size).toBe(20);
  });
});
