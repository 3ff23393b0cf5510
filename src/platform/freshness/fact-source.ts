import type { MemoryFigures } from './memory/memory-figures.js';
import type { Load } from './load.js';
import { Versions } from './memory/versions.js';
import type { ShardChange } from './shard-change.js';

/** What was read, and whether it may be remembered. */
export interface Fetched<T> {
  readonly value: T;
  readonly mayKeep: boolean;
}

/** What it took until a change held everywhere. */
export interface Settled {
  /** Nodes known to have applied it, this one included. */
  readonly nodes: number;
  readonly waitedMs: number;
}

/** Where facts are read, and whether those in memory may be used. */
export abstract class FactSource {
  readonly versions = new Versions();
  /** Those that remember facts of this source. */
  readonly memories: MemoryFigures[] = [];

  /** `capacity`: how many facts of one kind may be remembered at most. */
  constructor(readonly capacity: number) {}

  /**
   * One look per answer, before memory is used: applies what has changed since the last look and says whether
   * memory may be used at all. Must be called after the request arrived and again after every await.
   */
  abstract look(): boolean;

  /** Waits until it is known what has changed. @throws 503 when that cannot be known now */
  abstract regain(): Promise<void>;

  /** Reads facts in one consistent snapshot that contains every change acknowledged before the call. */
  abstract read<T>(load: () => Load<T>): T | Promise<T>;

  /** The same, on a server that has taken a write of ours since the call: on none that another one has replaced. */
  abstract readAnew<T>(load: () => Load<T>): T | Promise<T>;

  /** The same as `read`, for memory: `shardsOf` says what the value rests on. */
  abstract fetch<T>(load: () => Load<T>, shardsOf: (value: T) => readonly number[]): Fetched<T> | Promise<Fetched<T>>;

  /** Whether what is answered from now on is at least as new as these epochs, by shard. */
  abstract hasReached(epochs: ReadonlyMap<number, number>): boolean | Promise<boolean>;

  /** What this process has just committed. */
  abstract apply(changes: readonly ShardChange[]): void;

  /** Resolves when no node answers by what was before these epochs, which are committed. */
  abstract settle(epochs: ReadonlyMap<number, number>): Settled | Promise<Settled>;

  abstract close(): void | Promise<void>;
}
