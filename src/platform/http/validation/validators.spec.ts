import { expect, it } from '@jest/globals';
import { validateSync } from 'class-validator';
import { fromInstant, IsId, IsIdList, IsInstant, IsLogin, IsMailAddress, IsName, IsSlug, Optional, OptionalOrNull, parseInstant } from './validators.js';

class Everything {
  @Optional() @IsId() id?: unknown;
  @Optional() @IsIdList(3) ids?: unknown;
  @Optional() @IsName() name?: unknown;
  @Optional() @IsSlug() slug?: unknown;
  @Optional() @IsLogin() login?: unknown;
  @Optional() @IsMailAddress() email?: unknown;
  @OptionalOrNull() @IsInstant() at?: unknown;
}

const takes = (member: keyof Everything, value: unknown): boolean => validateSync(Object.assign(new Everything(), { [member]: value })).length === 0;

/** Of the wrong kind for every text. */
const notText: unknown[] = [null, 0, 1003, true, {}, [], ['1003'], [['1003']], { toString: () => '1003' }, { length: 4 }];

it('takes decimal ids from 1 to nine digits, and nothing that another reader could take for one', () => {
  for (const id of ['1', '1003', '999999999']) expect(takes('id', id)).toBe(true);
  const wrong = ['', '0', '-1', '+1', '01', '1e3', '1.5', '1.0', '1,000', 'abc', '0x3eb', ' 1003', '1003 ', '1003\n', '1234567890', '9'.repeat(20), '١٠٠٣', '１００３', '1003\0', 'Infinity', 'NaN'];
  for (const id of [...wrong, ...notText]) expect([id, takes('id', id)]).toEqual([id, false]);
});

it('takes lists of different ids, bounded', () => {
  for (const ids of [[], ['1'], ['1', '2', '3']]) expect(takes('ids', ids)).toBe(true);
  for (const ids of ['1', { 0: '1', length: 1 }, null, [1], [null], [['1']], ['1', '1'], ['1', '2', '3', '4'], ['0'], [{}]]) expect([ids, takes('ids', ids)]).toEqual([ids, false]);
});

it('takes names that people can read, of 1 to 100 characters', () => {
  for (const name of ['a', 'CI server', 'Zoë', '日本語', '👩‍🚀 rockets'.replace('\u200d', ''), 'x'.repeat(100), '𝒳'.repeat(100)]) expect([name, takes('name', name)]).toEqual([name, true]);
  const bad = ['', ' ', ' a', 'a ', 'x'.repeat(101), '𝒳'.repeat(101), 'a\0b', 'a\nb', 'a\tb', 'a\u202eb', 'a\u2066b', 'a\u200bb', 'a\u2028b', '\ufeffa', 'a\u0007', '\ud800'];
  for (const name of [...bad, ...notText]) expect([name, takes('name', name)]).toEqual([name, false]);
});

it('takes slugs that can never be taken for an id or for one another', () => {
  for (const slug of ['ab', 'megacorp', 'a1', 'a-b', 'x'.repeat(63)]) expect(takes('slug', slug)).toBe(true);
  const bad = ['', 'a', 'A1', 'Megacorp', '1a', '1001', '-a', 'a-', 'a_b', 'a.b', 'a/b', 'a b', 'mégacorp', 'mеgacorp', 'megacorp ', 'megacorp\n', 'x'.repeat(64), '..'];
  for (const slug of [...bad, ...notText]) expect([slug, takes('slug', slug)]).toEqual([slug, false]);
});

it('takes logins in ASCII only, so that no two look alike', () => {
  for (const login of ['a', 'ada', 'Ada.Lovelace@megacorp.example', '0', 'a+b-c_d', 'x'.repeat(100)]) expect(takes('login', login)).toBe(true);
  const bad = ['', '.a', '@a', 'a b', 'a\0', 'a\n', 'аda', 'jose\u0301', 'ﬁ', 'ada\u200b', '\u202eada', 'x'.repeat(101), 'a/b', 'a:b', "a'b", 'a"b', 'a%b', '\u212aim'];
  for (const login of [...bad, ...notText]) expect([login, takes('login', login)]).toEqual([login, false]);
});

it('takes one e-mail address, never a list or an object (CVE-2023-7028)', () => {
  expect(takes('email', 'ada@megacorp.example')).toBe(true);
  const bad = ['', 'ada', 'ada@', '@b.example', 'a@b.example,c@d.example', 'a@b.example\nBcc: c@d.example', 'a@b.example ', `${'x'.repeat(190)}@b.example`, 'Ada <a@b.example>'];
  for (const email of [...bad, ...notText]) expect([email, takes('email', email)]).toEqual([email, false]);
});

it('takes times as RFC 3339 writes them, and only those that exist', () => {
  for (const at of [null, '2030-01-31T12:00:00Z', '2030-01-31T12:00:00.123456789Z', '2030-01-31T12:00:00+05:30', '2028-02-29T00:00:00Z', '9999-12-31T23:59:59Z']) {
    expect([at, takes('at', at)]).toEqual([at, true]);
  }
  const days = ['2030-02-30T00:00:00Z', '2029-02-29T00:00:00Z', '2030-13-01T00:00:00Z', '2030-00-01T00:00:00Z', '2030-01-00T00:00:00Z', '2030-04-31T00:00:00Z'];
  const hours = ['2030-01-01T24:00:00Z', '2030-01-01T25:00:00Z', '2030-01-01T12:60:00Z', '2030-01-01T12:00:61Z', '2030-01-01T12:00:00+24:00', '2030-01-01T12:00:00+05:60'];
  const forms = ['', '0', '-1', 'tomorrow', '2030-01-31', '2030-01-31T12:00:00', '2030-01-31 12:00:00Z', '10000-01-01T00:00:00Z', '+010000-01-01T00:00:00Z', '2030-1-1T0:0:0Z', '2030-01-31T12:00:00Z\n', '２０３０-01-31T12:00:00Z', '1893456000000'];
  for (const at of [...days, ...hours, ...forms, ...notText.slice(1)]) expect([at, takes('at', at)]).toEqual([at, false]);
});

it('answers every time it takes as RFC 3339 again: years have four digits', () => {
  for (const at of ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59-01:00', '9999-12-31T23:59:59-23:59', '0000-01-01T00:00:00Z', '0000-01-01T00:00:00+01:00', '2030-01-31T12:00:00+05:30']) {
    if (takes('at', at)) expect(fromInstant(parseInstant(at))).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  }
});
