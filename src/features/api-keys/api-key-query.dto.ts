import { IsIn, Matches } from 'class-validator';
import { IsInstant, Optional, PageQuery, parseInstant, toId } from '../../platform/http/index.js';
import { SearchParameter, type SortedSlice, sortedSliceOf, sortWords } from '../../platform/lists/index.js';
import type { KeyFilter, KeySort } from './api-keys.repository.js';

const sorts = {
  id: { column: 'id', holds: 'number' },
  name: { column: 'nameLower', holds: 'string' },
  expiresAt: { column: 'expiresAt', holds: 'number' },
} as const;

export class ApiKeyQuery extends PageQuery {
  /**
   * `all`, or the id of a user; needs `api-key.read-all`. Left out: your own.
   * @example "all"
   */
  @Optional()
  @Matches(/^(all|[1-9]\d{0,8})$/, { message: '$property must be "all" or the id of a user' })
  owner?: string;

  /** Only keys of this kind. */
  @Optional()
  @IsIn(['personal', 'service'])
  kind?: 'personal' | 'service';

  /** Only keys in this state; `deleted` ones are listed only when asked for. */
  @Optional()
  @IsIn(['active', 'deactivated', 'revoked', 'deleted'])
  state?: 'active' | 'deactivated' | 'revoked' | 'deleted';

  /**
   * Only keys whose name has this in it, in capitals or not, and the key that begins with these eight characters, also
   * before it was rotated: a key that was found somewhere is traced by its beginning alone. And the service key with this client ID.
   * @example "ci"
   */
  @SearchParameter()
  search?: string;

  /**
   * Only keys that expire before this time, or already have; not those that never do.
   * @example "2030-01-31T12:00:00Z"
   */
  @Optional()
  @IsInstant()
  expiresBefore?: string;

  /**
   * Only keys that expire at this time or after it; not those that never do.
   * @example "2030-01-01T00:00:00Z"
   */
  @Optional()
  @IsInstant()
  expiresSince?: string;

  /**
   * The order; with `-` the other way round. Left out: `name` with `search`, else `id`, the order in which they were made.
   * Keys that never expire come last by `expiresAt`.
   * @example "-id"
   */
  @Optional()
  @IsIn(sortWords(sorts))
  sort?: 'id' | '-id' | 'name' | '-name' | 'expiresAt' | '-expiresAt';
}

/** Whose keys a query means: everybody's, those of a user, or (undefined) the caller's own. */
export const ownerOf = ({ owner }: ApiKeyQuery): 'all' | number | undefined => (owner === undefined || owner === 'all' ? owner : toId(owner));

export const keyFilterOf = ({ kind, state, search, expiresBefore, expiresSince }: ApiKeyQuery): KeyFilter => ({
  ...{ kind, state, search },
  ...(expiresBefore !== undefined && { expiresBefore: parseInstant(expiresBefore) }),
  ...(expiresSince !== undefined && { expiresSince: parseInstant(expiresSince) }),
});

export const keySliceOf = (query: ApiKeyQuery): SortedSlice<KeySort> => sortedSliceOf(query, query.sort ?? (query.search === undefined ? 'id' : 'name'), sorts);
