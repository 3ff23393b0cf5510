import cluster from 'node:cluster';
import { readConfig } from './platform/config/index.js';
import { Log } from './platform/logging/index.js';
import { superviseWorkers } from './platform/processes/index.js';

/** Serves in this process, or in `WORKERS` of them that this one looks after. */
export async function start(): Promise<void> {
  const workers = cluster.isPrimary ? countOf() : 1;
  if (workers > 1) process.exit(await superviseWorkers(workers, new Log(readConfig(process.env).logLevel)));
  const { serve } = await import('./serve.js');
  await serve({ exitOnSignal: true });
}

/** A bad value is left to the one who serves, to say so. */
function countOf(): number {
  try {
    return readConfig(process.env).workers;
  } catch {
    return 1;
  }
}
