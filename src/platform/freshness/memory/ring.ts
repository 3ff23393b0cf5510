interface Kept<V> {
  readonly value: V;
  used: boolean;
}

/** So many used entries are passed over before one is forgotten all the same. */
const mostSpared = 64;
/** After so many deletions the hand begins anew: an iterator that waits keeps all that its map ever held meanwhile. */
const mostDeleted = 1_000;

/**
 * A map that forgets when it is full. A hand goes round and forgets the first entry that was not used since it last
 * came by: nearly what was used longest ago, without moving anything at each use.
 */
export class Ring<V> {
  private readonly kept = new Map<string, Kept<V>>();
  private hand: MapIterator<[string, Kept<V>]> | undefined;
  private deleted = 0;

  constructor(private readonly capacity: number) {}

  get size(): number {
    return this.kept.size;
  }

  get(key: string): V | undefined {
    const found = this.kept.get(key);
    if (found === undefined) return undefined;
    found.used = true;
    return found.value;
  }

  put(key: string, value: V): void {
    if (this.kept.size >= this.capacity && !this.kept.has(key)) this.forgetOne();
    this.kept.set(key, { value, used: false });
  }

  delete(key: string): void {
    this.kept.delete(key);
    if (++this.deleted < mostDeleted) return;
    this.hand = undefined;
    this.deleted = 0;
  }

  private forgetOne(): void {
    for (let spared = 0; ; spared++) {
      const [key, entry] = this.next();
      if (!entry.used || spared === mostSpared) return void this.kept.delete(key);
      entry.used = false;
    }
  }

  private next(): [string, Kept<V>] {
    this.hand ??= this.kept.entries();
    let step = this.hand.next();
    if (step.done) {
      this.hand = this.kept.entries();
      step = this.hand.next();
    }
    return step.value as [string, Kept<V>];
  }
}
