import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { productEnvironment } from '../server/product.js';
import { startServer } from '../server/start-server.js';
import { median } from './median.js';
import { residentMegabytes } from './process-figures.js';

const IDLE_SECONDS = 2;

/** What starting the product alone, without load, showed: medians of several starts. */
export interface StartAndMemory {
  /** Milliseconds from spawn to ready, with an empty database to migrate and a first administrator to make. */
  readonly readyMilliseconds: number | undefined;
  /** Resident memory 2 s after being ready; undefined where the system does not tell. */
  readonly idleMegabytes: number | undefined;
}

/** Starts the product itself (not the benchmark's variant) `times` times, each on an empty database, on any core. */
export async function measureStartAndMemory(directory: string, times: number): Promise<StartAndMemory> {
  const starts: { ready: number; memory: number | undefined }[] = [];
  for (let time = 0; time < times; time += 1) {
    const data = join(directory, `start-${time}`);
    await mkdir(data);
    const server = await startServer({
      script: fileURLToPath(new URL('../../program/main.js', import.meta.url)),
      readyPath: '/health/ready',
      env: productEnvironment(data),
      core: undefined,
      logFile: join(data, 'product.log'),
    });
    await sleep(IDLE_SECONDS * 1000);
    starts.push({ ready: server.readyMilliseconds, memory: residentMegabytes(server.pid) });
    await server.stop();
  }
  return {
    readyMilliseconds: median(starts.map((start) => start.ready)),
    idleMegabytes: median(starts.map((start) => start.memory)),
  };
}
