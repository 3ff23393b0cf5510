import { Injectable } from '@nestjs/common';
import { IsNull, LessThan } from 'typeorm';
import { Transaction } from '../../../platform/database/index.js';
import { type Load, select } from '../../../platform/freshness/index.js';
import { KeySession } from './key-session.entity.js';

/** What is needed to take the session of a key. */
export type KeySessionFacts = Pick<KeySession, 'id' | 'apiKeyId' | 'secretId' | 'generations' | 'digest' | 'pepperId' | 'expiresAt' | 'endedAt'>;

/** Read for every answer and never remembered. */
@Injectable()
export class KeySessionsRepository {
  constructor(private readonly transaction: Transaction) {}

  async insert(session: Omit<KeySession, 'id'>): Promise<KeySession> {
    const { identifiers } = await this.transaction.repository(KeySession).insert({ ...session });
    return { ...session, id: identifiers[0]?.['id'] as number };
  }

  find(id: number): Promise<KeySession | null> {
    return this.transaction.repository(KeySession).findOneBy({ id });
  }

  /** Ends the first session of a sign-in and those that took its place; false when none was left. */
  async endSignIn(firstId: number, now: number): Promise<boolean> {
    const rows = this.transaction.repository(KeySession);
    const first = await rows.update({ id: firstId, endedAt: IsNull() }, { endedAt: now });
    const later = await rows.update({ firstId, endedAt: IsNull() }, { endedAt: now });
    return (first.affected ?? 0) + (later.affected ?? 0) > 0;
  }

  /** Those of any key that were over before. */
  async forget(expiredBefore: number): Promise<void> {
    await this.transaction.repository(KeySession).delete({ expiresAt: LessThan(expiredBefore) });
  }

  /** Forgets those that nobody can use any more: machines sign in often. */
  async deleteExpired(apiKeyId: number, now: number): Promise<void> {
    await this.transaction.repository(KeySession).delete({ apiKeyId, expiresAt: LessThan(now) });
  }
}

export function* loadKeySession(id: number): Load<KeySessionFacts | undefined> {
  const sql = 'SELECT id, apiKeyId, secretId, generations, digest, pepperId, expiresAt, endedAt FROM key_session WHERE id = ?';
  const [row] = yield* select<KeySessionFacts>(sql, [id]);
  return row;
}
