import type { Versions } from './versions.js';

interface Remembered<T> {
  readonly value: T;
  readonly shards: readonly number[];
  readonly versions: readonly number[];
}

/**
 * A bounded memory of facts. An entry is good as long as none of the shards it rests on has changed since *before*
 * it was read. The oldest entry goes when there are too many.
 */
export class FactMemory<T> {
  private readonly entries = new Map<string, Remembered<T>>();

  constructor(
    private readonly versions: Versions,
    private readonly capacity: number,
  ) {}

  get size(): number {
    return this.entries.size;
  }

  /** Only after `FactSource.look()` has said that memory may be used. */
  get(key: string): T | undefined {
    const entry = this.entries.get(key);
    if (!entry) return undefined;
    for (let i = 0; i < entry.shards.length; i++) {
      if (this.versions.of(entry.shards[i] as number) !== entry.versions[i]) {
        this.entries.delete(key);
        return undefined;
      }
    }
    return entry.value;
  }

  /** Remembers what was read synchronously after the last `look()`, so nothing can have changed in between. */
  set(key: string, value: T, shards: readonly number[]): void {
    if (this.entries.size >= this.capacity) this.entries.delete(this.entries.keys().next().value as string);
    this.entries.set(key, { value, shards, versions: shards.map((shard) => this.versions.of(shard)) });
  }
}
