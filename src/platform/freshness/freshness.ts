import { Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { Clock } from '../clock/index.js';
import { base62, randomText } from '../crypto/index.js';
import { Transaction } from '../database/index.js';
import { Idempotency } from '../idempotency/index.js';
import { encodeEpoch, readEpoch } from './epoch.js';
import { FactChange } from './fact-change.entity.js';
import { FactSource, type Settled } from './fact-source.js';
import type { ShardChange } from './shard-change.js';
import { ShardEpoch } from './shard-epoch.entity.js';
import { UnknownOutcome } from './unknown-outcome.js';

/** Says from when on a change holds everywhere. */
export interface Receipt extends Settled {
  readonly epoch: string;
}

/** A result together with the receipt of the change that made it. */
export type Changed<T> = T & { readonly freshness: Receipt };

/**
 * The one seam through which facts that decisions rest on are changed. The transaction ends by raising the epoch of
 * each shard it touches, locked last and in order, so the order of epochs is the order of commits, without gaps.
 */
@Injectable()
export class Freshness {
  constructor(
    private readonly transaction: Transaction,
    private readonly idempotency: Idempotency,
    private readonly facts: FactSource,
    private readonly outcome: UnknownOutcome,
    private readonly clock: Clock,
  ) {}

  /**
   * Runs `work` in one transaction and raises the epochs of `shards` (they may depend on its result).
   * When it returns, every node answers by the new facts. It may run `work` several times.
   */
  async change<T extends object>(shards: readonly number[] | ((result: T) => readonly number[]), work: () => Promise<T>): Promise<Changed<T>> {
    if (this.transaction.active) throw new Error('a change inside a transaction, or another change: it would be acknowledged before it is committed');
    let made: { result: Changed<T>; changes: ShardChange[] } | undefined;
    const changed = async (): Promise<Changed<T>> => {
      made = undefined;
      const result = await work();
      const touched = typeof shards === 'function' ? shards(result) : shards;
      const changes = await this.raise([...new Set(touched)].sort((a, b) => a - b));
      const epoch = encodeEpoch(new Map(changes.map(({ shard, epoch }) => [shard, epoch])));
      made = { result: { ...result, freshness: { epoch, nodes: 1, waitedMs: 0 } }, changes };
      return made.result;
    };
    const result = await this.transaction
      .run(() => this.idempotency.once(changed))
      .catch(async (error: unknown) => {
        if (!made) throw error;
        await this.outcome.find(made.changes, error);
        return made.result;
      });
    return this.settled(result, made?.changes);
  }

  /** Change rows that no node can still be behind of; the latest always stays, for it says where the line is. */
  async forget(changedBefore: number): Promise<void> {
    const changes = this.transaction.repository(FactChange);
    const [latest] = await changes.find({ order: { id: 'DESC' }, take: 1 });
    if (latest) await changes.delete({ changedAt: LessThan(changedBefore), id: LessThan(latest.id) });
  }

  /** A repeated call waits as well: its first answer may never have been sent. It answers what that one said. */
  private async settled<T extends object>(result: Changed<T>, changes: readonly ShardChange[] | undefined): Promise<Changed<T>> {
    const { epoch } = result.freshness;
    const epochs = readEpoch(epoch);
    if (epochs.size === 0) return result;
    if (changes) this.facts.apply(changes);
    else await this.facts.hasReached(epochs);
    const settled = await this.facts.settle(epochs);
    if (!changes || (settled.nodes === 1 && settled.waitedMs === 0)) return result;
    const told = { ...result, freshness: { epoch, ...settled } };
    await this.idempotency.amend(told);
    return told;
  }

  private async raise(shards: readonly number[]): Promise<ShardChange[]> {
    const name = randomText(22, base62);
    const changes: ShardChange[] = [];
    for (const shard of shards) changes.push({ shard, epoch: await this.raiseOne(shard, name), name });
    return changes;
  }

  private async raiseOne(shard: number, name: string): Promise<number> {
    const shardEpochs = this.transaction.repository(ShardEpoch);
    const { affected } = await shardEpochs.update({ shard }, { epoch: () => 'epoch + 1', lastChange: name });
    if (!affected) await shardEpochs.insert({ shard, epoch: 1, lastChange: name });
    const { epoch } = await shardEpochs.findOneByOrFail({ shard });
    await this.transaction.repository(FactChange).insert({ shard, epoch, name, changedAt: this.clock.now() });
    return epoch;
  }
}
