import type { CallerOrganisation } from '../../../access/index.js';
import { attentionKinds } from '../../../features/overview/index.js';
import { type Links, links, pagePath, withQuery } from '../../model/links.js';

/** The list behind each number of an overview. */
export function waysOfNumbers(organisation: CallerOrganisation): Links {
  const keys = pagePath(organisation, 'organisation/api-key');
  const attention = attentionKinds.map((kind) => [kind, pagePath(organisation, 'attention', kind)]);
  return links({
    active: withQuery(keys, { state: 'active' }),
    deactivated: withQuery(keys, { state: 'deactivated' }),
    revoked: withQuery(keys, { state: 'revoked' }),
    'ending-soon': withQuery(keys, { state: 'active', expires: 'month' }),
    refusals: pagePath(organisation, 'refusals'),
    audit: pagePath(organisation, 'audit'),
    ...(Object.fromEntries(attention) as Record<string, string>),
  });
}
