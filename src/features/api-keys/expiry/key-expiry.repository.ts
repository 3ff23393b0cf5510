import { Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { isDuplicate, Transaction } from '../../../platform/database/index.js';
import { ApiKey } from '../api-key.entity.js';
import { KeyExpiryNotice } from './key-expiry-notice.entity.js';

/** A key that ends soon, and who is to be told. */
export interface EndingKey {
  readonly id: number;
  readonly name: string;
  readonly expiresAt: number;
  readonly email: string;
  readonly displayName: string;
  readonly organisationName: string;
  readonly organisationSlug: string;
}

@Injectable()
export class KeyExpiryRepository {
  constructor(private readonly transaction: Transaction) {}

  /**
   * Active keys that end between the two, of active people in active organisations, that nobody was told of yet.
   * The owner of a personal key is told, and the maker of a service key.
   */
  async untold(from: number, until: number, limit: number): Promise<EndingKey[]> {
    const rows = await this.transaction
      .repository(ApiKey)
      .createQueryBuilder('apiKey')
      .innerJoin('organisation', 'org', "org.id = apiKey.organisationId AND org.state = 'active'")
      .innerJoin('membership', 'member', "member.id = COALESCE(apiKey.ownerUserId, apiKey.makerUserId) AND member.state = 'active'")
      .innerJoin('account', 'account', "account.id = member.accountId AND account.state = 'active'")
      .leftJoin('key_expiry_notice', 'notice', 'notice.apiKeyId = apiKey.id AND notice.expiresAt = apiKey.expiresAt')
      .select('apiKey.id', 'id')
      .addSelect('apiKey.name', 'name')
      .addSelect('apiKey.expiresAt', 'expiresAt')
      .addSelect('account.email', 'email')
      .addSelect('member.displayName', 'displayName')
      .addSelect('org.name', 'organisationName')
      .addSelect('org.slug', 'organisationSlug')
      .where("apiKey.state = 'active' AND apiKey.expiresAt > :from AND apiKey.expiresAt <= :until AND notice.apiKeyId IS NULL", { from, until })
      .orderBy('apiKey.expiresAt')
      .limit(limit)
      .getRawMany<EndingKey>();
    return rows.map((row) => ({ ...row, expiresAt: Number(row.expiresAt) }));
  }

  /** False when somebody has noted it already. */
  async note(apiKeyId: number, expiresAt: number, noticedAt: number): Promise<boolean> {
    try {
      await this.transaction.repository(KeyExpiryNotice).insert({ apiKeyId, expiresAt, noticedAt });
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  }

  /** Notices of keys that have ended since. */
  async forget(endedBefore: number): Promise<void> {
    await this.transaction.repository(KeyExpiryNotice).delete({ expiresAt: LessThan(endedBefore) });
  }
}
