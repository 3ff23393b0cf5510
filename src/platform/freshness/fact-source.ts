import type { MemoryFigures } from './memory/memory-figures.js';
import type { Load } from './load.js';
import { Versions } from './memory/versions.js';

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
}
