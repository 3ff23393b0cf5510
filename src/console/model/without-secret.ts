import { pastedPrefix } from '../../features/api-keys/index.js';

/** What somebody wrote into an address, as pages may show it: of an API key the prefix alone. */
export const withoutSecret = (text: string): string => pastedPrefix(text) ?? text;

/** The same address with the same meaning, and no credential in it. */
export function addressWithoutSecret(address: string): string {
  const { pathname: path, searchParams } = new URL(address, 'http://here');
  // `/.//example.com` is a path here, and would be a host where the result is read again.
  const pathname = path.replace(/^\/+/, '/');
  searchParams.delete('apiToken');
  const query = new URLSearchParams([...searchParams].map(([name, value]) => [name, withoutSecret(value.trim())])).toString();
  return query ? `${pathname}?${query}` : pathname;
}

/** Whether a parameter of the query is more of an API key than its prefix: what somebody looks for, not what a program shows (`apiToken`). */
export const looksForSecret = (query: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(query).some(([name, values]) => name !== 'apiToken' && [values].flat().some((value) => typeof value === 'string' && withoutSecret(value.trim()) !== value.trim()));
