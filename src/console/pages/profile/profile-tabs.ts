import type { CallerOrganisation } from '../../../access/index.js';
import type { Tab } from '../../html/layout/page.js';
import { profilePath } from './profile-models.js';

const all = [
  { label: 'Profile', page: [] },
  { label: 'Security', page: ['security'] },
  { label: 'Password', page: ['password'] },
  { label: 'Second factor', page: ['second-factor'] },
] as const;

/** The views of a profile; of an account beside all organisations, but for what is of one. */
export const profileTabs = (organisation: CallerOrganisation | null, here: (typeof all)[number]['label']): Tab[] =>
  all.filter(({ label }) => organisation !== null || label !== 'Profile').map(({ label, page }) => ({ label, href: profilePath(organisation, ...page), current: label === here }));
