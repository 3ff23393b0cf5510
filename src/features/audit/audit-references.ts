import type { Thing } from '../names/index.js';
import type { AuditEvent } from './audit-event.entity.js';

/** Something that the details of an event point at. */
export interface Reference extends Thing {
  /** The member that holds its id; `before.…` of what it was before a change. */
  readonly member: string;
}

/** What members of details point at, one or many. */
const kinds: Readonly<Record<string, string>> = {
  apiKeyId: 'api-key',
  basedOnRoleId: 'role',
  groupId: 'group',
  groupIds: 'group',
  makerUserId: 'user',
  ownerUserId: 'user',
  parentKeyId: 'api-key',
  roleId: 'role',
  userId: 'user',
  userIds: 'user',
  workspaceId: 'workspace',
  workspaceIds: 'workspace',
  workspaceRoleId: 'workspace-role',
  workspaceRoleIds: 'workspace-role',
};

/** In the order of the details. Ids are numbers or digits there. */
export function referencesIn(details: AuditEvent['details']): Reference[] {
  return details === null ? [] : [...referencesAmong(details, ''), ...referencesAmong(details['before'], 'before.')];
}

function referencesAmong(members: unknown, within: string): Reference[] {
  const told = { ...(members as object | undefined) } as Readonly<Record<string, unknown>>;
  return Object.entries(told).flatMap(([member, value]) => {
    const kind = member === 'subjectId' ? told['subjectKind'] : kinds[member];
    return typeof kind === 'string' ? idsIn(value).map((id) => ({ member: `${within}${member}`, kind, id })) : [];
  });
}

const idsIn = (value: unknown): number[] => [value].flat().map(Number).filter((id) => Number.isSafeInteger(id) && id > 0);

/** What the event itself calls the thing it was done to. */
export function toldName({ details }: Pick<AuditEvent, 'details'>): string | null {
  const told = details?.['name'] ?? details?.['role'];
  return typeof told === 'string' ? told : null;
}
