import { Injectable } from '@nestjs/common';
import { And, type FindOperator, type FindOptionsWhere, In, IsNull, LessThan, MoreThanOrEqual, Not } from 'typeorm';
import { searchable, Transaction } from '../../platform/database/index.js';
import { contains, readInOrder, type SortedSlice } from '../../platform/lists/index.js';
import { ApiKey, type ApiKeyKind, type ApiKeyState } from './api-key.entity.js';
import type { OwnKeys } from './key-control.js';
import { ApiKeySecret } from './secrets/api-key-secret.entity.js';
import { pastedPrefix } from './secrets/key-text.js';

/** Whose keys a list holds. */
export type KeyScope = 'everybody' | OwnKeys;

export interface KeyFilter {
  readonly kind?: ApiKeyKind;
  readonly state?: ApiKeyState | 'deleted';
  /** What the name has in it, whatever its case; or what the key begins with, of which nothing more is looked at; or all of its client ID. */
  readonly search?: string;
  /** What it is called, whatever its case. */
  readonly named?: string;
  /** Only keys that expire, and before this instant. */
  readonly expiresBefore?: number;
  /** Only keys that expire, at this instant or later. */
  readonly expiresSince?: number;
  /** Only keys that never do. */
  readonly unending?: boolean;
}

/** A name that at most so many keys of the organisation go by. */
const rare = 1_000;

/** What a list of keys can be sorted by. */
export type KeySort = 'id' | 'nameLower' | 'expiresAt';

/** What is written of a key; its id and what follows from its name are added. */
export type ApiKeyValues = Omit<ApiKey, 'id' | 'nameLower'>;

@Injectable()
export class ApiKeysRepository {
  constructor(private readonly transaction: Transaction) {}

  async insert(key: ApiKeyValues): Promise<ApiKey> {
    const row = { ...key, nameLower: searchable(key.name) };
    const { identifiers } = await this.transaction.repository(ApiKey).insert({ ...row });
    return { ...row, id: identifiers[0]?.['id'] as number };
  }

  find(organisationId: number, id: number): Promise<ApiKey | null> {
    return this.transaction.repository(ApiKey).findOneBy({ organisationId, id });
  }

  findAll(organisationId: number, ids: readonly number[]): Promise<ApiKey[]> {
    return this.transaction.repository(ApiKey).findBy({ organisationId, id: In([...ids]) });
  }

  /** The one profile key of a user, unless it is revoked. */
  findProfileKey(organisationId: number, ownerUserId: number): Promise<ApiKey | null> {
    return this.transaction.repository(ApiKey).findOneBy({ organisationId, ownerUserId, profile: true, state: Not<ApiKeyState>('revoked') });
  }

  async list(organisationId: number, scope: KeyScope, filter: KeyFilter, slice: SortedSlice<KeySort>): Promise<ApiKey[]> {
    const { kind, state, search, named } = filter;
    const expiresAt = expiry(filter);
    const common: FindOptionsWhere<ApiKey> = {
      organisationId,
      ...(kind && { kind }),
      ...(state === 'deleted' ? { state: 'revoked' as const, deletedAt: Not(IsNull()) } : { deletedAt: IsNull(), ...(state && { state }) }),
      ...(named !== undefined && { nameLower: searchable(named) }),
      ...(expiresAt && { expiresAt }),
    };
    const parts = within(common, scope);
    return readInOrder(this.transaction.repository(ApiKey), search === undefined ? parts : await this.searched(organisationId, search, parts), slice);
  }

  /** Of what is in the parts: what goes by such a name, and the key that has or had a secret with this prefix, or has this client ID. */
  private async searched(organisationId: number, search: string, parts: readonly FindOptionsWhere<ApiKey>[]): Promise<FindOptionsWhere<ApiKey>[]> {
    const prefix = pastedPrefix(search);
    const byName = await this.named(organisationId, prefix ?? search, parts);
    const secret = prefix === undefined ? null : await this.transaction.repository(ApiKeySecret).findOneBy({ organisationId, prefix });
    const id = secret?.apiKeyId ?? (await this.transaction.repository(ApiKey).findOneBy({ organisationId, clientId: prefix ?? search }))?.id;
    if (id === undefined) return byName;
    return [...byName, ...parts.filter((part) => part.id === undefined || part.id === id).map((part) => ({ ...part, id }))];
  }

  /**
   * The index of names alone says quickly which keys go by a rare one; their rows are read only then. Of a name that many have, the rows of a page are
   * found soon by themselves.
   */
  private async named(organisationId: number, text: string, parts: readonly FindOptionsWhere<ApiKey>[]): Promise<FindOptionsWhere<ApiKey>[]> {
    const nameLower = contains(text);
    const found = await this.transaction.repository(ApiKey).find({ select: { id: true }, where: { organisationId, nameLower }, take: rare + 1 });
    const id = In(found.map((key) => key.id));
    return parts.map((part) => ({ ...part, ...(found.length > rare || part.id !== undefined ? { nameLower } : { id }) }));
  }

  async update(organisationId: number, id: number, values: Partial<Omit<ApiKeyValues, 'organisationId'>>): Promise<boolean> {
    const { name } = values;
    const keys = this.transaction.repository(ApiKey);
    const changed = { ...values, ...(name !== undefined && { nameLower: searchable(name) }) };
    return (await keys.update({ organisationId, id, state: Not<ApiKeyState>('revoked') }, changed)).affected === 1;
  }

  /** One conditional step from any of `from` to `to`; false when the key was in none of them. */
  async move(organisationId: number, id: number, from: readonly ApiKeyState[], to: ApiKeyState, values: Partial<ApiKey>): Promise<boolean> {
    const { affected } = await this.transaction
      .repository(ApiKey)
      .update({ organisationId, id, state: In([...from]) }, { ...values, state: to, generation: () => 'generation + 1' });
    return affected === 1;
  }

  /** Tokens got with the key so far end. */
  async raiseGeneration(organisationId: number, id: number): Promise<void> {
    await this.transaction.repository(ApiKey).increment({ organisationId, id }, 'generation', 1);
  }

  async hide(organisationId: number, id: number, now: number): Promise<void> {
    await this.transaction.repository(ApiKey).update({ organisationId, id, deletedAt: IsNull() }, { deletedAt: now });
  }
}

/** What is asked of the time at which a key ends. */
function expiry({ expiresBefore, expiresSince, unending }: KeyFilter): FindOperator<number> | undefined {
  if (unending) return IsNull();
  const bounds = [...(expiresSince === undefined ? [] : [MoreThanOrEqual(expiresSince)]), ...(expiresBefore === undefined ? [] : [LessThan(expiresBefore)])];
  return bounds.length > 1 ? And(...bounds) : bounds[0];
}

function within(common: FindOptionsWhere<ApiKey>, scope: KeyScope): FindOptionsWhere<ApiKey>[] {
  if (scope === 'everybody') return [common];
  const { userId, withServiceKeys, keyId } = scope;
  const made = withServiceKeys && common.kind !== 'personal';
  return [
    ...(userId === null ? [] : [{ ...common, ownerUserId: userId }]),
    ...(userId === null || !made ? [] : [{ ...common, makerUserId: userId, kind: 'service' as const }]),
    ...(keyId === null ? [] : [{ ...common, id: keyId }, { ...common, parentKeyId: keyId }]),
  ];
}
