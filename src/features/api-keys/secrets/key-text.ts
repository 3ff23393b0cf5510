import { crc32 } from 'node:zlib';
import { base62, randomText } from '../../../platform/crypto/index.js';

// A generated key is `LKxxxxxx.` and 32 characters, the last 6 of them a checksum of all that stands before:
// anybody can tell a mistyped key from a real one without asking us, and scanners can find leaked ones.

const mark = 'LK';
const randomPrefixLength = 6;
/** 26 characters of base 62: 154 random bits. */
const randomSecretLength = 26;
const checksumLength = 6;

const pattern = /^LK[0-9A-Za-z]{6}\.[0-9A-Za-z]{32}$/;

/** A new key and the prefix it is found by. */
export function generateKey(): { prefix: string; text: string } {
  const prefix = mark + randomText(randomPrefixLength, base62);
  const body = `${prefix}.${randomText(randomSecretLength, base62)}`;
  return { prefix, text: body + checksum(body) };
}

const prefixLength = mark.length + randomPrefixLength;
const length = prefixLength + 1 + randomSecretLength + checksumLength;

/** What would be the prefix if this were a key, which is looked into no further; undefined where the length alone says that it is none. */
export function placeOf(text: string): string | undefined {
  return text.length === length ? text.slice(0, prefixLength) : undefined;
}

/** The prefix of a well-formed key; undefined for anything else, so that garbage costs no look-up. */
export function prefixOf(text: string): string | undefined {
  if (!pattern.test(text) || checksum(text.slice(0, -checksumLength)) !== text.slice(-checksumLength)) return undefined;
  return text.slice(0, prefixLength);
}

const pasted = /^(LK[0-9A-Za-z]{6})(?:\..*)?$/s;
/** With whatever it was copied with: quotes, `Bearer`, the name of a header, a whole command. */
const pastedWithin = /(?<![0-9A-Za-z])(LK[0-9A-Za-z]{6})\.[0-9A-Za-z]/;

/** What people have at hand of a key, its prefix or all of it or what was left of it in a log, alone or in the middle of a text: the prefix; undefined for anything else. */
export const pastedPrefix = (text: string): string | undefined => pasted.exec(text)?.[1] ?? pastedWithin.exec(text)?.[1];

/** CRC-32 (as in zlib) in base 62, padded on the left with `0`. */
export function checksum(body: string): string {
  let rest = crc32(body);
  let text = '';
  for (let i = 0; i < checksumLength; i++) {
    text = base62[rest % base62.length] + text;
    rest = Math.floor(rest / base62.length);
  }
  return text;
}
