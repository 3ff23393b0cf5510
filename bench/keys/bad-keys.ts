import { seededRandom } from '../load/random.js';
import { keyCharacters, keyChecksum } from './key-checksum.js';

/** A credential that must be refused, and what is wrong with it. */
export interface BadKey {
  readonly key: string;
  readonly fault: 'unknown key' | 'mistyped key' | 'cut key';
}

/** Bad keys in equal parts, in turn: `count` of each fault, always the same ones for the same `genuine` keys. */
export function makeBadKeys(genuine: readonly string[], count: number): BadKey[] {
  const random = seededRandom(62);
  const pick = (): string => genuine[Math.floor(random() * genuine.length)]!;
  return Array.from({ length: count }, (): BadKey[] => [
    { key: unknownKey(random), fault: 'unknown key' },
    { key: mistyped(pick(), random), fault: 'mistyped key' },
    { key: pick().slice(0, 4 + Math.floor(random() * 36)), fault: 'cut key' },
  ]).flat();
}

/** Right in every character and with the right checksum, but never issued. */
function unknownKey(random: () => number): string {
  const stem = `LK${keyCharacters(6, random)}.${keyCharacters(26, random)}`;
  return stem + keyChecksum(stem);
}

/** `key` with one character of its random part changed: its checksum is wrong. */
function mistyped(key: string, random: () => number): string {
  const place = key.indexOf('.') + 1 + Math.floor(random() * 26);
  let other = key[place]!;
  while (other === key[place]) other = keyCharacters(1, random);
  return key.slice(0, place) + other + key.slice(place + 1);
}
