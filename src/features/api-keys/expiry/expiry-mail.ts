import type { Mail } from '../../../platform/mail/index.js';
import type { EndingKey } from './key-expiry.repository.js';

/** Tells somebody that a key ends soon, while there is time to do something about it. */
export const expiryMail = ({ id, name, expiresAt, email, displayName, organisationName, organisationSlug }: EndingKey, publicUrl: string): Mail => ({
  kind: 'key-expiry',
  to: email,
  subject: `The API key ${name} ends on ${new Date(expiresAt).toISOString().slice(0, 10)}`,
  text: `Hello ${displayName},

the API key “${name}” in ${organisationName} ends on ${new Date(expiresAt).toISOString().slice(0, 16).replace('T', ' at ')} UTC. Whatever uses it is refused from then on.
Give it a later end, or create a new key and put that in its place:

${publicUrl}/org/${organisationSlug}/organisation/api-key/${id}/

If nothing uses it any more, there is nothing to do.
`,
});
