import type { Versions } from '../memory/versions.js';
import type { ShardChange } from '../shard-change.js';

/** Which change of each shard this node knows as the last one. */
export class KnownChanges {
  private readonly byShard = new Map<number, ShardChange>();
  /** At which of its own changes, counted, this node last changed a shard. */
  private readonly ownAt = new Map<number, number>();
  private own = 0;

  constructor(private readonly versions: Versions) {}

  /** How many changes this node has made itself. */
  get ownCount(): number {
    return this.own;
  }

  epochOf(shard: number): number {
    return this.byShard.get(shard)?.epoch ?? 0;
  }

  /** Whether that is the very change which is known as the last one of its shard. */
  isLast({ shard, epoch, name }: ShardChange): boolean {
    const known = this.byShard.get(shard);
    return known !== undefined && known.name === name && known.epoch === epoch;
  }

  /** Whether a reading that shows these changes shows the last one of each shard that this node knows of. */
  isAll(changes: readonly ShardChange[], shards: readonly number[]): boolean {
    return shards.every((shard) => {
      const shown = changes.find((change) => change.shard === shard);
      return shown ? this.isLast(shown) : !this.byShard.has(shard);
    });
  }

  /** What this node has just committed itself. */
  applyOwn(changes: readonly ShardChange[]): void {
    this.own++;
    for (const change of changes) {
      this.ownAt.set(change.shard, this.own);
      if (change.epoch > this.epochOf(change.shard)) this.byShard.set(change.shard, change);
      this.versions.raise(change.shard);
    }
  }

  /**
   * All shards as they were read, which began when this node had made `ownBefore` changes: those that it has changed
   * since are not turned back. Answers whether anything was new.
   */
  apply(changes: readonly ShardChange[], ownBefore: number): boolean {
    let isNew = false;
    for (const change of changes) {
      if (this.isLast(change) || (this.ownAt.get(change.shard) ?? 0) > ownBefore) continue;
      this.byShard.set(change.shard, change);
      this.versions.raise(change.shard);
      isNew = true;
    }
    // Shards are never removed: where some are missing, an older database has taken the place of this one.
    if (changes.length < this.byShard.size && this.own === ownBefore) {
      this.forget();
      for (const change of changes) this.byShard.set(change.shard, change);
      isNew = true;
    }
    return isNew;
  }

  /** Everything that was remembered is void. */
  forget(): void {
    this.byShard.clear();
    this.versions.raiseAll();
  }
}
