import { crc32 } from 'node:zlib';

const BASE_62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const LENGTH = 6;

/**
 * The last six characters of an API key whose other characters are `stem` (prefix, dot and random part): CRC-32 in base 62.
 * Written again here, from the published format, so that the benchmark does not take the product's word for it.
 */
export function keyChecksum(stem: string): string {
  let rest = crc32(stem);
  let text = '';
  for (; rest > 0; rest = Math.floor(rest / 62)) text = BASE_62[rest % 62]! + text;
  return text.padStart(LENGTH, '0');
}

/** `length` characters an API key can hold, drawn with `random`. */
export function keyCharacters(length: number, random: () => number): string {
  return Array.from({ length }, () => BASE_62[Math.floor(random() * 62)]!).join('');
}
