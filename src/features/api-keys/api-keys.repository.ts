import { Injectable } from '@nestjs/common';
import { And, Equal, type FindOperator, type FindOptionsWhere, In, IsNull, MoreThan, Not } from 'typeorm';
import { Transaction } from '../../platform/database/index.js';
import type { Slice } from '../../platform/http/index.js';
import { ApiKey, type ApiKeyKind, type ApiKeyState } from './api-key.entity.js';
import type { OwnKeys } from './key-control.js';

/** Whose keys a list holds. */
export type KeyScope = 'everybody' | OwnKeys;

export interface KeyFilter {
  readonly kind?: ApiKeyKind;
  readonly state?: ApiKeyState | 'deleted';
}

@Injectable()
export class ApiKeysRepository {
  constructor(private readonly transaction: Transaction) {}

  async insert(key: Omit<ApiKey, 'id'>): Promise<ApiKey> {
    const { identifiers } = await this.transaction.repository(ApiKey).insert({ ...key });
    return { ...key, id: identifiers[0]?.['id'] as number };
  }

  find(organisationId: number, id: number): Promise<ApiKey | null> {
    return this.transaction.repository(ApiKey).findOneBy({ organisationId, id });
  }

  /** The one profile key of a user, unless it is revoked. */
  findProfileKey(organisationId: number, ownerUserId: number): Promise<ApiKey | null> {
    return this.transaction.repository(ApiKey).findOneBy({ organisationId, ownerUserId, profile: true, state: Not<ApiKeyState>('revoked') });
  }

  list(organisationId: number, scope: KeyScope, { kind, state }: KeyFilter, { limit, after }: Slice): Promise<ApiKey[]> {
    const common: FindOptionsWhere<ApiKey> = {
      organisationId,
      id: MoreThan(after ?? 0),
      ...(kind && { kind }),
      ...(state === 'deleted' ? { deletedAt: Not(IsNull()) } : { deletedAt: IsNull(), ...(state && { state }) }),
    };
    return this.transaction.repository(ApiKey).find({ where: within(common, scope), order: { id: 'ASC' }, take: limit + 1 });
  }

  async update(organisationId: number, id: number, values: Partial<Omit<ApiKey, 'id' | 'organisationId'>>): Promise<boolean> {
    return (await this.transaction.repository(ApiKey).update({ organisationId, id, state: Not<ApiKeyState>('revoked') }, values)).affected === 1;
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

function within(common: FindOptionsWhere<ApiKey>, scope: KeyScope): FindOptionsWhere<ApiKey>[] {
  if (scope === 'everybody') return [common];
  const { userId, withServiceKeys, keyId } = scope;
  // An empty list of conditions would mean every row there is: no key has the id 0.
  const ofKey = keyId ?? 0;
  return [
    ...(userId === null ? [] : [{ ...common, ownerUserId: userId }]),
    ...(userId === null || !withServiceKeys ? [] : [{ ...common, makerUserId: userId, kind: 'service' as const }]),
    { ...common, id: And(common.id as FindOperator<number>, Equal(ofKey)) },
    { ...common, parentKeyId: ofKey },
  ];
}
