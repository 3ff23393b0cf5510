import { expect } from '@jest/globals';
import { recordVerdict, type Verdict } from '../verdict.js';
import type { Cluster } from './cluster.js';
import { Verifiers } from './verifiers.js';
import type { WatchedKey } from './watched-key.js';

/** Asks all nodes of a cluster about some keys, all the time and when told to. */
export class Watch {
  readonly verifiers: Verifiers;

  /** `caller`: the text of the key that asks, or of the one that asks about a key. `loops`: so many ask each node again and again. */
  constructor(
    private readonly cluster: Cluster,
    private readonly keys: readonly WatchedKey[],
    caller: string | ((key: WatchedKey) => string),
    loops = 0,
  ) {
    this.verifiers = new Verifiers(keys, typeof caller === 'string' ? () => caller : caller);
    cluster.nodes.forEach((node) => this.verifiers.start(node, loops));
  }

  /** The statuses, in the order of the nodes. */
  ask(key: WatchedKey = this.keys[0] as WatchedKey): Promise<number[]> {
    return Promise.all(this.cluster.nodes.map((node) => this.verifiers.ask(node, key)));
  }

  /** Each key at these nodes; answers those statuses that are not 200. */
  async askAll(nodes: readonly number[]): Promise<number[]> {
    const asked = nodes.flatMap((node) => this.keys.map((key) => this.verifiers.ask(this.cluster.node(node), key)));
    return (await Promise.all(asked)).filter((status) => status !== 200);
  }

  /** Ends the load, says what was seen, and fails if any answer was wrong. */
  async end(fault: string, seen: Partial<Verdict>): Promise<void> {
    await this.verifiers.stop();
    const { accepted, refused, unknown, wrong } = this.verifiers;
    recordVerdict({ fault, verifies: accepted + refused, unanswered: unknown, wrong: wrong.length, ...seen });
    expect(wrong.slice(0, 5)).toEqual([]);
  }
}
