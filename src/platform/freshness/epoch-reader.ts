import { Injectable } from '@nestjs/common';
import { FactSource } from './fact-source.js';
import { select } from './load.js';

/** Says whether facts read from now on are at least as new as an epoch. */
@Injectable()
export class EpochReader {
  constructor(private readonly facts: FactSource) {}

  async hasReached(epochs: ReadonlyMap<number, number>): Promise<boolean> {
    for (const [shard, atLeast] of epochs) {
      const [row] = await this.facts.read(() => select<{ epoch: number }>('SELECT epoch FROM shard_epoch WHERE shard = ?', [shard]));
      if (Number(row?.epoch ?? 0) < atLeast) return false;
    }
    return true;
  }
}
