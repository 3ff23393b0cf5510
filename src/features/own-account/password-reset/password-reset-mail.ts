import type { Mail } from '../../../platform/mail/index.js';
import type { Account } from '../../users/index.js';

/** The token stands behind the hash: no request, log of a proxy or `Referer` holds it when the link is opened. */
export const passwordResetMail = ({ login, email }: Account, token: string, publicUrl: string, address: string): Mail => ({
  kind: 'password-reset',
  to: email,
  subject: 'Set a new password',
  text: `Hello,

somebody, from ${address}, has asked for a new password of ${login} at ${publicUrl}.

If that was you, open this and choose one:

${publicUrl}/password-reset/new-password#${token}

Where the page asks for a code, enter this:

${token}

It is good for 1 hour, once, and only until you ask for another. Your second factor, if you have one, stays as it is.

If that was not you, you need do nothing: your password has not changed.
`,
});
