import { Injectable } from '@nestjs/common';
import { IsNull, LessThan, Not } from 'typeorm';
import { Transaction } from '../database/index.js';
import { IdempotencyRecord } from './idempotency-record.entity.js';

@Injectable()
export class IdempotencyRepository {
  constructor(private readonly transaction: Transaction) {}

  find(owner: string, name: string): Promise<IdempotencyRecord | null> {
    return this.transaction.repository(IdempotencyRecord).findOneBy({ owner, name });
  }

  async insert(record: Omit<IdempotencyRecord, 'id'>): Promise<void> {
    await this.transaction.repository(IdempotencyRecord).insert({ ...record });
  }

  async keep(owner: string, name: string, answer: { sealed: string; sealId: number }): Promise<void> {
    await this.transaction.repository(IdempotencyRecord).update({ owner, name }, answer);
  }

  async wipe(madeBefore: number): Promise<void> {
    await this.transaction.repository(IdempotencyRecord).update({ createdAt: LessThan(madeBefore), sealed: Not(IsNull()) }, { sealed: null, sealId: null });
  }

  async forget(madeBefore: number): Promise<void> {
    await this.transaction.repository(IdempotencyRecord).delete({ createdAt: LessThan(madeBefore) });
  }
}
