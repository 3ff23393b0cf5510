import type { Mail } from '../../../platform/mail/index.js';
import type { Account } from '../../users/index.js';

interface SentLetter {
  readonly account: Account;
  readonly token: string;
  readonly publicUrl: string;
  /** What the organisation is called, and who in it had the mail sent. */
  readonly organisation: string;
  readonly sender: string;
}

/** The token stands behind the hash: no request, log of a proxy or `Referer` holds it when the link is opened. */
export const passwordResetMail = ({ login, email }: Account, token: string, publicUrl: string, address: string): Mail => ({
  kind: 'password-reset',
  to: email,
  subject: 'Set a new password',
  text: `Hello,

somebody, from ${address}, has asked for a new password of ${login} at ${publicUrl}.

If that was you, open this and choose one:

${wayIn(token, publicUrl)}
If that was not you, you need do nothing: your password has not changed.
`,
});

/** The same, when somebody who manages the users of an organisation has had it sent. */
export const sentPasswordResetMail = ({ account: { login, email }, token, publicUrl, organisation, sender }: SentLetter): Mail => ({
  kind: 'password-reset',
  to: email,
  subject: 'Set a new password',
  text: `Hello,

${sender}, who manages users of ${organisation}, has had this sent to you: with it you set a new password of ${login} at ${publicUrl}. Nobody else has been shown it.

If that is what you want, open this and choose one:

${wayIn(token, publicUrl)}
It is the password of your account, for every organisation you are in. If you do not want a new one, you need do nothing: your password has not changed.
`,
});

const wayIn = (token: string, publicUrl: string): string => `${publicUrl}/password-reset/new-password#${token}

Where the page asks for a code, enter this:

${token}

It is good for 1 hour, once, and only until another is sent. Your second factor, if you have one, stays as it is.
`;
