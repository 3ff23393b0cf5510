import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { Clock } from '../clock/index.js';
import { Transaction } from '../database/index.js';
import { Idempotency } from '../idempotency/index.js';
import { encodeEpoch } from './epoch.js';
import { FactChange } from './fact-change.entity.js';
import { ShardEpoch } from './shard-epoch.entity.js';

/** Says from when on a change holds everywhere. */
export interface Receipt {
  readonly epoch: string;
  /** Nodes known to have applied the change, this one included. */
  readonly nodes: number;
  readonly waitedMs: number;
}

/** A result together with the receipt of the change that made it. */
export type Changed<T> = T & { readonly freshness: Receipt };

/**
 * The one seam through which facts that decisions rest on are changed. The transaction ends by raising the epoch of
 * each shard it touches, locked last and in order, so the order of epochs is the order of commits, without gaps.
 */
@Injectable()
export class Freshness {
  private readonly changing = new AsyncLocalStorage<true>();

  constructor(
    private readonly transaction: Transaction,
    private readonly idempotency: Idempotency,
    private readonly clock: Clock,
  ) {}

  /** True inside `change`: what alters facts may run only there. */
  get isChanging(): boolean {
    return this.changing.getStore() === true;
  }

  /**
   * Runs `work` in one transaction and raises the epochs of `shards` (they may depend on its result).
   * When it returns, every node answers by the new facts. It may run `work` several times.
   */
  async change<T extends object>(shards: readonly number[] | ((result: T) => readonly number[]), work: () => Promise<T>): Promise<Changed<T>> {
    if (this.isChanging) throw new Error('a change inside a change: call what it does instead');
    const changed = async (): Promise<Changed<T>> => {
      const result = await work();
      const touched = typeof shards === 'function' ? shards(result) : shards;
      const epochs = await this.raise([...new Set(touched)].sort((a, b) => a - b));
      // Nothing is answered from memory under a lease, so the commit alone makes it hold everywhere.
      return { ...result, freshness: { epoch: encodeEpoch(epochs), nodes: 1, waitedMs: 0 } };
    };
    return this.transaction.run(() => this.changing.run(true, () => this.idempotency.once(changed)));
  }

  /** Change rows that no node can still be behind of; the latest always stays, for it says where the line is. */
  async forget(changedBefore: number): Promise<void> {
    const changes = this.transaction.repository(FactChange);
    const [latest] = await changes.find({ order: { id: 'DESC' }, take: 1 });
    if (latest) await changes.delete({ changedAt: LessThan(changedBefore), id: LessThan(latest.id) });
  }

  private async raise(shards: readonly number[]): Promise<Map<number, number>> {
    const epochs = new Map<number, number>();
    for (const shard of shards) epochs.set(shard, await this.raiseOne(shard));
    return epochs;
  }

  private async raiseOne(shard: number): Promise<number> {
    const shardEpochs = this.transaction.repository(ShardEpoch);
    const { affected } = await shardEpochs.increment({ shard }, 'epoch', 1);
    if (!affected) await shardEpochs.insert({ shard, epoch: 1 });
    const { epoch } = await shardEpochs.findOneByOrFail({ shard });
    await this.transaction.repository(FactChange).insert({ shard, epoch, changedAt: this.clock.now() });
    return epoch;
  }
}
