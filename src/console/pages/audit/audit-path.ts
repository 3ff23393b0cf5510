import type { CallerOrganisation } from '../../../access/index.js';
import { pagePath, withQuery } from '../../model/links.js';

export const auditPath = (organisation: CallerOrganisation): string => pagePath(organisation, 'audit');

/** What somebody did, signed in and before, under the login of the account. */
export const doneBy = (organisation: CallerOrganisation, login: string): string => withQuery(auditPath(organisation), { actorName: login });

/** What was done to one thing, and for it. */
export const auditOf = (organisation: CallerOrganisation, subjectKind: string, subjectId: string | number): string =>
  withQuery(auditPath(organisation), { subjectKind, subjectId });
