import type { Type } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';

/** What members of the native API are called on pages and in their forms. What is not listed keeps its name. */
const labels = {
  accountId: 'Account',
  action: 'Action',
  actor: 'Actor',
  address: 'Address',
  allowed: 'Allowed',
  apiKeyId: 'API Key',
  apiKeyName: 'API Key Name',
  basedOnRoleId: 'Based On',
  builtIn: 'Built In',
  changed: 'Changed',
  checks: 'Checks',
  clientId: 'Client Id',
  clientSecret: 'Client Secret',
  code: 'Why',
  confirmed: 'Confirmed',
  createdAt: 'Created',
  credential: 'Credential',
  credentialKind: 'Credential Kind',
  current: 'Current',
  currentPassword: 'Current Password',
  cursor: 'Cursor',
  decisionId: 'Decision',
  deletedAt: 'Deleted',
  description: 'Description',
  details: 'Details',
  displayName: 'Display Name',
  done: 'Done',
  email: 'Email',
  enabled: 'Enabled',
  enabledAt: 'Enabled Since',
  exceptPermissions: 'Except Permissions',
  expiresAt: 'Expires',
  failed: 'Failed',
  groupId: 'Group',
  groupIds: 'Groups',
  holderId: 'Holder',
  holderKind: 'Holder Kind',
  holderName: 'Holder Name',
  invitationGoesTo: 'Invitation Goes To',
  isSystem: 'System Role',
  keyCreation: 'Key Creation',
  keyGeneration: 'API Key Generation',
  keyName: 'Key Name',
  kind: 'Kind',
  lastSeenAt: 'Last Seen',
  lastSignInAt: 'Last Sign In',
  lastUsedAt: 'Last Used',
  level: 'Level',
  logicalName: 'Logical Name',
  login: 'Login',
  makerUserId: 'Maker',
  members: 'Members',
  missingPermissions: 'Missing Permissions',
  name: 'Name',
  newPassword: 'New Password',
  newPasswordAgain: 'New Password Again',
  occurredAt: 'Time',
  oldSecretUntil: 'Old Secret Until',
  operator: 'Operator',
  organisationName: 'Organisation Name',
  overlapSeconds: 'Overlap Seconds',
  ownerName: 'Owner Name',
  workspaceNames: 'Workspace Names',
  ownerUserId: 'Owner',
  parentKeyId: 'Made With',
  password: 'Password',
  passwordAgain: 'Password Again',
  permissions: 'Permissions',
  prefix: 'Prefix',
  profile: 'Profile Key',
  profileKeys: 'Profile Keys',
  purpose: 'Purpose',
  queryCredential: 'Query Credential',
  reason: 'Reason',
  recoveryCode: 'Recovery Code',
  recoveryCodes: 'Recovery Codes',
  recoveryCodesLeft: 'Recovery Codes Left',
  references: 'References',
  refreshedAt: 'Refreshed',
  remedy: 'Remedy',
  requestId: 'Request',
  requiredBy: 'Required By',
  requireSecondFactor: 'Require Second Factor',
  resetToken: 'Password Reset Code',
  result: 'Result',
  revealable: 'May Be Shown Again',
  revocation: 'Revocation',
  revokedAt: 'Revoked',
  revokeReason: 'Revoke Reason',
  roleId: 'Role',
  roleName: 'Role Name',
  search: 'Search',
  secondFactor: 'Second Factor',
  secret: 'Secret',
  secretPrefix: 'Secret Prefix',
  setUpCode: 'Set-up Code',
  slug: 'Slug',
  state: 'State',
  statement: 'Problem Statement',
  subject: 'Subject',
  token: 'Invitation',
  total: 'Total',
  totp: 'Code',
  updatedAt: 'Updated',
  uri: 'Address for Apps',
  userAgent: 'Program',
  userId: 'User',
  userLogin: 'User Login',
  userName: 'User Name',
  workspaceId: 'Workspace',
  workspaceIds: 'Workspaces',
  workspaceName: 'Workspace Name',
  workspaceRoleId: 'Workspace Role',
  workspaceRoleIds: 'Workspace Roles',
  wouldAllow: 'Would Allow',
} as const satisfies Record<string, string>;

type Labels = typeof labels;

/** The same members under their labels. */
export type Labelled<T> = { [K in keyof T as K extends keyof Labels ? Labels[K] : K]: T[K] };

const byName: ReadonlyMap<string, string> = new Map(Object.entries(labels));
const byLabel: ReadonlyMap<string, string> = new Map(Object.entries(labels).map(([name, label]) => [label, name]));

export const labelOf = (name: string): string => byName.get(name) ?? name;

/** What the native API calls the member with this label (or with its own name). */
export const nameOf = (label: string): string => byLabel.get(label) ?? label;

export const labelled = <T extends object>(members: T): Labelled<T> =>
  Object.fromEntries(Object.entries(members).map(([name, value]) => [labelOf(name), value])) as Labelled<T>;

type Described = Type & { _OPENAPI_METADATA_FACTORY?: () => Record<string, ApiPropertyOptions> };

/** The class of `labelled` values of a native one, for the specification. */
export function LabelledType<T extends object>(native: Type<T>, name: string): Type<Labelled<T>> {
  class LabelledMembers {}
  Object.defineProperty(LabelledMembers, 'name', { value: name });
  for (const [member, options] of membersOf(native)) ApiProperty(options)(LabelledMembers.prototype, labelOf(member));
  return LabelledMembers as Type<Labelled<T>>;
}

/** What the compiler has noted of a class and those above it. */
function membersOf(type: Described): [string, ApiPropertyOptions][] {
  const above = Object.getPrototypeOf(type) as Described | undefined;
  const inherited = above && above !== Function.prototype ? membersOf(above) : [];
  const own = Object.hasOwn(type, '_OPENAPI_METADATA_FACTORY') ? Object.entries(type._OPENAPI_METADATA_FACTORY?.() ?? {}) : [];
  return [...inherited, ...own];
}
