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

you are invited to ${organisation} at ${publicUrl}. You sign in as ${account.login}.

To accept, open ${publicUrl}/invitation and enter this:

${token}

You are then asked for ${account.passwordHash === null ? 'a new password of your choice, 12 to 128 characters long' : 'the password you have there'}. The invitation is good for 7 days and can be used once.

To accept it with a program:

curl -H 'Content-Type: application/json' \\
  -d '{"token":"${token}","password":"..."}' \\
  ${publicUrl}/api/v1/invitations/accept

If you did not expect this, you need do nothing.
`,
});
