import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningServer } from '../server/running-server.js';
import { Inspector } from './inspector.js';
import { type TimeSpent, timeSpent } from './areas.js';

/** What a server was doing while a row was measured. */
export interface RowProfile {
  readonly row: string;
  readonly spent: TimeSpent;
  /** For Chrome's developer tools, or https://www.speedscope.app. */
  readonly file: string;
}

/** Profiles `server` while `load` is under way, from `warmUpSeconds` on. Undefined: it cannot be inspected. */
export async function whileProfiling<T>(server: RunningServer, row: string, warmUpSeconds: number, load: Promise<T>): Promise<{ result: T; profile?: RowProfile }> {
  if (server.inspectorUrl === undefined) return { result: await load };
  const inspector = await Inspector.connect(server.inspectorUrl);
  try {
    await sleep(warmUpSeconds * 1000);
    await inspector.start();
    const result = await load;
    const profile = await inspector.stop();
    const directory = resolve('bench/results/profiles');
    await mkdir(directory, { recursive: true });
    const file = join(directory, `${row.replaceAll(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '')}.cpuprofile`);
    await writeFile(file, JSON.stringify(profile));
    return { result, profile: { row, spent: timeSpent(profile), file } };
  } finally {
    inspector.close();
  }
}
