import { setTimeout as sleep } from 'node:timers/promises';
import type { Watch } from '../nodes/watch.js';

const patienceMs = 20_000;
const everyMs = 20;

/** Waits until every node answers the same status; answers after how many seconds. */
export async function untilAll(watch: Watch, status: 200 | 503): Promise<number> {
  const began = performance.now();
  for (;;) {
    const statuses = await watch.ask();
    if (statuses.every((each) => each === status)) return (performance.now() - began) / 1000;
    if (performance.now() - began > patienceMs) throw new Error(`the nodes answer ${statuses.join(', ')} and not ${status}`);
    await sleep(everyMs);
  }
}
