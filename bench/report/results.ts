import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Measurement } from '../measure/measurement.js';
import type { RowSummary } from '../measure/summary.js';
import type { Settings } from '../settings.js';
import type { Figure } from './table.js';

/** One whole run, as it is written down: what was measured and all that is shown of it. */
export interface Results {
  /** RFC 3339. */
  readonly at: string;
  readonly minutes: number;
  readonly machine: string;
  readonly pinning: string;
  readonly settings: Settings;
  readonly summaries: readonly RowSummary[];
  readonly figures: readonly Figure[];
  readonly notes: readonly string[];
  readonly measurements: readonly Omit<Measurement, 'profile'>[];
  /** All that lies behind `figures`. */
  readonly details: object;
}

const file = resolve('bench/results/latest.json');

/** Writes `results` as JSON to `bench/results/latest.json` below the current directory and answers the file's path. */
export async function writeResults(results: Results): Promise<string> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(results, null, 2)}\n`);
  return file;
}

/** What the last run wrote. */
export async function readResults(): Promise<Results> {
  return JSON.parse(await readFile(file, 'utf8')) as Results;
}
