import { beyond, type CallerKey, demand, everyPermission, mayAt, type Member, outlives, reach } from '../../access/index.js';
import type { ApiKey } from './api-key.entity.js';
import { apiKeyNotFound, apiKeyOwnerOnly } from './api-keys.errors.js';

const organisationWide = { workspaceId: null };

/** Keys that are somebody's own; lists and single keys go by the same. */
export interface OwnKeys {
  /** Whose personal keys. */
  readonly userId: number | null;
  /** Those service keys as well that this person made. */
  readonly withServiceKeys: boolean;
  /** A key itself, and those made with it. */
  readonly keyId: number | null;
}

/** What a caller may see without a right to everybody's keys: service keys only while it may still make some. */
export const ownKeysOf = (by: Member): OwnKeys => ({
  userId: by.userId,
  withServiceKeys: reach(by, 'api-key.create-service') !== 'none',
  keyId: by.key?.id ?? null,
});

/** Whether a caller may see everybody's keys. */
export const seesAllKeys = (by: Member): boolean => mayAt(by, 'api-key.read-all', organisationWide) || mayAt(by, 'api-key.manage-all', organisationWide);

/** Every key a caller may see: its own, or everybody's. */
export const isReadable = (by: Member, key: ApiKey): boolean => isOwn(by, key) || isBelow(by, key) || seesAllKeys(by);

export function demandReadable(by: Member, key: ApiKey): void {
  if (!isReadable(by, key)) throw apiKeyNotFound();
}

/**
 * Who may rename, narrow, deactivate, activate and revoke a key. A key that is narrowed in any way controls only
 * itself and what was made with it: losing it must not mean losing all keys of its owner.
 */
export function demandControl(by: Member, key: ApiKey): void {
  demandReadable(by, key);
  if (isBelow(by, key) || (isOwn(by, key) && !isNarrowed(by.key))) return;
  demand(by, 'api-key.manage-all', organisationWide);
}

/** A new text for a key is the key itself: only its owner may have it. (For service keys the caller checks the roles.) */
export function demandTakeable(by: Member, key: ApiKey): void {
  demandControl(by, key);
  // The text is the whole key, and a scope is less.
  if (by.ceilings.some(({ kind }) => kind === 'token')) throw beyond(by, [everyPermission]);
  if (isBelow(by, key)) return;
  if (key.kind === 'personal' && !(by.userId === key.ownerUserId && !isNarrowed(by.key))) throw apiKeyOwnerOnly();
  const latest = by.key?.expiresAt ?? null;
  if (latest !== null && (key.expiresAt ?? Infinity) > latest) throw outlives('A key cannot take over a key that outlives it');
}

/** What narrows a key. */
export interface Narrowing {
  readonly permissions: readonly string[] | null;
  readonly workspaceIds: readonly number[] | null;
}

/**
 * Each permission must be held by the giver somewhere, and in each workspace where they are named. "Everything" is
 * bounded by the key it is made with, but not by the scope of the token in hand: that has to be spelled out.
 */
export function demandGivable(by: Member, { permissions, workspaceIds }: Narrowing): void {
  if (permissions === null && by.ceilings.some(({ kind }) => kind === 'token')) throw beyond(by, [everyPermission]);
  const held = (permission: string) =>
    workspaceIds ? workspaceIds.every((workspaceId) => mayAt(by, permission, { workspaceId })) : reach(by, permission) !== 'none';
  const missingPermissions = (permissions ?? []).filter((permission) => !held(permission));
  if (missingPermissions.length > 0) throw beyond(by, missingPermissions);
}

/** Whether `after` lets a key do anything that `before` does not. */
export function isWider(before: Narrowing, after: Narrowing): boolean {
  return exceeds(before.permissions, after.permissions) || exceeds(before.workspaceIds, after.workspaceIds);
}

/**
 * A narrowed key cannot give "everything": not to itself, nor to keys that are not its own children. What the list of a
 * personal key names anew must be held as well, also where the key can do less than before.
 */
export function demandMayChange(by: Member, key: ApiKey, after: Narrowing): void {
  if (key.kind === 'personal') demandNewlyNamed(by, key, after);
  if (!isWider(key, after)) return;
  if (by.key?.id === key.id) throw beyond(by, after.permissions?.filter((name) => !key.permissions?.includes(name)) ?? [everyPermission]);
  demandGivable(by, after);
  // Everything its owner holds: for somebody else to give only when they hold it.
  const isOwner = by.userId === key.ownerUserId && !isNarrowed(by.key);
  if (after.permissions === null && !isBelow(by, key) && !isOwner && !isBoundless(by)) throw beyond(by, [everyPermission]);
}

/** What was named before stays whoever holds it: taking away must always be possible. */
function demandNewlyNamed(by: Member, before: Narrowing, after: Narrowing): void {
  const isNew = (permission: string, workspaceId: number | null) =>
    !before.permissions?.includes(permission) || !(workspaceId === null ? before.workspaceIds === null : before.workspaceIds?.includes(workspaceId));
  const isHeld = (permission: string, workspaceId: number | null) => (workspaceId === null ? reach(by, permission) !== 'none' : mayAt(by, permission, { workspaceId }));
  const places = after.workspaceIds ?? [null];
  const missingPermissions = (after.permissions ?? []).filter((permission) => places.some((place) => isNew(permission, place) && !isHeld(permission, place)));
  if (missingPermissions.length > 0) throw beyond(by, missingPermissions);
}

const isBoundless = (by: Member): boolean =>
  by.ceilings.every(({ grants }) => grants.some(({ workspaceId, permissions }) => workspaceId === null && permissions.open && permissions.names.size === 0));

function exceeds<T>(before: readonly T[] | null, after: readonly T[] | null): boolean {
  if (before === null) return false;
  return after === null || after.some((value) => !before.includes(value));
}

function isOwn(by: Member, key: ApiKey): boolean {
  const { userId, withServiceKeys } = ownKeysOf(by);
  if (userId === null) return false;
  return key.kind === 'personal' ? key.ownerUserId === userId : withServiceKeys && key.makerUserId === userId;
}

/** The calling key itself, or one made with it. */
const isBelow = (by: Member, key: ApiKey): boolean => by.key !== null && (key.id === by.key.id || key.parentKeyId === by.key.id);

const isNarrowed = (key: CallerKey | null): boolean => key !== null && key.narrowed;
