import { Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import { Transaction } from '../../platform/database/index.js';
import { SigningKeyRow } from './signing-key.entity.js';

/** Signing keys belong to the whole instance. */
@Injectable()
export class SigningKeysRepository {
  constructor(private readonly transaction: Transaction) {}

  async insert(row: Omit<SigningKeyRow, 'id'>): Promise<void> {
    await this.transaction.repository(SigningKeyRow).insert({ ...row });
  }

  /** Those that sign, will sign, or have signed after `since`. */
  async usable(since: number): Promise<SigningKeyRow[]> {
    return this.transaction.repository(SigningKeyRow).find({
      where: [{ state: 'next' }, { state: 'current' }, { state: 'retired', retiredAt: MoreThan(since) }],
      order: { id: 'ASC' },
    });
  }

  /** One conditional step; false when somebody else has done it. */
  async retire(id: number, now: number): Promise<boolean> {
    const { affected } = await this.transaction
      .repository(SigningKeyRow)
      .update({ id, state: 'current' }, { state: 'retired', slot: null, retiredAt: now });
    return affected === 1;
  }

  async activate(id: number, now: number): Promise<boolean> {
    const { affected } = await this.transaction
      .repository(SigningKeyRow)
      .update({ id, state: 'next' }, { state: 'current', slot: 'current', activatedAt: now });
    return affected === 1;
  }
}
