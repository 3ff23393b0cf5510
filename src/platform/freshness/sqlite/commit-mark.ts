import { closeSync, openSync, readSync } from 'node:fs';

/** Both copies of the header of the WAL index (https://www.sqlite.org/walformat.html#the_wal_index_header). */
const headerBytes = 96;

/**
 * Says that nothing has been committed to a SQLite file since the last look, for less than the database itself does: every
 * commit in WAL mode writes the header of the index that all processes share (`-shm`) before it is acknowledged, its
 * counter and its checksums change each time, and reading these bytes takes one call of the system and no lock. Says
 * "perhaps" also when nothing of interest has happened, and always where there is no such file to read.
 */
export class CommitMark {
  private readonly index: number | undefined;
  private seen = Buffer.alloc(headerBytes);
  private found = Buffer.alloc(headerBytes);

  /** `file` must be open in WAL mode, and stay so as long as this is asked: its last connection takes the index away with it. */
  constructor(file: string) {
    // Elsewhere what another process has mapped need not be what a file holds.
    if (process.platform === 'linux') this.index = opened(`${file}-shm`);
  }

  /** Whether there may have been a commit since `see` was called for the last time, and if so notes what was found. */
  hasMoved(): boolean {
    const { index, found, seen } = this;
    if (index === undefined || readSync(index, found, 0, headerBytes, 0) !== headerBytes) return true;
    return !found.equals(seen);
  }

  /** What `hasMoved` has found is known from now on. Whoever calls this has looked at the database after `hasMoved`. */
  see(): void {
    [this.seen, this.found] = [this.found, this.seen];
  }

  close(): void {
    if (this.index !== undefined) closeSync(this.index);
  }
}

function opened(file: string): number | undefined {
  try {
    return openSync(file, 'r');
  } catch {
    return undefined;
  }
}
