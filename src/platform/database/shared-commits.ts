import { AsyncLocalStorage } from 'node:async_hooks';
import type { Transaction } from './transaction.js';

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly done: PromiseWithResolvers<Result>;
}

/** Items written in one transaction: others want their turn. */
const most = 100;

/**
 * Small writes that many callers want at the same time share a transaction, and so one wait for the disk, which takes
 * longer than all of them together. Nobody is answered before the commit; if it fails, none of it has happened, and
 * everybody who took part is told so. Whoever comes alone waits for nobody.
 */
export class SharedCommits<Item, Result> {
  private waiting: Waiting<Item, Result>[] = [];
  private isWriting = false;
  /** What is gathered belongs to many callers: it runs in the context of none of them. */
  private readonly outside = AsyncLocalStorage.snapshot();

  /** `write` answers one result for each item, in their order; it may run several times. */
  constructor(
    private readonly transaction: Transaction,
    private readonly write: (items: readonly Item[]) => Promise<readonly Result[]>,
  ) {}

  /** Resolves once it is committed. */
  add(item: Item): Promise<Result> {
    const done = Promise.withResolvers<Result>();
    this.waiting.push({ item, done });
    if (!this.isWriting) {
      this.isWriting = true;
      this.outside(() => void this.run());
    }
    return done.promise;
  }

  private async run(): Promise<void> {
    while (this.waiting.length > 0) {
      // Those whose requests have arrived meanwhile come along.
      await new Promise(setImmediate);
      await this.writeSome(this.waiting.splice(0, most));
    }
    this.isWriting = false;
  }

  private async writeSome(some: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await this.transaction.run(() => this.write(some.map(({ item }) => item)));
      some.forEach(({ done }, index) => done.resolve(results[index] as Result));
    } catch (error) {
      for (const { done } of some) done.reject(error);
    }
  }
}
