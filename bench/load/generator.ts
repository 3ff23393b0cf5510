/**
 * The load generator's process: gets one job from its parent, does it, answers with the result and ends.
 *
 * Our own rather than a library, because every single answer is compared with the one its request must get, at a rate at which
 * the generator may not become the bottleneck: it writes ready-made bytes to raw sockets and reads no more of an answer than its
 * status, its length and one text.
 */
import type { LoadJob } from './job.js';
import { runLoad } from './run-load.js';

process.once('message', (job: LoadJob) => {
  const rest = stayAwake();
  void runLoad(job).then((result) => {
    rest();
    process.send!(result, () => process.disconnect());
  });
});
process.once('disconnect', () => process.exit());

/**
 * Asks for what has arrived without ever going to sleep, until the answer is called. A core that sleeps must be woken by whoever sends to it, which on a
 * virtual machine costs the sender tens of microseconds: the slower a server, the oftener would it pay for that, and the yardstick, which keeps the
 * generator busy, never.
 */
function stayAwake(): () => void {
  let isAwake = true;
  const look = (): void => {
    if (isAwake) setImmediate(look);
  };
  look();
  return () => {
    isAwake = false;
  };
}
