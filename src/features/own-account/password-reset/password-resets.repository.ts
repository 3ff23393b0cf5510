import { Injectable } from '@nestjs/common';
import { IsNull, LessThan, MoreThan } from 'typeorm';
import { Transaction } from '../../../platform/database/index.js';
import { PasswordReset } from './password-reset.entity.js';

/** They belong to accounts, as sessions do. */
@Injectable()
export class PasswordResetsRepository {
  constructor(private readonly transaction: Transaction) {}

  async insert(reset: Omit<PasswordReset, 'id'>): Promise<PasswordReset> {
    const { identifiers } = await this.transaction.repository(PasswordReset).insert({ ...reset });
    return { ...reset, id: identifiers[0]?.['id'] as number };
  }

  /** One that can still be used. */
  findOpen(id: number, now: number): Promise<PasswordReset | null> {
    return this.transaction.repository(PasswordReset).findOneBy({ id, endedAt: IsNull(), expiresAt: MoreThan(now) });
  }

  /** For one caller only; false when it was used or replaced before. */
  async use(id: number, now: number): Promise<boolean> {
    const { affected } = await this.transaction.repository(PasswordReset).update({ id, endedAt: IsNull(), expiresAt: MoreThan(now) }, { endedAt: now });
    return affected === 1;
  }

  /** Ends all that an account was sent so far. */
  async endAll(accountId: number, now: number): Promise<void> {
    await this.transaction.repository(PasswordReset).update({ accountId, endedAt: IsNull() }, { endedAt: now });
  }

  /** Those that were over before. */
  async forget(expiredBefore: number): Promise<void> {
    await this.transaction.repository(PasswordReset).delete({ expiresAt: LessThan(expiredBefore) });
  }
}
