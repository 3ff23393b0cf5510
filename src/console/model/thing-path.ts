import { type Caller, type CallerOrganisation, mayAt, type Permission, reach } from '../../access/index.js';
import { pagePath } from './links.js';

interface PageOfThing {
  readonly path: string;
  /** One of these lets somebody see it … */
  readonly needs: readonly Permission[];
  /** … in the organisation as a whole, in the very thing (a workspace), or anywhere. */
  readonly where: 'organisation' | 'thing' | 'anywhere';
}

/** Things that have a page of their own. */
const pages: Readonly<Record<string, PageOfThing>> = {
  'api-key': { path: 'organisation/api-key', needs: ['api-key.read-all', 'api-key.manage-all'], where: 'organisation' },
  group: { path: 'organisation/group', needs: ['group.read'], where: 'organisation' },
  role: { path: 'organisation/role', needs: ['role.read'], where: 'anywhere' },
  user: { path: 'organisation/user', needs: ['user.read'], where: 'anywhere' },
  workspace: { path: 'organisation/workspace', needs: ['workspace.read'], where: 'thing' },
};

type Viewer = Pick<Caller, 'ceilings'>;

/** The page of a thing, for whoever may read it; null: there is none, or not for this caller. */
export function thingPath(caller: Viewer, organisation: CallerOrganisation, kind: string, id: string | null): string | null {
  const page = id === null ? undefined : pages[kind === 'service-key' ? 'api-key' : kind];
  if (!page || id === null) return null;
  const { path, needs, where } = page;
  const target = { workspaceId: where === 'thing' ? Number(id) : null };
  const isShown = needs.some((permission) => (where === 'anywhere' ? reach(caller, permission) !== 'none' : mayAt(caller, permission, target)));
  return isShown ? pagePath(organisation, path, id) : null;
}
