import { seededRandom } from '../load/random.js';

/** An access token that must be refused, and what is wrong with it. */
export interface BadToken {
  readonly token: string;
  readonly fault: 'token with another end' | 'token with another signature' | 'cut token';
}

/** Bad access tokens in equal parts, in turn: `count` of each fault. */
export function makeBadTokens(genuine: readonly string[], count: number): BadToken[] {
  const random = seededRandom(64);
  const pick = (): string => genuine[Math.floor(random() * genuine.length)]!;
  return Array.from({ length: count }, (_, index): BadToken[] => [
    { token: expired(pick(), index + 1), fault: 'token with another end' },
    { token: altered(pick(), Math.floor(random() * 80)), fault: 'token with another signature' },
    { token: pick().slice(0, 20 + Math.floor(random() * 200)), fault: 'cut token' },
  ]).flat();
}

/** Says that it ended some seconds ago, so its signature is no longer that of what it says. */
function expired(token: string, seconds: number): string {
  const [header = '', body = '', signature = ''] = token.split('.');
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as { iat: number; exp: number };
  const ended = { ...claims, exp: claims.iat - seconds };
  return `${header}.${Buffer.from(JSON.stringify(ended)).toString('base64url')}.${signature}`;
}

/** One character of the signature is another one. */
function altered(token: string, place: number): string {
  const at = token.lastIndexOf('.') + 1 + place;
  return token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
}
