/** Stands for all shards: what rests on it is void after any change at all. */
export const anyShard = -1;

/** Counts, in this process, how often each shard was seen to change. What is remembered names the counts it rests on. */
export class Versions {
  private readonly byShard = new Map<number, number>();
  private floor = 0;
  private total = 0;

  of(shard: number): number {
    if (shard === anyShard) return this.total;
    return this.byShard.get(shard) ?? this.floor;
  }

  raise(shard: number): void {
    this.byShard.set(shard, ++this.total);
  }

  /** Everything remembered so far is void. */
  raiseAll(): void {
    this.byShard.clear();
    this.floor = ++this.total;
  }
}
