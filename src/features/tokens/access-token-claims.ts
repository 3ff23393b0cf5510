/** What an access token says (RFC 9068), and what we need to check it. */
export interface AccessTokenClaims {
  readonly iss: string;
  readonly aud: string;
  /** The user, else the client: `user:1001`, `key:1003`. */
  readonly sub: string;
  readonly client_id: string;
  readonly jti: string;
  /** Seconds since 1970, as in RFC 7519. */
  readonly iat: number;
  readonly exp: number;
  /** Permission names between blanks; absent: all that the key may. */
  readonly scope?: string;
  /** Id of the organisation. */
  readonly org: number;
  /** Id of the API key. */
  readonly key: number;
  /** Id of the secret it was got with: the token ends with it. */
  readonly sec: number;
  /** Generations of the key, its ancestors and their owners: under others the token is over. */
  readonly gen: string;
  /** The family of refresh tokens it belongs to, and the step it was made in. */
  readonly fam?: number;
  readonly stp?: number;
}

const shape: Record<string, (value: unknown) => boolean> = {
  iss: (value) => typeof value === 'string',
  aud: (value) => typeof value === 'string' && value !== '',
  sub: (value) => typeof value === 'string' && value !== '',
  client_id: (value) => typeof value === 'string' && value !== '',
  jti: (value) => typeof value === 'string' && value !== '',
  iat: Number.isSafeInteger,
  exp: Number.isSafeInteger,
  scope: (value) => value === undefined || typeof value === 'string',
  org: Number.isSafeInteger,
  key: Number.isSafeInteger,
  sec: Number.isSafeInteger,
  gen: (value) => typeof value === 'string' && value !== '',
  fam: (value) => value === undefined || Number.isSafeInteger(value),
  stp: (value) => value === undefined || Number.isSafeInteger(value),
};

/** A token that lacks anything it must say has no power: absence is never taken for "unlimited". */
export function isClaims(value: unknown): value is AccessTokenClaims {
  if (typeof value !== 'object' || value === null) return false;
  const claims = value as Record<string, unknown>;
  return Object.entries(shape).every(([name, fits]) => fits(claims[name]));
}
