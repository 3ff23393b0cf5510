import type { Cores } from '../cores.js';
import type { Row, Servers } from '../rows/row.js';
import { yardstickRow } from '../rows/yardstick.js';
import type { SizedDatabase } from '../server/sized.js';
import { startServers } from '../server/servers.js';
import { Unavailable } from '../server/unavailable.js';
import type { Settings } from '../settings.js';
import { measureRow } from './measure-row.js';
import type { Measurement } from './measurement.js';
import { timeline } from './timeline.js';

/** What was measured, in that order, and which rows could not be, with the reason. */
export interface Measured {
  readonly measurements: readonly Measurement[];
  readonly skipped: Map<string, string>;
}

/** Starts the servers (those on the `sized` database when a row asks for them), measures the yardstick and `rows` in all rounds, stops the servers. */
export async function measureAll(rows: readonly Row[], settings: Settings, cores: Cores, directory: string, sized: () => Promise<SizedDatabase>): Promise<Measured> {
  const measurements: Measurement[] = [];
  const skipped = new Map<string, string>();
  const servers = await startServers(settings, cores.server, directory, sized);
  try {
    for (const step of timeline(yardstickRow, rows, settings.rounds)) {
      if (skipped.has(step.row.name)) continue;
      try {
        const measurement = await measure(step, servers, settings, cores);
        console.log(progress(measurement));
        measurements.push(measurement);
      } catch (error) {
        if (!(error instanceof Unavailable)) throw error;
        skipped.set(step.row.name, error.message);
      }
    }
  } finally {
    await servers.stop();
  }
  return { measurements, skipped };
}

async function measure({ row, round }: { row: Row; round: number }, servers: Servers, settings: Settings, cores: Cores): Promise<Measurement> {
  return measureRow({ name: row.name, round }, await row.load(servers), settings, cores);
}

function progress({ row, round, cpuMicroseconds, requestsPerSecond, errors }: Measurement): string {
  const cpu = cpuMicroseconds === undefined ? 'n/a' : cpuMicroseconds.toFixed(1);
  return `round ${round + 1}: ${row}: ${cpu} µs CPU per request, ${Math.round(requestsPerSecond)} requests/s, ${errors} errors`;
}
