import { addressWithoutSecret } from './without-secret.js';

/** The address when it is one of ours that may be gone to; else the list of organisations. Credentials do not travel in it. */
export function localPath(address: string): string {
  if (!/^\/(?![/\\])[\x21-\x7e]*$/.test(address) || !URL.canParse(address, 'http://here')) return '/org/';
  const kept = addressWithoutSecret(address);
  const { pathname, search } = new URL(kept, 'http://here');
  return /^\/(?:org|accounts?)(?:\/|$)/.test(pathname) ? kept : `/org/${search}`;
}
