import { isMainThread } from 'node:worker_threads';

/**
 * Loaded into our child before its own code. A killed parent can pass on no signal, but the channel to it closes:
 * then end as on SIGTERM, and if that takes too long, at once. The child's own children inherit this option, but
 * theirs are other channels (Jest's workers live by them): the parent's number tells whom it is meant for.
 */
if (isMainThread && process.channel && process.env.LATCHKEY_PARENT === String(process.ppid)) {
  delete process.env.LATCHKEY_PARENT;
  process.once('disconnect', () => {
    setTimeout(() => process.exit(1), 15_000).unref();
    process.kill(process.pid, 'SIGTERM');
  });
  process.channel.unref();
}
