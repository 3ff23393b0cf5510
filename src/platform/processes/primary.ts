import cluster, { type Worker } from 'node:cluster';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../logging/index.js';
import { answerForAll } from './metrics-of-all.js';

/** A worker that dies at once would otherwise be started anew as fast as the machine can. */
const pauseMs = 1_000;
const signals = ['SIGTERM', 'SIGINT'] as const;

/**
 * Serves with several processes on one port. The first is started alone: it migrates and fills an empty database,
 * and what stops it stops everything. One that dies later is replaced.
 * @returns the exit code, once all have ended.
 */
export async function superviseWorkers(count: number, log: Log): Promise<number> {
  let stopping = false;
  for (const signal of signals) {
    process.on(signal, () => {
      stopping = true;
      for (const worker of Object.values(cluster.workers ?? {})) worker?.process.kill(signal);
    });
  }
  answerForAll();
  cluster.on('listening', (worker) => log.info({ worker: worker.process.pid }, 'a worker listens'));
  const first = cluster.fork();
  const failed = await listeningOrEnded(first);
  if (failed !== undefined) return failed;
  const keep = async (worker: Worker) => {
    for (let current = worker; ; current = cluster.fork()) {
      const how = await endOf(current);
      if (stopping) return;
      log.error({ worker: current.process.pid, ...how }, 'a worker died; another takes its place');
      await sleep(pauseMs);
      if (stopping) return;
    }
  };
  const others = Array.from({ length: stopping ? 0 : count - 1 }, () => cluster.fork());
  await Promise.all([first, ...others].map(keep));
  return 0;
}

/** undefined when it listens; its exit code when it ended before. */
function listeningOrEnded(worker: Worker): Promise<number | undefined> {
  return new Promise((resolve) => {
    worker.once('listening', () => resolve(undefined));
    worker.once('exit', (code) => resolve(code || 1));
  });
}

function endOf(worker: Worker): Promise<{ code: number | null; signal: string | null }> {
  if (worker.isDead()) return Promise.resolve({ code: worker.process.exitCode, signal: worker.process.signalCode });
  return new Promise((resolve) => worker.once('exit', (code: number | null, signal: string | null) => resolve({ code, signal })));
}
