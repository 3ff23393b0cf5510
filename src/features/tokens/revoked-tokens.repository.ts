import { Injectable } from '@nestjs/common';
import { Transaction } from '../../platform/database/index.js';
import { RevokedToken } from './revoked-token.entity.js';

@Injectable()
export class RevokedTokensRepository {
  constructor(private readonly transaction: Transaction) {}

  async insert(token: Omit<RevokedToken, 'id'>): Promise<void> {
    await this.transaction.repository(RevokedToken).insert({ ...token });
  }
}
