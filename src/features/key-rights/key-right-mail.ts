import type { CallerOrganisation } from '../../access/index.js';
import type { Mail } from '../../platform/mail/index.js';
import type { Recipient } from './key-rights.repository.js';

/** Tells somebody who may make keys from now on. */
export const keyRightMail = ({ email, displayName }: Recipient, { name, slug }: CallerOrganisation, publicUrl: string): Mail => ({
  kind: 'key-right',
  to: email,
  subject: `You can now create API keys in ${name}`,
  text: `Hello ${displayName},

you can now create API keys for yourself in ${name}. Sign in and create one here:

${publicUrl}/org/${slug}/organisation/api-key/create/

A key acts for you. Give it no more permissions than it needs, and keep its text secret.
`,
});
