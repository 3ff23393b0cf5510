import type { Cluster } from '../nodes/cluster.js';
import type { Watch } from '../nodes/watch.js';
import type { WatchedKey } from '../nodes/watched-key.js';

/**
 * Takes power away that often, and as long as `meanwhile` has not ended, and gives it back each time: of all these keys
 * at once, through one node after the other. Answers how long each removal waited for the other nodes.
 */
export async function storm(cluster: Cluster, watch: Watch, keys: readonly WatchedKey[], removals: number, meanwhile: Promise<void>): Promise<number[]> {
  const waits: number[] = [];
  let taken = 0;
  let isCalm = false;
  const calming = meanwhile.finally(() => (isCalm = true));
  const toggle = async (key: WatchedKey, at: number): Promise<void> => {
    for (let node = at; taken < removals || !isCalm; node++) {
      taken++;
      // So that each node remembers it, and is asked at once.
      await watch.ask(key);
      const { waitedMs } = await cluster.take(node, key);
      waits.push(waitedMs);
      await watch.ask(key);
      await cluster.give(node + 1, key);
    }
  };
  await Promise.all([calming, ...keys.map(toggle)]);
  return waits;
}
