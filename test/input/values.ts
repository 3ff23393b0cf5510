import { type Schema, typesOf } from './specification.js';

const objects: unknown[] = [{}, { toString: 'x' }, { length: 5 }, { $ne: null }, { $gt: '' }, { 0: 'a' }];
const arrays: unknown[] = [[], ['a'], [['a']], [null], [{}]];

/** Values that are of no type that a member with this schema takes. */
export function wrongValues(schema: Schema): unknown[] {
  const types = typesOf(schema);
  return [
    ...objects,
    ...(types.includes('array') ? [{ 0: '1001', length: 1 }, [null], [{}], [[]], [1e21], [true]] : arrays),
    ...(types.includes('string') ? [0, 1, -1, 1.5, 1e21, true] : ['a', '']),
    ...(types.includes('boolean') ? ['true', 'false', 0, 1] : [false]),
    ...(types.includes('integer') || types.includes('number') ? ['1', '', 1.5, -1, 1e21] : []),
    ...(types.includes('null') ? [] : [null]),
    ...(types.includes('string') ? ['x'.repeat(20_000)] : []),
    ...(schema.enum ? ['', 'nope', `${String(schema.enum[0])} `, String(schema.enum[0]).toUpperCase(), '__proto__', 'constructor'] : []),
  ];
}

/** Texts that are no id: each is one to some other reader. */
export const notIds = ['0', '-1', '+1', '1e3', 'abc', '1.5', '1.0', '9'.repeat(20), '1001 ', ' 1001', '01001', '0x3e9', '١٠٠١', '１００１', '1001\0', '1001;', "1001'", '1001 OR 1=1', 'null', 'NaN', 'Infinity', '__proto__', '..'];

export const notTimes = [
  ...['0', '-1', '2020-01-01T00:00:00Z', '1969-12-31T23:59:59Z', '0000-01-01T00:00:00Z', '10000-01-01T00:00:00Z', '+010000-01-01T00:00:00Z', '9999-12-31T23:59:59-01:00'],
  ...['2030-02-30T00:00:00Z', '2029-02-29T00:00:00Z', '2030-01-01T24:00:00Z', '2030-01-01', 'tomorrow', '', '2030-01-01T00:00:00', '2030-01-01T00:00:00Z ', 'Infinity'],
];

export const notNames = ['', ' ', ' a', 'a ', 'x'.repeat(101), '𝒳'.repeat(101), 'a\0', 'a\nb', 'a\u202eb', 'a\u2066b', 'a\u200bb', '\ufeffa', 'a\u2028b', '\u001b[31m'];

export const notLogins = ['', '.a', 'a b', 'a\0', 'a\n', 'аda', 'ada\u0301', 'ada\u200b', '\u202eada', 'x'.repeat(101), 'a/b', "a' OR '1'='1", 'a"', 'a%', '\u212aim', 'ﬁ'];

export const notSlugs = ['', 'a', '1001', '1a', 'Megacorp', 'mеgacorp', 'mégacorp', 'a_b', 'a.b', 'a/b', '-a', 'a-', 'a b', 'a\0', 'x'.repeat(64), '..', '%61b'];

export const notMailAddresses = ['', 'ada', 'ada@', '@b.example', 'a@b.example,c@d.example', 'a@b.example\nBcc: x@y.example', `${'x'.repeat(200)}@b.example`, 'a@b.example\0', 'Ada <a@b.example>'];

export const injections = [
  "' OR '1'='1",
  "' OR 1=1 -- ",
  '" OR ""="',
  "'; DROP TABLE api_key; --",
  "') UNION SELECT 1,2,3,4,5,6 -- ",
  "LKaaaaaa' OR prefix LIKE 'LK%",
  "LKaaaaaa.' UNION SELECT * FROM account -- ",
  '\\',
  "\\' OR 1=1 -- ",
  '%',
  '_%',
  '?',
  '$1',
  ':id',
  '0x4c4b',
  "1; SELECT pg_sleep(5)",
  "1' AND SLEEP(5) -- ",
  "x' /*!50000OR*/ '1'='1",
  "\u02bc OR 1=1",
  "admin'--",
  "' OR 'x'='x' LIMIT 1 OFFSET 1 -- ",
];
