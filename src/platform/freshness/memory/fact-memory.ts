import type { FactSource, Fetched } from '../fact-source.js';
import type { Load } from '../load.js';
import type { MemoryFigures } from './memory-figures.js';
import { Ring } from './ring.js';
import { anyShard } from './versions.js';

export interface MemoryOptions<T> {
  /** As metrics call it. */
  readonly name: string;
  /** Of what may be remembered at all; 1 is all of it. */
  readonly share: number;
  /** What a value rests on. */
  readonly shardsOf: (value: T) => readonly number[];
}

interface Read<T> {
  readonly value: T | null;
  readonly shards: readonly number[];
  /** The count of changes noted before it was read. */
  readonly since: number;
  /** The reading itself shows nothing that this node does not know. */
  readonly mayKeep: boolean;
}

interface Entry<T> extends Read<T> {
  /** The count of changes at which it was last found good: as long as that stands, nothing at all has changed. */
  checkedAt: number;
}

/** Of what may be remembered, so much may be what does not exist: guessing must not push out what is in use. */
const unknownShare = 0.1;
const anything = [anyShard];

/**
 * A bounded memory of facts, by a text that names them. What is remembered, and what somebody else is just reading, is
 * used only while no shard it rests on has changed since *before* it was read. That something does not exist is
 * remembered as well, until anything changes. When there is too much, what was not used lately goes.
 */
export class FactMemory<T extends object> implements MemoryFigures {
  readonly name: string;
  hits = 0;
  misses = 0;
  private readonly entries: Ring<Entry<T>>;
  private readonly unknown: Ring<Entry<T>>;
  private readonly underWay = new Map<string, Promise<Read<T>>>();

  constructor(
    private readonly source: FactSource,
    private readonly options: MemoryOptions<T>,
  ) {
    const capacity = Math.max(1, Math.floor(source.capacity * options.share));
    this.name = options.name;
    this.entries = new Ring(capacity);
    this.unknown = new Ring(Math.ceil(capacity * unknownShare));
    source.memories.push(this);
  }

  get size(): number {
    return this.entries.size + this.unknown.size;
  }

  /** What is remembered and good at this moment; null: it is known not to exist; undefined: it must be read. */
  get(key: string): T | null | undefined {
    if (this.source.look()) {
      const value = this.find(this.entries, key) ?? this.find(this.unknown, key);
      if (value !== undefined) {
        this.hits++;
        return value;
      }
    }
    this.misses++;
    return undefined;
  }

  /**
   * Reads it and remembers it; null: it does not exist. Joins a reading under way when that turns out to hold
   * everything known by then.
   * @throws 503 when nothing can be known now
   */
  load(key: string, load: () => Load<T | null>): T | null | Promise<T | null> {
    return this.source.look() ? this.loadNow(key, load) : this.source.regain().then(() => this.loadNow(key, load));
  }

  private loadNow(key: string, load: () => Load<T | null>): T | null | Promise<T | null> {
    const underWay = this.underWay.get(key);
    return underWay ? this.join(key, load, underWay) : this.begin(key, load);
  }

  private async join(key: string, load: () => Load<T | null>, underWay: Promise<Read<T>>): Promise<T | null> {
    await this.source.regain();
    const read = await underWay;
    return this.source.look() && read.mayKeep && this.isGood(read) ? read.value : this.begin(key, load);
  }

  private begin(key: string, load: () => Load<T | null>): T | null | Promise<T | null> {
    const { total: since } = this.source.versions;
    const fetched = this.source.fetch(load, this.shardsOf);
    if (!(fetched instanceof Promise)) return this.remember(key, this.readOf(fetched, since)).value;
    const reading = fetched.then((found) => this.remember(key, this.readOf(found, since)));
    this.underWay.set(key, reading);
    const done = () => {
      if (this.underWay.get(key) === reading) this.underWay.delete(key);
    };
    reading.then(done, done);
    return reading.then((read) => read.value);
  }

  private readonly shardsOf = (value: T | null): readonly number[] => (value === null ? [] : this.options.shardsOf(value));

  private readOf({ value, mayKeep }: Fetched<T | null>, since: number): Read<T> {
    return { value, shards: value === null ? anything : this.options.shardsOf(value), since, mayKeep };
  }

  /** Unless a shard has moved since: then nobody knows what was read, the old or the new. */
  private remember(key: string, read: Read<T>): Read<T> {
    if (read.mayKeep && this.isGood(read)) (read.value === null ? this.unknown : this.entries).put(key, { ...read, checkedAt: this.source.versions.total });
    return read;
  }

  private find(ring: Ring<Entry<T>>, key: string): T | null | undefined {
    const entry = ring.get(key);
    if (entry === undefined) return undefined;
    const { total } = this.source.versions;
    if (entry.checkedAt !== total) {
      if (!this.isGood(entry)) {
        ring.delete(key);
        return undefined;
      }
      entry.checkedAt = total;
    }
    return entry.value;
  }

  private isGood({ shards, since }: Read<T>): boolean {
    const { versions } = this.source;
    for (let i = 0; i < shards.length; i++) if (versions.of(shards[i] as number) > since) return false;
    return true;
  }
}
