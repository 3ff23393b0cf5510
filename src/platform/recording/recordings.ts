import { Injectable } from '@nestjs/common';
import { Transaction } from '../database/index.js';
import { Log } from '../logging/index.js';

/** What is gathered in memory and written a little later. */
export interface Gathering<T> {
  /** For the log: "the use of keys". */
  readonly what: string;
  readonly everyMs: number;
  /** How many are written in one transaction: others want their turn. */
  readonly batch: number;
  /** Gives up what waits to be written. */
  readonly take: () => readonly T[];
  /** Called in a transaction. */
  readonly write: (some: readonly T[]) => Promise<void>;
  /** Called when that is committed. */
  readonly written?: (some: readonly T[]) => void;
  /** Takes back what could not be written: it comes with the next `take`. */
  readonly takeBack: (some: readonly T[]) => void;
}

export interface Recording {
  /** Writes what waits now; resolves when it is written, or has failed and waits for the next time. */
  flush(): Promise<void>;
}

/**
 * Writes in the background what requests gather in memory: no request waits for it, a crash loses what was gathered
 * since the last writing, an orderly end loses nothing.
 */
@Injectable()
export class Recordings {
  private readonly running: { recording: Recording; timer: NodeJS.Timeout }[] = [];

  constructor(
    private readonly transaction: Transaction,
    private readonly log: Log,
  ) {}

  begin<T>(gathering: Gathering<T>): Recording {
    let writing = Promise.resolve();
    // One after the other: what is taken later must not be written earlier.
    const recording = { flush: () => (writing = writing.then(() => this.write(gathering))) };
    const timer = setInterval(() => void recording.flush(), gathering.everyMs).unref();
    this.running.push({ recording, timer });
    return recording;
  }

  /** Writes all that waits, for the last time. Call it when the HTTP server has closed, for what it still answered counts as well, and before the database has. */
  async end(): Promise<void> {
    for (const { timer } of this.running) clearInterval(timer);
    await Promise.all(this.running.map(({ recording }) => recording.flush()));
  }

  private async write<T>({ what, batch, take, write, written, takeBack }: Gathering<T>): Promise<void> {
    const all = take();
    for (let done = 0; done < all.length; done += batch) {
      const some = all.slice(done, done + batch);
      try {
        await this.transaction.run(() => write(some));
      } catch (error) {
        this.log.warn({ err: error }, `${what} could not be written; the next try is in a few seconds`);
        takeBack(all.slice(done));
        return;
      }
      written?.(some);
    }
  }
}
