import { Alike, type Load, select } from '../../platform/freshness/index.js';
import type { ApiKeyKind, ApiKeyState } from './api-key.entity.js';
import type { SecretState } from './secrets/api-key-secret.entity.js';

/** What decisions need to know of a key. */
export interface ApiKeyFacts {
  readonly id: number;
  readonly organisationId: number;
  readonly kind: ApiKeyKind;
  readonly name: string;
  readonly clientId: string | null;
  readonly ownerUserId: number | null;
  readonly parentKeyId: number | null;
  readonly permissions: readonly string[] | null;
  readonly workspaceIds: readonly number[] | null;
  readonly expiresAt: number | null;
  readonly state: ApiKeyState;
  readonly generation: number;
}

/** What is needed to check a secret. */
export interface SecretFacts {
  readonly secretId: number;
  readonly apiKeyId: number;
  readonly digest: string;
  readonly pepperId: number;
  readonly secretState: SecretState;
  readonly drainsUntil: number | null;
}

type Row = Omit<ApiKeyFacts, 'permissions' | 'workspaceIds'> & { permissions: string | null; workspaceIds: string | null };

const keyColumns = 'k.id, k.organisationId, k.kind, k.name, k.clientId, k.ownerUserId, k.parentKeyId, k.permissions, k.workspaceIds, k.expiresAt, k.state, k.generation';
const secretColumns = 's.id AS secretId, s.apiKeyId, s.digest, s.pepperId, s.state AS secretState, s.drainsUntil';

const lastEnded = "SELECT MAX(e.id) FROM api_key_secret e WHERE e.apiKeyId = ? AND e.kind = 'chosen' AND e.state = 'ended'";

/** The secret with this prefix. */
export function* loadSecret(prefix: string): Load<SecretFacts | undefined> {
  const [row] = yield* select<SecretFacts>(`SELECT ${secretColumns} FROM api_key_secret s WHERE s.prefix = ?`, [prefix]);
  return row && toSecret(row);
}

export function* loadSecretById(id: number): Load<SecretFacts | undefined> {
  const [row] = yield* select<SecretFacts>(`SELECT ${secretColumns} FROM api_key_secret s WHERE s.id = ?`, [id]);
  return row && toSecret(row);
}

export function* loadApiKey(id: number): Load<ApiKeyFacts | undefined> {
  const [row] = yield* select<Row>(`SELECT ${keyColumns} FROM api_key k WHERE k.id = ?`, [id]);
  return row && toFacts(row);
}

/** The secrets that the maker of a service key chose and that are taken now; behind them the one that ended last, so that it can be told from a guess. */
export function* loadChosenSecrets(clientId: string): Load<{ apiKeyId: number; secrets: SecretFacts[] } | undefined> {
  const [key] = yield* select<{ id: number }>('SELECT id FROM api_key WHERE clientId = ?', [clientId]);
  if (!key) return undefined;
  const secrets = yield* select<SecretFacts>(
    `SELECT ${secretColumns} FROM api_key_secret s WHERE s.apiKeyId = ? AND s.kind = 'chosen' AND (s.state IN ('active', 'draining') OR s.id = (${lastEnded}))`,
    [key.id, key.id],
  );
  return { apiKeyId: key.id, secrets: secrets.map(toSecret).sort((a, b) => Number(a.secretState === 'ended') - Number(b.secretState === 'ended') || b.secretId - a.secretId) };
}

const permissionLists = new Alike((text) => JSON.parse(text) as string[]);
const workspaceLists = new Alike((text) => JSON.parse(text) as number[]);

/** The few words there are for kinds and states: each row would bring its own copy. */
const words = new Alike((text) => text);

const toFacts = (row: Row): ApiKeyFacts => ({
  ...row,
  kind: words.of(row.kind) as ApiKeyKind,
  state: words.of(row.state) as ApiKeyState,
  permissions: row.permissions === null ? null : permissionLists.of(row.permissions),
  workspaceIds: row.workspaceIds === null ? null : workspaceLists.of(row.workspaceIds),
});

const toSecret = (row: SecretFacts): SecretFacts => ({ ...row, secretState: words.of(row.secretState) as SecretState });
