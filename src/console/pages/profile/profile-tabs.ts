import type { CallerOrganisation } from '../../../access/index.js';
import type { Tab } from '../../html/layout/page.js';
import { profilePath } from './profile-models.js';

const all = [
  { label: 'Profile', page: [] },
  { label: 'Security', page: ['security'] },
  { label: 'Password', page: ['password'] },
  { label: 'Second factor', page: ['second-factor'] },
] as const;

/** The views of a profile. */
export const profileTabs = (organisation: CallerOrganisation, here: (typeof all)[number]['label']): Tab[] =>
  all.map(({ label, page }) => ({ label, href: profilePath(organisation, ...page), current: label === here }));
