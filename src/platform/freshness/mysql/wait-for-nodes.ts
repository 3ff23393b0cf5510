import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { Settled } from '../fact-source.js';
import type { Hints } from '../hints/hints.js';
import { silenceMs } from './lease.js';
import type { LeaseKeeper } from './lease-keeper.js';
import { Rumours } from './rumours.js';

const lookEveryMs = 15;
const alone: Settled = { nodes: 1, waitedMs: 0 };

interface Line {
  readonly epoch: number | string;
  readonly id: string | null;
  readonly begun: number | string | null;
  readonly applied: number | string | null;
}

interface Seen {
  readonly begun: number;
  readonly applied: number;
}

/**
 * Waits until no node can answer by what was before a change that is committed: each has begun to renew after it and
 * has applied what it read, or is gone; or so much time has passed that no lease from before it is left. That time is
 * enough by itself, so it also bounds the wait when nothing can be read.
 */
export async function waitForNodes(dataSource: DataSource, keeper: LeaseKeeper, epochs: ReadonlyMap<number, number>, hints: Hints): Promise<Settled> {
  const rumours = new Rumours(hints);
  try {
    return await wait(dataSource, keeper, epochs, hints, rumours);
  } finally {
    rumours.stop();
  }
}

async function wait(dataSource: DataSource, keeper: LeaseKeeper, epochs: ReadonlyMap<number, number>, hints: Hints, rumours: Rumours): Promise<Settled> {
  const began = performance.now();
  const settled = (nodes: number): Settled => ({ nodes, waitedMs: Math.round(performance.now() - began) });
  const left = (): number => began + silenceMs - performance.now();
  let first: ReadonlyMap<string, Seen> | undefined;
  let awaited: ReadonlyMap<string, number> = new Map();
  let reached = 0;
  while (left() > 0) {
    rumours.forget();
    const seen = await Promise.race([otherNodes(dataSource, keeper.id, epochs).catch(() => undefined), sleep(left(), undefined, { ref: false })]);
    if (seen) {
      // Told only now: a round that begins from here on is later than those that were seen.
      if (!first && seen.size > 0) hints.tell({ kind: 'changed', epochs });
      first ??= seen;
      const hasApplied = (id: string, begun: number) => (seen.get(id)?.applied ?? 0) > begun;
      const states = [...first].map(([id, { begun }]) => ({ id, begun, isGone: !seen.has(id), hasApplied: hasApplied(id, begun) }));
      reached = states.filter(({ hasApplied }) => hasApplied).length;
      awaited = new Map(states.filter(({ isGone, hasApplied }) => !isGone && !hasApplied).map(({ id, begun }) => [id, begun]));
      if (awaited.size === 0) return first.size === 0 ? alone : settled(1 + reached);
    }
    await rumours.pause(Math.max(0, Math.min(lookEveryMs, left())), awaited);
  }
  return settled(1 + reached);
}

/** The rows of the others, from a server that shows the change; undefined: it does not. */
async function otherNodes(dataSource: DataSource, own: string, epochs: ReadonlyMap<number, number>): Promise<ReadonlyMap<string, Seen> | undefined> {
  const [[shard, epoch] = [0, 0]] = epochs;
  const lines = await dataSource.query<Line[]>(
    'SELECT shard_epoch.epoch, node.id, node.begun, node.applied FROM shard_epoch LEFT JOIN node ON node.id <> ? WHERE shard_epoch.shard = ?',
    [own, shard],
  );
  if (!lines[0] || Number(lines[0].epoch) < epoch) return undefined;
  return new Map(lines.flatMap(({ id, begun, applied }) => (id === null ? [] : [[id, { begun: Number(begun), applied: Number(applied) }]])));
}
