import { Secret, TOTP } from 'otpauth';

const secretBytes = 20;
const periodSeconds = 30;
/** Clocks may differ by this many steps. */
const tolerance = 1;

/** What every app understands (RFC 6238): SHA-1, 6 digits, 30 seconds. */
const totpOf = (secret: string, label = ''): TOTP =>
  new TOTP({ issuer: 'Latchkey', label, algorithm: 'SHA1', digits: 6, period: periodSeconds, secret: Secret.fromBase32(secret) });

/** A new secret, in base 32, as people type it into an app. */
export const newTotpSecret = (): string => new Secret({ size: secretBytes }).base32;

/** What the QR code says. */
export const totpUri = (secret: string, login: string): string => totpOf(secret, login).toString();

/** The step of time that the code is for; undefined: not one of the present, the last and the next. Compares in constant time. */
export function totpStep(secret: string, code: string, now: number): number | undefined {
  // The library throws on other characters.
  if (!/^[0-9]{6}$/.test(code)) return undefined;
  const delta = totpOf(secret).validate({ token: code, timestamp: now, window: tolerance });
  return delta === null ? undefined : Math.floor(now / 1000 / periodSeconds) + delta;
}
