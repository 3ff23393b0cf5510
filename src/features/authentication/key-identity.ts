import { type Ceiling, everything, type Grant, only, type PermissionSet } from '../../access/index.js';
import { Alike, instanceShard, type Load } from '../../platform/freshness/index.js';
import { type ApiKeyFacts, loadApiKey, type SecretFacts } from '../api-keys/index.js';
import { loadOrganisation, type OrganisationFacts } from '../organisations/index.js';
import { loadSubjectGrants, loadUserGrants } from '../roles/index.js';
import { type AccountFacts, loadAccount, loadMembership } from '../users/index.js';
import type { CallerFacts, KeyIdentity, RefusalReason } from './resolution.js';

interface Owner {
  readonly userId: number;
  readonly account: AccountFacts;
  readonly generation: number;
  readonly active: boolean;
}

/** Reads a key with its ancestors, their owners and roles. */
export function* loadKeyIdentity(apiKeyId: number): Load<KeyIdentity | undefined> {
  const keys = yield* loadLine(apiKeyId);
  const [key] = keys;
  const organisation = key && (yield* loadOrganisation(String(key.organisationId)));
  if (!key || !organisation) return undefined;
  const owners = new Map<number, Owner>();
  const ceilings = yield* loadCeilings(keys, owners);
  const ends = keys.flatMap(({ expiresAt }) => expiresAt ?? []);
  const expiresAt = ends.length > 0 ? Math.min(...ends) : null;
  const owner = key.ownerUserId === null ? undefined : owners.get(key.ownerUserId);
  const ownersActive = keys.every(({ ownerUserId }) => ownerUserId === null || owners.get(ownerUserId)?.active);
  return {
    key,
    organisation,
    refusal: refusalOf(keys, organisation.state === 'active' && ownersActive),
    expiresAt,
    generations: generationsOf(keys, owners.values()),
    shards: commonOf(organisation).shards,
    caller: {
      credential: { kind: 'api-key', id: key.id },
      account: owner ? { id: owner.account.id, login: owner.account.login, operator: false } : null,
      userId: owner?.userId ?? null,
      key: { id: key.id, kind: key.kind, name: key.name, expiresAt, narrowed: keys.some(isNarrowed), ancestors: keys.slice(1).map(({ id }) => id), oldSecretId: null },
      organisation: commonOf(organisation).named,
      ceilings,
    },
  };
}

/**
 * The identity of a key as one of its secrets brings it. Worked out when the facts are read, and only for old secrets: to
 * tell their uses apart costs a request nothing.
 */
export function throughSecret(identity: KeyIdentity, { secretId, secretState }: SecretFacts): KeyIdentity {
  const { caller } = identity;
  return secretState !== 'draining' || !caller.key ? identity : { ...identity, caller: { ...caller, key: { ...caller.key, oldSecretId: secretId } } };
}

/** What all keys of an organisation have in common, made once for its facts. */
const common = new WeakMap<OrganisationFacts, { shards: readonly number[]; named: CallerFacts['organisation'] }>();

function commonOf(organisation: OrganisationFacts): { shards: readonly number[]; named: CallerFacts['organisation'] } {
  const { id, slug, name } = organisation;
  let found = common.get(organisation);
  if (!found) common.set(organisation, (found = { shards: [instanceShard, id], named: { id, slug, name } }));
  return found;
}

function* loadCeilings(keys: readonly ApiKeyFacts[], owners: Map<number, Owner>): Load<Ceiling[]> {
  const ceilings: Ceiling[] = [];
  for (const key of keys) {
    const bound = yield* loadBound(key, owners);
    if (bound) ceilings.push(bound);
    if (isNarrowed(key)) ceilings.push({ kind: 'key', id: key.id, grants: narrowing(key) });
  }
  return ceilings;
}

/** The key, then the one it was made with, and so on. */
function* loadLine(apiKeyId: number): Load<ApiKeyFacts[]> {
  const line: ApiKeyFacts[] = [];
  for (let id: number | null = apiKeyId; id !== null; ) {
    const key: ApiKeyFacts | undefined = yield* loadApiKey(id);
    if (!key) return [];
    line.push(key);
    id = key.parentKeyId;
  }
  return line;
}

/** What bounds a key besides its own list: its owner's rights (read once for each owner), or its roles. */
function* loadBound({ kind, id, ownerUserId }: ApiKeyFacts, owners: Map<number, Owner>): Load<Ceiling | undefined> {
  if (kind === 'service') return { kind: 'service-key', id, grants: yield* loadSubjectGrants('api-key', id) };
  const userId = ownerUserId as number;
  if (owners.has(userId)) return undefined;
  const membership = yield* loadMembership(userId);
  const account = membership && (yield* loadAccount(membership.accountId));
  // A key whose owner cannot be found is bounded by nothing held.
  if (!account) return { kind: 'owner', id: userId, grants: [] };
  owners.set(userId, { userId, account, generation: membership.generation, active: membership.state === 'active' && account.state === 'active' });
  return { kind: 'owner', id: userId, grants: yield* loadUserGrants(userId) };
}

/** Most keys are of the first generation, like their owners. */
const generations = new Alike((text) => text);

const generationsOf = (keys: readonly ApiKeyFacts[], owners: Iterable<Owner>): string =>
  generations.of([...keys, ...[...owners].flatMap((owner) => [owner, owner.account])].map(({ generation }) => generation).join('.'));

function refusalOf(keys: readonly ApiKeyFacts[], ownersActive: boolean): RefusalReason | null {
  if (keys.some(({ state }) => state === 'revoked')) return 'revoked';
  if (keys.some(({ state }) => state !== 'active')) return 'deactivated';
  return ownersActive ? null : 'owner-inactive';
}

const isNarrowed = ({ permissions, workspaceIds }: ApiKeyFacts): boolean => permissions !== null || workspaceIds !== null;

/** One set for each list: keys with the same one share it. */
const sets = new WeakMap<readonly string[], PermissionSet>();

function setOf(permissions: readonly string[] | null): PermissionSet {
  if (permissions === null) return everything;
  let set = sets.get(permissions);
  if (!set) sets.set(permissions, (set = only(permissions)));
  return set;
}

function narrowing({ id, name, permissions, workspaceIds }: ApiKeyFacts): Grant[] {
  const set = setOf(permissions);
  const scopes: readonly (number | null)[] = workspaceIds ?? [null];
  return scopes.map((workspaceId) => ({ permissions: set, workspaceId, source: { kind: 'key', id, name } }));
}
