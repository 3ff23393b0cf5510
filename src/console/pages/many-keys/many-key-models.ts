import { Injectable } from '@nestjs/common';
import { type Member, mayAt } from '../../../access/index.js';
import { invalidRequest } from '../../../errors/index.js';
import { type ApiKey, ApiKeysService, keySliceOf, ownerOf } from '../../../features/api-keys/index.js';
import { KeyUsageRepository } from '../../../features/key-usage/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { type Page, toId } from '../../../platform/http/index.js';
import { links, pagePath, withQuery } from '../../model/links.js';
import { type ApiKeyPageQuery, pageFilterOf } from '../api-keys/api-key-page-query.dto.js';
import type { KeyList } from '../ticked-keys/key-lists.js';
import type { ManyKeysDto, ManyKeysQuery } from './many-keys.dto.js';

const weekMs = 7 * 86_400_000;

/** So many names are told before anything happens. */
const namesTold = 10;

type Narrowed = Pick<ApiKeyPageQuery, 'owner' | 'kind' | 'state' | 'search' | 'expires'> & { readonly list?: KeyList | undefined };

/** One part does so many, in one transaction: it stays short however many there are. */
export const part = 200;

/** So many are read at a time to be counted. */
const counted = 1000;

/** Which keys are meant, and who would notice. */
@Injectable()
export class ManyKeyModels {
  constructor(
    private readonly keys: ApiKeysService,
    private readonly usage: KeyUsageRepository,
    private readonly clock: Clock,
  ) {}

  async asked(by: Member, query: ManyKeysQuery): Promise<ManyKeysDto> {
    const { action = 'deactivate', ids } = query;
    const ticked = query.found === undefined ? (ids ?? []) : null;
    const counts = ticked === null ? await this.ofFound(by, query) : await this.ofTicked(by, ticked.map(toId));
    return { Action: action, ids: ticked, Filters: filtersOf(query), ...counts, _links: this.ways(by, query) };
  }

  /** The next of those that are found. */
  found(by: Member, { cursor, ...query }: Narrowed & { readonly cursor?: string | undefined }, limit = part): Promise<Page<ApiKey>> {
    return this.keys.list(by, this.ownerIn(by, query), this.filterOf(query), keySliceOf({ limit, cursor, sort: 'id' }));
  }

  async count(by: Member, query: Narrowed): Promise<number> {
    return (await this.ofFound(by, query)).Total;
  }

  /** Where it is sent, and the list that one comes from, as it was. */
  ways({ organisation }: Member, query: Narrowed) {
    const { list, ...filters } = filtersOf(query);
    return links({ submit: bulkPath(organisation), list: withQuery(pagePath(organisation, `organisation/${list}`), filters) });
  }

  private async ofTicked(by: Member, ids: readonly number[]) {
    const keys = await this.keys.some(by, ids);
    const lately = (await this.latelyUsed(by, keys)).map(({ name }) => name);
    return { Total: ids.length, Names: keys.slice(0, namesTold).map(({ name }) => name), 'Lately Used': lately.length, 'Lately Used Names': lately.slice(0, namesTold) };
  }

  private async ofFound(by: Member, query: Narrowed) {
    const counts = { Total: 0, Names: [], 'Lately Used': 0, 'Lately Used Names': [] };
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const { items, nextCursor }: Page<ApiKey> = await this.found(by, { ...query, cursor }, counted);
      counts.Total += items.length;
      counts['Lately Used'] += (await this.latelyUsed(by, items)).length;
      cursor = nextCursor;
    }
    return counts;
  }

  private async latelyUsed(by: Member, keys: readonly ApiKey[]): Promise<ApiKey[]> {
    const uses = await this.usage.lastUsesOf(by.organisation.id, keys.map(({ id }) => id));
    const since = this.clock.now() - weekMs;
    return keys.filter(({ id }) => (uses.get(id) ?? 0) >= since);
  }

  /** Whose keys a list shows when nothing is said of that. */
  private ownerIn(by: Member, query: Narrowed): 'all' | number | undefined {
    if (query.list === 'api-token') return undefined;
    return ownerOf(query) ?? (query.list === 'api-token/all' || mayAt(by, 'api-key.read-all', { workspaceId: null }) ? 'all' : undefined);
  }

  private filterOf({ list, ...query }: Narrowed) {
    return { ...pageFilterOf(query, this.clock.now()), ...(list !== undefined && list !== 'api-key' && { kind: 'personal' as const }) };
  }
}

export const bulkPath = (organisation: Member['organisation']): string => pagePath(organisation, 'organisation/api-key/bulk');

/** @throws 400 when no box was ticked. */
export function chosen(ids: readonly string[] = []): number[] {
  if (ids.length === 0) throw invalidRequest('No key was chosen: tick a box first');
  return ids.map(toId);
}

/** What a list was narrowed to, and which it is, as forms hand it on. */
export function filtersOf({ list = 'api-key', owner, kind, state, search, expires }: Narrowed): Record<string, string> {
  return Object.fromEntries(Object.entries({ list, owner, kind, state, search, expires }).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
