import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Cores } from '../cores.js';
import type { Load, Row } from '../rows/row.js';
import { yardstickRow } from '../rows/yardstick.js';
import { startProduct } from '../server/product.js';
import { startServer } from '../server/start-server.js';
import type { Settings } from '../settings.js';
import { measureRow } from './measure-row.js';
import type { Measurement } from './measurement.js';
import { timeline } from './timeline.js';

/** Starts the servers, measures the yardstick and `rows` in all rounds, stops the servers. Answers in the order of measuring. */
export async function measureAll(rows: readonly Row[], settings: Settings, cores: Cores, directory: string): Promise<Measurement[]> {
  const yardstick = await startServer({
    script: fileURLToPath(new URL('../server/yardstick-server.js', import.meta.url)),
    readyPath: '/',
    env: {},
    core: cores.server,
    logFile: join(directory, 'yardstick.log'),
  });
  try {
    const product = await startProduct(directory, cores.server, settings.keys);
    try {
      const loads = new Map<string, Load>();
      for (const row of [yardstickRow, ...rows]) loads.set(row.name, await row.load({ yardstick, product }));

      const measurements: Measurement[] = [];
      for (const { row, round } of timeline(yardstickRow, rows, settings.rounds)) {
        const measurement = await measureRow({ name: row.name, round }, loads.get(row.name)!, settings, cores);
        console.log(progress(measurement));
        measurements.push(measurement);
      }
      return measurements;
    } finally {
      await product.stop();
    }
  } finally {
    await yardstick.stop();
  }
}

function progress({ row, round, cpuMicroseconds, requestsPerSecond, errors }: Measurement): string {
  const cpu = cpuMicroseconds === undefined ? 'n/a' : cpuMicroseconds.toFixed(1);
  return `round ${round + 1}: ${row}: ${cpu} µs CPU per request, ${Math.round(requestsPerSecond)} requests/s, ${errors} errors`;
}
