import { withoutSecret } from './without-secret.js';

/** The address when it is one of ours that may be gone to; else the list of organisations. Credentials do not travel in it. */
export function localPath(address: string): string {
  if (!/^\/(?![/\\])[\x21-\x7e]*$/.test(address) || !URL.canParse(address, 'http://here')) return '/org/';
  const { pathname, searchParams } = new URL(address, 'http://here');
  searchParams.delete('apiToken');
  const path = /^\/(?:org|accounts?)(?:\/|$)/.test(pathname) ? pathname : '/org/';
  const query = new URLSearchParams([...searchParams].map(([name, value]) => [name, withoutSecret(value)])).toString();
  return query ? `${path}?${query}` : path;
}
