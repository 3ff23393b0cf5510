import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { busy } from '../../errors/index.js';
import { isOutage, Transaction } from '../database/index.js';
import { FactChange } from './fact-change.entity.js';
import type { ShardChange } from './shard-change.js';

const tries = 10;
const pauseMs = 200;

/** A connection that breaks in a commit leaves nobody who knows whether it was one. */
@Injectable()
export class UnknownOutcome {
  constructor(private readonly transaction: Transaction) {}

  /**
   * Returns when the changes are there, with all that was to happen with them.
   * @throws the error itself when it says that nothing was committed; 503, safe to repeat, when they are not there or cannot be read
   */
  async find(changes: readonly ShardChange[], error: unknown): Promise<void> {
    const [change] = changes;
    if (!change || !isOutage(error)) throw error;
    for (let attempt = 1; attempt <= tries; attempt++) {
      try {
        const { shard, epoch, name } = change;
        if (await this.transaction.repository(FactChange).existsBy({ shard, epoch, name: name ?? '' })) return;
        break;
      } catch (failure) {
        if (!isOutage(failure)) throw failure;
        await sleep(pauseMs);
      }
    }
    throw busy('The database was lost while it was writing; repeat the call', { cause: error, retryAfterSeconds: 1 });
  }
}
