import type { Mail } from '../../platform/mail/index.js';
import type { Account } from '../users/index.js';

export interface InvitationLetter {
  readonly account: Account;
  readonly displayName: string;
  readonly organisation: string;
  readonly token: string;
  readonly publicUrl: string;
}

/** The token is in no address: what checks mail on its way opens, rewrites and logs addresses. */
export const invitationMail = ({ account, displayName, organisation, token, publicUrl }: InvitationLetter): Mail => ({
  kind: 'invitation',
  to: account.email,
  subject: `You are invited to ${organisation}`,
  text: `Hello ${displayName},

you are invited to ${organisation} at ${publicUrl} as ${account.login}.

To accept, open ${publicUrl}/invitation and enter there

${token}

with ${account.passwordHash === null ? 'a password of your choice (12 to 128 characters)' : 'the password you have there'}. It is good for 7 days and one use.

A program accepts it with

curl -H 'Content-Type: application/json' \\
  -d '{"token":"${token}","password":"..."}' \\
  ${publicUrl}/api/v1/invitations/accept

If you do not know what this is about, do nothing.
`,
});
