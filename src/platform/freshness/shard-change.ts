/** The last change of a shard. */
export interface ShardChange {
  readonly shard: number;
  readonly epoch: number;
  /** Random, never the same for two changes: an epoch can come a second time, after a backup was restored. */
  readonly name: string | null;
}
