import type { CallerOrganisation } from '../../../access/index.js';
import { pagePath } from '../../model/links.js';

export const usersPath = (organisation: CallerOrganisation): string => pagePath(organisation, 'organisation/user');
export const userPath = (organisation: CallerOrganisation, id: number | string): string => pagePath(organisation, 'organisation/user', id);
