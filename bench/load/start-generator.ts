import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { nodeOnCore } from '../cores.js';
import type { LoadJob, LoadResult } from './job.js';

/** Seconds the generator may need beyond those of the load, to start and to report. */
const GRACE_SECONDS = 30;

/** Runs `job` in a generator process of its own, on `core` when given. */
export async function generateLoad(job: LoadJob, core: number | undefined): Promise<LoadResult> {
  const { command, args } = nodeOnCore(core, [fileURLToPath(new URL('./generator.js', import.meta.url))]);
  const child = spawn(command, args, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    timeout: Math.ceil(job.warmUpSeconds + job.seconds + GRACE_SECONDS) * 1000,
  });
  child.send(job);
  return new Promise((resolve, reject) => {
    child.once('message', (result) => resolve(result as LoadResult));
    child.once('error', reject);
    child.once('exit', (code, signal) => reject(new Error(`the load generator ended early (${signal ?? code})`)));
  });
}
