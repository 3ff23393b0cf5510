import { Injectable } from '@nestjs/common';
import { IsNull, LessThan, MoreThan, Not } from 'typeorm';
import { Transaction } from '../../platform/database/index.js';
import type { Slice } from '../../platform/http/index.js';
import { type Load, select } from '../../platform/freshness/index.js';
import { Session } from './session.entity.js';

/** What is needed to take a session. */
export type SessionFacts = Pick<Session, 'id' | 'accountId' | 'accountGeneration' | 'digest' | 'pepperId' | 'createdAt' | 'expiresAt' | 'endedAt'>;

/** Sessions belong to accounts, not to organisations. They are read for every answer and never remembered. */
@Injectable()
export class SessionsRepository {
  constructor(private readonly transaction: Transaction) {}

  async insert(session: Omit<Session, 'id'>): Promise<Session> {
    const { identifiers } = await this.transaction.repository(Session).insert({ ...session });
    return { ...session, id: identifiers[0]?.['id'] as number };
  }

  async end(id: number, now: number): Promise<boolean> {
    return (await this.transaction.repository(Session).update({ id, endedAt: IsNull() }, { endedAt: now })).affected === 1;
  }

  /** For its own person only; false when it is another's or has ended. */
  async endOwn(accountId: number, id: number, now: number): Promise<boolean> {
    const { affected } = await this.transaction.repository(Session).update({ id, accountId, endedAt: IsNull(), expiresAt: MoreThan(now) }, { endedAt: now });
    return affected === 1;
  }

  /** All of an account but one; answers how many could still be used. */
  async endOthers(accountId: number, exceptId: number, now: number): Promise<number> {
    const others = { accountId, id: Not(exceptId), endedAt: IsNull(), expiresAt: MoreThan(now) };
    return (await this.transaction.repository(Session).update(others, { endedAt: now })).affected ?? 0;
  }

  async endAll(accountId: number, now: number): Promise<void> {
    await this.transaction.repository(Session).update({ accountId, endedAt: IsNull() }, { endedAt: now });
  }

  /** Those begun under this generation that have not ended, the newest first. */
  listOpen(accountId: number, accountGeneration: number, now: number, { limit, after }: Slice): Promise<Session[]> {
    const where = { accountId, accountGeneration, endedAt: IsNull(), expiresAt: MoreThan(now), ...(after !== null && { id: LessThan(after) }) };
    return this.transaction.repository(Session).find({ where, order: { id: 'DESC' }, take: limit + 1 });
  }

  /** Sessions that were over before. */
  async forget(expiredBefore: number): Promise<void> {
    await this.transaction.repository(Session).delete({ expiresAt: LessThan(expiredBefore) });
  }

  /** Whether the account has signed in from this address lately. */
  knows(accountId: number, address: string): Promise<boolean> {
    return this.transaction.repository(Session).existsBy({ accountId, address });
  }
}

export function* loadSession(id: number): Load<SessionFacts | undefined> {
  const sql = 'SELECT id, accountId, accountGeneration, digest, pepperId, createdAt, expiresAt, endedAt FROM session WHERE id = ?';
  const [row] = yield* select<SessionFacts>(sql, [id]);
  return row;
}
