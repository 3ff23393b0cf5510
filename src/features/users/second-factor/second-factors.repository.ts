import { Injectable } from '@nestjs/common';
import { In, IsNull, LessThan, MoreThan, Not } from 'typeorm';
import { Transaction } from '../../../platform/database/index.js';
import { RecoveryCode } from './recovery-code.entity.js';
import { SecondFactor } from './second-factor.entity.js';

/** They belong to accounts, and accounts to the whole instance. Read for every sign-in and never remembered. */
@Injectable()
export class SecondFactorsRepository {
  constructor(private readonly transaction: Transaction) {}

  async insert(factor: Omit<SecondFactor, 'id'>): Promise<void> {
    await this.transaction.repository(SecondFactor).insert({ ...factor });
  }

  find(accountId: number): Promise<SecondFactor | null> {
    return this.transaction.repository(SecondFactor).findOneBy({ accountId });
  }

  /** Those of the accounts that ask for one. */
  async confirmedAmong(accountIds: readonly number[]): Promise<Set<number>> {
    if (accountIds.length === 0) return new Set();
    const found = await this.transaction.repository(SecondFactor).findBy({ accountId: In([...accountIds]), confirmedAt: Not(IsNull()) });
    return new Set(found.map(({ accountId }) => accountId));
  }

  /** For one caller only; false when it was confirmed, or begun anew, before. */
  async confirm(id: number, step: number, now: number, begunAfter: number): Promise<boolean> {
    const open = { id, confirmedAt: IsNull(), createdAt: MoreThan(begunAfter) };
    return (await this.transaction.repository(SecondFactor).update(open, { confirmedAt: now, lastStep: step })).affected === 1;
  }

  /** A code is good for one caller only; false when it, or a later one, was used before. */
  async useStep(id: number, step: number): Promise<boolean> {
    return (await this.transaction.repository(SecondFactor).update({ id, lastStep: LessThan(step) }, { lastStep: step })).affected === 1;
  }

  /** One that nobody has confirmed. */
  async deletePending(accountId: number): Promise<void> {
    await this.transaction.repository(SecondFactor).delete({ accountId, confirmedAt: IsNull() });
  }

  /** With its recovery codes; false when there was none. */
  async delete(accountId: number): Promise<boolean> {
    await this.transaction.repository(RecoveryCode).delete({ accountId });
    return Boolean((await this.transaction.repository(SecondFactor).delete({ accountId })).affected);
  }

  /** In place of those there were. */
  async replaceCodes(accountId: number, codes: readonly Omit<RecoveryCode, 'id'>[]): Promise<void> {
    await this.transaction.repository(RecoveryCode).delete({ accountId });
    for (const code of codes) await this.transaction.repository(RecoveryCode).insert({ ...code });
  }

  unusedCodes(accountId: number): Promise<RecoveryCode[]> {
    return this.transaction.repository(RecoveryCode).findBy({ accountId, usedAt: IsNull() });
  }

  /** For one caller only. */
  async useCode(id: number, now: number): Promise<boolean> {
    return (await this.transaction.repository(RecoveryCode).update({ id, usedAt: IsNull() }, { usedAt: now })).affected === 1;
  }
}
