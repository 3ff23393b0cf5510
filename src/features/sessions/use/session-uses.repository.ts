import { Injectable } from '@nestjs/common';
import { In, LessThan } from 'typeorm';
import { isDuplicate, Transaction } from '../../../platform/database/index.js';
import { SessionLastUse } from './session-last-use.entity.js';

@Injectable()
export class SessionUsesRepository {
  constructor(private readonly transaction: Transaction) {}

  /** Never goes back, whichever node writes first. */
  async move(use: SessionLastUse): Promise<void> {
    const { sessionId, ...values } = use;
    const rows = this.transaction.repository(SessionLastUse);
    const moved = await rows.update({ sessionId, usedAt: LessThan(use.usedAt) }, values);
    if (moved.affected || (await rows.existsBy({ sessionId }))) return;
    await rows.insert({ ...use }).catch((error: unknown) => {
      if (!isDuplicate(error)) throw error;
      return this.move(use);
    });
  }

  async of(sessionIds: readonly number[]): Promise<Map<number, SessionLastUse>> {
    const rows = await this.transaction.repository(SessionLastUse).findBy({ sessionId: In([...sessionIds]) });
    return new Map(rows.map((use) => [use.sessionId, use]));
  }

  async forget(usedBefore: number): Promise<void> {
    await this.transaction.repository(SessionLastUse).delete({ usedAt: LessThan(usedBefore) });
  }
}
