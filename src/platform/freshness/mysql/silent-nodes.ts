import { silenceMs } from './lease.js';
import type { NodeRow } from './node-rows.js';

interface Sighting {
  readonly begun: number;
  /** By this process's own monotonic clock. */
  readonly at: number;
}

/** Tells the rows of nodes that are gone: those that did not move for so long that they hold no lease. */
export class SilentNodes {
  private seen = new Map<string, Sighting>();

  /** What was just seen; answers the rows that may be removed. */
  look(nodes: readonly NodeRow[]): NodeRow[] {
    const now = performance.now();
    const before = this.seen;
    const same = ({ id, begun }: NodeRow): Sighting | undefined => (before.get(id)?.begun === begun ? before.get(id) : undefined);
    this.seen = new Map(nodes.map((row) => [row.id, same(row) ?? { begun: row.begun, at: now }]));
    return nodes.filter(({ id }) => now - (this.seen.get(id)?.at ?? now) > silenceMs);
  }
}
