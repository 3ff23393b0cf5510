import { base36, randomText } from '../../../platform/crypto/index.js';

const classes = [/[A-Z]/, /[a-z]/, /[0-9]/, /[^A-Za-z0-9]/];

/** What is wrong with a secret its maker chose; undefined: nothing. */
export function clientSecretProblem(secret: string): string | undefined {
  if (secret.length < 10 || secret.length > 30) return 'must be 10 to 30 characters long';
  if (!/^[\x21-\x7e]+$/.test(secret)) return 'must be printable ASCII without blanks';
  if (classes.filter((kind) => kind.test(secret)).length < 3) return 'must hold three of: upper-case letters, lower-case letters, digits, special characters';
  return undefined;
}

/** A new client id: the name, what cannot stand in it replaced by `_`, and 25 characters (128 bits). */
export const newClientId = (name: string): string => `${name.replace(/[^A-Za-z0-9._-]/gu, '_')}_${randomText(25, base36)}`;

const clientIdPattern = /^[A-Za-z0-9._-]{1,100}_[0-9a-z]{25}$/;

/** Whether a text has the form of a client id. Logins can have it as well. */
export const isClientId = (text: string): boolean => clientIdPattern.test(text);
