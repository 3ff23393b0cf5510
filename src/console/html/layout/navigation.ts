import type { Caller, Permission } from '../../../access/index.js';
import { mayAnywhere } from '../context/context.js';

/** A page that is always one step away. */
export interface NavigationItem {
  readonly label: string;
  /** Below `/org/{organisation}/`; empty: the organisation's first page. */
  readonly path: string;
  /** Shown to those who hold one of these somewhere; absent: to every member. */
  readonly needs?: readonly Permission[];
}

export interface NavigationSection {
  readonly title: string | null;
  readonly items: readonly NavigationItem[];
}

/** All of them, in order. */
const sections: readonly NavigationSection[] = [
  { title: null, items: [{ label: 'Home', path: '' }] },
  {
    title: 'Access management',
    items: [
      { label: 'API keys', path: 'organisation/api-key' },
      { label: 'API tokens', path: 'organisation/api-token' },
      { label: 'API access', path: 'organisation/api-access', needs: ['api-key.create-service', 'api-key.read-all', 'api-key.manage-all'] },
      { label: 'Users', path: 'organisation/user', needs: ['user.read'] },
      { label: 'Groups', path: 'organisation/group', needs: ['group.read'] },
      { label: 'Roles', path: 'organisation/role', needs: ['role.read'] },
      { label: 'Workspaces', path: 'organisation/workspace', needs: ['workspace.read'] },
      { label: 'Permissions', path: 'organisation/permission', needs: ['permission.read'] },
      { label: 'Settings', path: 'organisation/settings', needs: ['organisation.update'] },
    ],
  },
  {
    title: 'Insight',
    items: [
      { label: 'Refusals', path: 'refusals', needs: ['decision.read'] },
      { label: 'Audit', path: 'audit', needs: ['audit.read'] },
    ],
  },
  { title: 'Data', items: [{ label: 'Problems', path: 'problem', needs: ['problem.read', 'problem.create'] }] },
];

/** What this caller is shown of them. */
export function navigationFor(caller: Caller): NavigationSection[] {
  const isShown = ({ needs }: NavigationItem): boolean => !needs || needs.some((permission) => mayAnywhere(caller, permission));
  return sections.map(({ title, items }) => ({ title, items: items.filter(isShown) })).filter(({ items }) => items.length > 0);
}

/** Whether a page belongs to an item: it is that page, or below it. */
export function isCurrent({ path }: NavigationItem, slug: string, here: string): boolean {
  const [address = ''] = here.split('?');
  if (address !== `/org/${slug}` && !address.startsWith(`/org/${slug}/`)) return false;
  const below = address.replace(/\/$/, '').slice(`/org/${slug}`.length).replace(/^\//, '');
  return path === '' ? below === '' : below === path || below.startsWith(`${path}/`);
}
