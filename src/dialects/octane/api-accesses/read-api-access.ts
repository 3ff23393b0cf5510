import type { NewApiKey, ServiceKeyChanges } from '../../../features/api-keys/index.js';
import { idPattern, invalid, parseInstant, RequestValidation } from '../../../platform/http/index.js';
import { fieldNotEditable } from '../octane.errors.js';
import { CreateApiAccessRequest, UpdateApiAccessRequest, type WorkspaceRoleReferences } from './api-access.dto.js';

const validation = new RequestValidation();
const mostItems = 100;
const serverSet = ['client_id', 'creation_time', 'last_modified', 'version_stamp'];

type Item = Record<string, unknown>;

/** What a change asks for. */
export interface ReadChanges {
  readonly changes: ServiceKeyChanges;
  /** `is_valid: true` without a secret: right only for a key that is valid. */
  readonly expectsValid: boolean;
}

/** The entities of a body `{"data": […]}`. */
export function readItems(body: Item): Item[] {
  const { data } = body;
  if (!Array.isArray(data) || data.length === 0 || data.length > mostItems) {
    throw invalid([{ field: 'data', message: `must be a list of 1 to ${mostItems} entities` }]);
  }
  return data as Item[];
}

export async function readNewApiAccess(item: unknown): Promise<NewApiKey> {
  refuseServerSet(item, [...serverSet, 'id']);
  const { name, client_secret: clientSecret, expiration, workspace_roles: roles } = await read(CreateApiAccessRequest, item);
  return {
    name,
    kind: 'service',
    permissions: null,
    workspaceIds: null,
    expiresAt: expiration == null ? null : parseInstant(expiration),
    workspaceRoleIds: roles ? idsOf(roles) : [],
    clientSecret,
    revealable: false,
  };
}

/** `id` and `type` may stand in it: clients send back what they have read. */
export async function readChanges(item: unknown): Promise<ReadChanges> {
  refuseServerSet(item, serverSet);
  const { name, is_valid: isValid, client_secret: secret, expiration, workspace_roles: roles } = await read(UpdateApiAccessRequest, withoutId(item));
  if (isValid === false && secret !== undefined) throw invalid([{ field: 'client_secret', message: 'must not stand beside is_valid: false' }]);
  return {
    expectsValid: isValid === true && secret === undefined,
    changes: {
      ...(name !== undefined && { name }),
      ...(expiration !== undefined && { expiresAt: expiration === null ? null : parseInstant(expiration) }),
      ...(roles && { workspaceRoleIds: idsOf(roles) }),
      ...(isValid === false && { secret: 'ended' as const }),
      ...(secret !== undefined && { secret: { chosen: secret } }),
    },
  };
}

/** The id of an entity in a body, as text or number; undefined: it has none. */
export function readItemId(item: unknown): number | undefined {
  const id = isObject(item) ? item['id'] : undefined;
  if (id === undefined) return undefined;
  if ((typeof id !== 'string' && typeof id !== 'number') || !idPattern.test(String(id))) throw invalid([{ field: 'id', message: 'must be a decimal id such as "1003"' }]);
  return Number(id);
}

async function read<T>(type: new () => T, item: unknown): Promise<T> {
  return (await validation.transform(item ?? null, { type: 'body', metatype: type })) as T;
}

function refuseServerSet(item: unknown, names: readonly string[]): void {
  const found = isObject(item) && names.find((name) => Object.hasOwn(item, name));
  if (found) throw fieldNotEditable(`${found} cannot be set`);
}

function withoutId(item: unknown): unknown {
  if (!isObject(item)) return item;
  const { id: _, ...rest } = item;
  return rest;
}

const idsOf = ({ data }: WorkspaceRoleReferences): number[] => [...new Set(data.map(({ id }) => Number(id)))];

const isObject = (value: unknown): value is Item => typeof value === 'object' && value !== null && !Array.isArray(value);
