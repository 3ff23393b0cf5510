import { setTimeout as sleep } from 'node:timers/promises';
import { type Cluster, type Receipt, Unanswered } from './cluster.js';
import type { Verifiers } from './verifiers.js';
import type { WatchedKey } from './watched-key.js';

const pauseMs = 25;

/**
 * Takes power from keys and gives it back, each key in a stream of its own. Before and after each removal the nodes are
 * asked. What is not answered is called again, until it is: repeating it changes nothing.
 */
export class Removals {
  taken = 0;
  /** Calls of which nobody knew whether they had happened. */
  unanswered = 0;
  slowestMs = 0;
  private turn = 0;

  /** `mayFail`: calls need not be answered. `nodes`: those that may be called now. */
  constructor(
    private readonly cluster: Cluster,
    private readonly verifiers: Verifiers,
    private readonly mayFail = true,
    private readonly nodes: () => readonly number[] = () => cluster.nodes.map((_, index) => index),
  ) {}

  /** Returns once all streams have come to an end with what they had begun. */
  async run(keys: readonly WatchedKey[], isEnough: () => boolean): Promise<void> {
    await Promise.all(keys.map((key) => this.stream(key, isEnough)));
  }

  private async stream(key: WatchedKey, isEnough: () => boolean): Promise<void> {
    while (!isEnough()) {
      this.taken++;
      // So that each node remembers it, and is asked at once.
      await this.ask(key);
      await this.insist((node) => this.cluster.take(node, key));
      await this.ask(key);
      await this.insist((node) => this.cluster.give(node, key));
    }
  }

  private async ask(key: WatchedKey): Promise<void> {
    await Promise.all(this.nodes().map((node) => this.verifiers.ask(this.cluster.node(node), key)));
  }

  private async insist(change: (node: number) => Promise<Receipt>): Promise<void> {
    for (;;) {
      const nodes = this.nodes();
      try {
        const { waitedMs } = await change(nodes[this.turn++ % nodes.length] as number);
        this.slowestMs = Math.max(this.slowestMs, waitedMs);
        return;
      } catch (error) {
        if (!this.mayFail || !(error instanceof Unanswered)) throw error;
        this.unanswered++;
        await sleep(pauseMs);
      }
    }
  }
}
