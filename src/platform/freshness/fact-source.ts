import type { Load } from './load.js';
import type { Versions } from './versions.js';

/** Where facts are read, and whether those in memory may be used. */
export abstract class FactSource {
  /**
   * One look per answer, before memory is used: applies what has changed since the last look and says whether
   * memory may be used at all. Must be called after the request arrived and again after every await.
   */
  abstract look(): boolean;

  /** Reads facts in one consistent snapshot that contains every change acknowledged before the call. */
  abstract read<T>(load: () => Load<T>): T | Promise<T>;

  abstract readonly versions: Versions;
}
