import { Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { Transaction } from '../../platform/database/index.js';
import { RevokedToken } from './revoked-token.entity.js';

@Injectable()
export class RevokedTokensRepository {
  constructor(private readonly transaction: Transaction) {}

  /** Tokens that would have ended by now anyway. */
  async forget(expiredBefore: number): Promise<void> {
    await this.transaction.repository(RevokedToken).delete({ expiresAt: LessThan(expiredBefore) });
  }

  async insert(token: Omit<RevokedToken, 'id'>): Promise<void> {
    await this.transaction.repository(RevokedToken).insert({ ...token });
  }
}
