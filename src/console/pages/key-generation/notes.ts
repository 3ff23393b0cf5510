import type { KeyRightOutcome, KeyRightStanding, KeyRightWay } from '../../../features/key-rights/index.js';
import type { User } from '../../../features/users/index.js';

const still: Readonly<Record<KeyRightWay, string>> = {
  everyone: 'Everybody may make keys in this organisation at present',
  'super-role': 'Holds the super role, and so always may',
  own: 'Has the right',
  group: 'Still may, as a member of a group for which it is enabled',
};

/** What there is to know besides about somebody whose right was changed; null: nothing. */
export function userNote({ id, state, account, lastSignInAt }: User, { ways }: KeyRightStanding, { enabled, told, results }: KeyRightOutcome): string | null {
  if (!enabled) return ways[0] ? still[ways[0]] : null;
  if (told.includes(id)) return null;
  if (!results.some((result) => result.id === id && result.changed)) return null;
  if (state === 'disabled' || account.state === 'disabled') return 'Is disabled at present; no mail is sent';
  if (state === 'invited') return 'Has not accepted the invitation yet; no mail is sent';
  if (lastSignInAt === null) return 'Has never signed in; no mail is sent';
  return 'Could make keys already, as a member of a group; no mail is sent';
}

export const groupNote = (members: number): string => (members === 1 ? 'One member, and whoever joins later' : `${members} members, and whoever joins later`);
