import { expect, it } from '@jest/globals';
import { checksum, generateKey, prefixOf } from './key-text.js';

it('has the checksum that anybody can compute: CRC-32 of zlib in base 62 (0-9A-Za-z), six characters', () => {
  // Computed by another program: Python's zlib.crc32 and divmod.
  expect(checksum('')).toBe('000000');
  expect(checksum('123456789')).toBe('3jZRME'); // 0xcbf43926, the check value every CRC-32 is known by
  expect(checksum('LK000000.00000000000000000000000000')).toBe('2PqMTQ');
  expect(checksum('LKzzzzzz.zzzzzzzzzzzzzzzzzzzzzzzzzz')).toBe('3NDukk');
});

it('pads a small checksum on the left with zeros', () => {
  expect(checksum('LK016810.00000000000000000000016810')).toBe('000Wkm');
  expect(prefixOf('LK016810.00000000000000000000016810000Wkm')).toBe('LK016810');
});

it('is LKxxxxxx, a dot and 32 characters of A-Z, a-z and 0-9, and knows itself again', () => {
  for (let i = 0; i < 1_000; i++) {
    const { prefix, text } = generateKey();
    expect(text).toMatch(/^LK[0-9A-Za-z]{6}\.[0-9A-Za-z]{32}$/);
    expect(text).toHaveLength(41);
    expect(text.slice(0, 8)).toBe(prefix);
    expect(prefixOf(text)).toBe(prefix);
  }
});

it('is never the same twice, and uses the whole alphabet evenly', () => {
  const count = 100_000;
  const texts = new Set<string>();
  const seen = new Map<string, number>();
  for (let i = 0; i < count; i++) {
    const { text } = generateKey();
    texts.add(text);
    for (const character of text.slice(2, 8) + text.slice(9, 35)) seen.set(character, (seen.get(character) ?? 0) + 1);
  }
  expect(texts.size).toBe(count);
  expect(seen.size).toBe(62);
  const expected = (count * 32) / 62;
  // Eight standard deviations: a bias of one part in thirty would show, chance does not.
  for (const times of seen.values()) expect(Math.abs(times - expected)).toBeLessThan(8 * Math.sqrt(expected));
});

it('is refused when one character is another, or two have changed places', () => {
  const { text } = generateKey();
  for (let i = 0; i < text.length; i++) {
    for (const other of ['0', 'A', 'z', '.', ' ', 'é']) {
      if (other !== text[i]) expect(prefixOf(text.slice(0, i) + other + text.slice(i + 1))).toBeUndefined();
    }
    const swapped = text.slice(0, i) + (text[i + 1] ?? '') + (text[i] ?? '') + text.slice(i + 2);
    if (swapped !== text) expect(prefixOf(swapped)).toBeUndefined();
  }
});

it('is refused in part, with something around it, or as anything else', () => {
  const { text } = generateKey();
  for (let i = 0; i < text.length; i++) {
    expect(prefixOf(text.slice(0, i))).toBeUndefined();
    if (i > 0) expect(prefixOf(text.slice(i))).toBeUndefined();
  }
  for (const other of [` ${text}`, `${text} `, `${text}\n`, `\n${text}`, text + text, text.toLowerCase(), text.toUpperCase(), '', '.', 'LK.']) {
    expect(prefixOf(other)).toBeUndefined();
  }
});
