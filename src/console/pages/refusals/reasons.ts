/** Why a call was refused, for people. */
const reasons: Readonly<Record<string, string>> = {
  'permission-missing': 'A permission was missing',
  revoked: 'The key was revoked',
  'secret-ended': 'An old secret was used',
  deactivated: 'The key was deactivated',
  expired: 'The key had expired',
  'owner-inactive': 'Its owner was not active',
};

export const reasonOf = (code: string): string => reasons[code] ?? code;

/** For a list to choose from. */
export const reasonOptions = [{ value: '', label: 'For any reason' }, ...Object.entries(reasons).map(([value, label]) => ({ value, label }))];
