import { invalid } from '../../../platform/http/index.js';

/** Either pair, each for a person or a service key. Other members mean nothing. */
export class SignInRequest {
  /**
   * The client id of a service key, or a person's login.
   * @example "myKey03_l2j4391xlw0k2ipwx5ejmdor8"
   */
  client_id?: string;

  /**
   * The secret of the key, or the person's password.
   * @example "9011@83sd!f1042ds+f19fg86M"
   */
  client_secret?: string;

  /**
   * The same as `client_id`.
   * @example "ada"
   */
  user?: string;

  /**
   * The same as `client_secret`.
   * @example "plum-harbour-lantern"
   */
  password?: string;
}

const longest = 1_024;
const pairs = [
  ['client_id', 'client_secret'],
  ['user', 'password'],
] as const;

/** @throws 400 unless exactly one pair is there, complete and made of text. */
export function readSignIn(body: Record<string, unknown>): { name: string; secret: string } {
  const given = pairs.filter((names) => names.some((name) => body[name] !== undefined));
  const [nameField, secretField] = given[0] ?? pairs[0];
  if (given.length > 1) throw invalid([{ field: 'user', message: 'must not stand beside client_id' }]);
  return { name: textOf(body, nameField), secret: textOf(body, secretField) };
}

function textOf(body: Record<string, unknown>, field: string): string {
  const value = body[field];
  if (typeof value === 'string' && value.length > 0 && value.length <= longest) return value;
  throw invalid([{ field, message: `must be text of 1 to ${longest} characters` }]);
}
