import type { Mail } from '../../platform/mail/index.js';
import type { Account } from '../users/index.js';

export interface InvitationLetter {
  readonly account: Account;
  readonly displayName: string;
  readonly organisation: string;
  /** Who invites: a person, or the name of a key. */
  readonly sender: string;
  readonly token: string;
  readonly publicUrl: string;
}

/**
 * The token stands behind the hash: no request, log of a proxy or `Referer` holds it when the link is opened, and opening it
 * accepts nothing. Once more on a line of its own, for browsers without JavaScript.
 */
export const invitationMail = ({ account, displayName, organisation, sender, token, publicUrl }: InvitationLetter): Mail => ({
  kind: 'invitation',
  to: account.email,
  subject: `${sender} invites you to ${organisation}`,
  text: `Hello ${displayName},

${sender} invites you to ${organisation} at ${publicUrl}. You sign in as ${account.login}.

To accept, open this:

${publicUrl}/invitation#${token}

Where the page asks for the invitation, enter this:

${token}

You are then asked for ${account.passwordHash === null ? 'a new password of your choice, 12 to 128 characters long' : 'the password you have there'}. The invitation is good for 7 days and can be used once.

To accept it with a program:

curl -H 'Content-Type: application/json' \\
  -d '{"token":"${token}","password":"..."}' \\
  ${publicUrl}/api/v1/invitations/accept

If you did not expect this, you need do nothing.
`,
});
