/**
 * Every permission built into this server, by resource and action. A new line here is the whole change:
 * the type, the catalogue of the API, the specification and the pages derive from it.
 */
export const permissionCatalogue = {
  organisation: { read: 'See the organisation and its settings', update: 'Change the organisation and its settings' },
  workspace: {
    read: 'See workspaces',
    create: 'Make workspaces',
    update: 'Rename workspaces',
    delete: 'Delete workspaces',
  },
  user: { read: 'See users', create: 'Add users', update: 'Rename, disable and enable users' },
  group: {
    read: 'See groups and their members',
    create: 'Make groups',
    update: 'Rename groups, add and remove members',
    delete: 'Delete groups',
  },
  permission: { read: 'See the permission catalogue', create: 'Register permissions for own services' },
  role: {
    read: 'See roles, workspace roles and assignments',
    create: 'Make roles',
    update: 'Change roles',
    delete: 'Delete roles',
    assign: 'Give roles to users and groups, and take them away',
  },
  'api-key': {
    'create-service': 'Make service keys',
    'read-all': "See everybody's API keys",
    'manage-all': "Rename, deactivate, activate and revoke everybody's API keys",
  },
  'key-right': { manage: 'Say who may make API keys' },
  audit: { read: 'Read the audit trail' },
  decision: { read: 'Have refusals explained' },
  credential: { verify: 'Ask whether a credential may do something' },
  problem: { read: 'Read problems', create: 'Report problems' },
} as const satisfies Record<string, Record<string, string>>;

type Catalogue = typeof permissionCatalogue;

/** The name of a built-in permission: `resource.action`. */
export type Permission = { [R in keyof Catalogue & string]: `${R}.${keyof Catalogue[R] & string}` }[keyof Catalogue & string];

/** A permission as the catalogue lists it. */
export interface PermissionDescription {
  name: string;
  description: string;
}

/** The built-in permissions in the order of the catalogue. */
export const builtInPermissions: readonly PermissionDescription[] = Object.entries(permissionCatalogue).flatMap(([resource, actions]) =>
  Object.entries(actions).map(([action, description]) => ({ name: `${resource}.${action}`, description })),
);
