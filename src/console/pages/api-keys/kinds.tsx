import { useOrganisation } from '../../html/context/context.js';
import { pagePath } from '../../model/links.js';

/** How one kind of keys is spoken of. What is done with them is the same for all; words that a document prints stay where it prints them. */
export interface Kind {
  readonly thing: 'key' | 'token' | 'access';
  /** What gets renewed. */
  readonly text: 'key' | 'token' | 'secret';
  readonly renew: 'Rotate' | 'Regenerate';
  readonly renewed: 'rotated' | 'regenerated';
  /** What renewing is called for the others, where this kind has a word of its own. */
  readonly renewElsewhere?: string;
  /** What deleting is for those that were not revoked before. */
  readonly deleteElsewhere?: string;
}

export const apiKeys: Kind = { thing: 'key', text: 'key', renew: 'Rotate', renewed: 'rotated' };
export const apiTokens: Kind = { thing: 'token', text: 'token', renew: 'Rotate', renewed: 'rotated', deleteElsewhere: 'For API keys and API access these are two steps: revoke, then delete.' };
export const apiAccess: Kind = { thing: 'access', text: 'secret', renew: 'Regenerate', renewed: 'regenerated', renewElsewhere: 'For API keys and tokens this is called rotating.' };

const To = ({ page, children }: { page: string; children: string }) => <a href={pagePath(useOrganisation(), `organisation/${page}`)}>{children}</a>;

/** What each kind is for, and when to take another. */
export const AboutKeys = () => (
  <>
    A key acts for the person who creates it, never beyond what that person may do. <To page="api-token">API tokens</To> are your own keys side by side, to look at again; for a machine that must go on when people leave, take an{' '}
    <To page="api-access">API access</To>.
  </>
);

export const AboutTokens = () => (
  <>
    A token is an API key with permissions of its own, one for each program; you can look at it again. For a machine that must go on when people leave, take an <To page="api-access">API access</To>. <To page="api-key">API keys</To> lists all kinds.
  </>
);

export const AboutAccess = () => (
  <>
    An API access is for a machine: it belongs to the organisation, has roles of its own, and goes on when people leave. For a program that acts for you, take an <To page="api-key">API key</To> or an <To page="api-token">API token</To>.
  </>
);

/** Instead of a form that could only be refused. */
export const NoKeyGeneration = () => (
  <p class="note">
    API key generation is not enabled for you. A holder of <code>key-right.manage</code> can enable it, under Users, Key generation.
  </p>
);
