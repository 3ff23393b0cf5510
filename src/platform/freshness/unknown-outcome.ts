import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { AppError, busy } from '../../errors/index.js';
import { isOutage } from '../database/index.js';
import { FactSource } from './fact-source.js';
import { select } from './load.js';
import type { ShardChange } from './shard-change.js';

const patienceMs = 3_000;
const pauseMs = 200;

/** A connection that breaks in a commit leaves nobody who knows whether it was one. */
@Injectable()
export class UnknownOutcome {
  constructor(private readonly facts: FactSource) {}

  /**
   * Returns when the changes are there, with all that was to happen with them.
   * @throws the error itself when it says that nothing was committed; 503, safe to repeat, when they are not there or cannot be read
   */
  async find(changes: readonly ShardChange[], error: unknown): Promise<void> {
    const [change] = changes;
    if (!change || !isOutage(error)) throw error;
    for (const deadline = performance.now() + patienceMs; performance.now() < deadline; await sleep(pauseMs)) {
      try {
        if (await this.isThere(change)) return;
        break;
      } catch (failure) {
        if (!isOutage(failure) && !(failure instanceof AppError)) throw failure;
      }
    }
    throw busy('The database was lost while it was writing; repeat the call', { cause: error, retryAfterSeconds: 1 });
  }

  /** On the primary: one that was replaced may show a commit that its successor never got. */
  private async isThere({ shard, epoch, name }: ShardChange): Promise<boolean> {
    const found = await this.facts.readAnew(() => select<object>('SELECT id FROM fact_change WHERE shard = ? AND epoch = ? AND name = ?', [shard, epoch, name]));
    return found.length > 0;
  }
}
