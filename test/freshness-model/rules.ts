import type { Safeguard, Situation } from './safeguards.js';
import type { Ages, Node, Server, State } from './state.js';

/** In ticks. */
export const leaseTicks = 1;
export const guardTicks = 1;
/** An age beyond this says no more than this one. */
export const oldest = leaseTicks + guardTicks + 1;

/** What can happen, each with the state it leads to. */
export type Outcome = readonly [label: string, state: State];

/** Which safeguards are there, in which situation. */
export class Rules {
  constructor(
    readonly situation: Situation,
    private readonly removed?: Safeguard,
  ) {}

  has(safeguard: Safeguard): boolean {
    return safeguard !== this.removed;
  }

  get waitTicks(): number {
    return leaseTicks + (this.has('guard time') ? guardTicks : 0);
  }

  /** May the node answer by what it remembers? */
  holdsLease({ lease }: Node): boolean {
    if (lease.round === 0) return false;
    return this.has('look at once') ? this.isYoung(lease) : lease.flag;
  }

  isYoung({ monotonic, wall }: Ages): boolean {
    const byMonotonic = monotonic < leaseTicks;
    const byWall = wall >= 0 && wall < leaseTicks;
    return (byMonotonic || !this.has('monotonic clock')) && (byWall || !this.has('wall clock'));
  }
}

/** All that answer reads. */
export const serversOf = ({ primary, old }: State): (readonly [name: string, server: Server])[] => [
  ['the primary', primary],
  ...(old ? ([['the old primary', old]] as const) : []),
];
