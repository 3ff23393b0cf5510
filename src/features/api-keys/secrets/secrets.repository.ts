import { Injectable } from '@nestjs/common';
import { In, MoreThan } from 'typeorm';
import { Transaction } from '../../../platform/database/index.js';
import { ApiKeySecret, type SecretState } from './api-key-secret.entity.js';

@Injectable()
export class SecretsRepository {
  constructor(private readonly transaction: Transaction) {}

  async insert(secret: Omit<ApiKeySecret, 'id'>): Promise<void> {
    await this.transaction.repository(ApiKeySecret).insert({ ...secret });
  }

  prefixExists(prefix: string): Promise<boolean> {
    return this.transaction.repository(ApiKeySecret).existsBy({ prefix });
  }

  /** What the newest secret of each key begins with; null where its maker chose it. */
  async prefixesOf(organisationId: number, apiKeyIds: readonly number[]): Promise<Map<number, string | null>> {
    const secrets = await this.transaction
      .repository(ApiKeySecret)
      .find({ where: { organisationId, apiKeyId: In([...apiKeyIds]) }, order: { id: 'ASC' } });
    return new Map(secrets.map(({ apiKeyId, prefix }) => [apiKeyId, prefix]));
  }

  countTaken(organisationId: number, apiKeyId: number, now: number): Promise<number> {
    return this.transaction.repository(ApiKeySecret).countBy([
      { organisationId, apiKeyId, state: 'active' },
      { organisationId, apiKeyId, state: 'draining', drainsUntil: MoreThan(now) },
    ]);
  }

  /** What is taken beside newer ones after a rotation, the one that ends first before the others. */
  drainingOf(organisationId: number, apiKeyId: number, now: number): Promise<ApiKeySecret[]> {
    return this.transaction.repository(ApiKeySecret).find({ where: { organisationId, apiKeyId, state: 'draining', drainsUntil: MoreThan(now) }, order: { drainsUntil: 'ASC', id: 'ASC' } });
  }

  find(organisationId: number, apiKeyId: number, id: number): Promise<ApiKeySecret | null> {
    return this.transaction.repository(ApiKeySecret).findOneBy({ organisationId, apiKeyId, id });
  }

  latestOf(organisationId: number, apiKeyId: number): Promise<ApiKeySecret | null> {
    return this.transaction.repository(ApiKeySecret).findOne({ where: { organisationId, apiKeyId, state: 'active' }, order: { id: 'DESC' } });
  }

  /** Active secrets are old from then on, and taken until then and no longer. */
  async drain(organisationId: number, apiKeyId: number, drainsSince: number, drainsUntil: number): Promise<void> {
    await this.transaction.repository(ApiKeySecret).update({ organisationId, apiKeyId, state: 'active' }, { state: 'draining', drainsSince, drainsUntil });
  }

  /** Ends one that is taken beside a newer one; false: it is none of those. */
  async endOld(organisationId: number, apiKeyId: number, id: number, now: number): Promise<boolean> {
    const { affected } = await this.transaction.repository(ApiKeySecret).update({ organisationId, apiKeyId, id, state: 'draining' }, { state: 'ended', endedAt: now });
    return affected === 1;
  }

  /** Ends all secrets of a key at once. */
  async end(organisationId: number, apiKeyId: number, now: number): Promise<void> {
    const open: SecretState[] = ['pending', 'active', 'draining'];
    await this.transaction.repository(ApiKeySecret).update({ organisationId, apiKeyId, state: In(open) }, { state: 'ended', endedAt: now });
  }
}
