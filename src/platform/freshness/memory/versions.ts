/** Stands for all shards: what rests on it is void after any change at all. */
export const anyShard = -1;

/**
 * When, by this process's own count of changes, each shard was last seen to change. What is remembered names the count
 * that was noted *before* it was read, and is good until a shard it rests on has changed after that.
 */
export class Versions {
  private readonly byShard = new Map<number, number>();
  private floor = 0;
  private count = 0;

  /** How many changes were seen so far. */
  get total(): number {
    return this.count;
  }

  /** The count at which the shard last changed. */
  of(shard: number): number {
    if (shard === anyShard) return this.count;
    return this.byShard.get(shard) ?? this.floor;
  }

  raise(shard: number): void {
    this.byShard.set(shard, ++this.count);
  }

  /** Everything remembered so far is void. */
  raiseAll(): void {
    this.byShard.clear();
    this.floor = ++this.count;
  }
}
