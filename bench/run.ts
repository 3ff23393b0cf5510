import type { Cores } from './cores.js';
import { type AtSize, measureAtSize } from './measure/at-size.js';
import { measureAll, type Measured } from './measure/measure-all.js';
import { measureRecording } from './measure/recording.js';
import { measureStartAndMemory } from './measure/start-and-memory.js';
import { summarise } from './measure/summary.js';
import { describeMachine } from './report/machine.js';
import { renderParts, renderProfile } from './report/profile-table.js';
import { recordingFigures } from './report/recording-figures.js';
import { type Results, writeResults } from './report/results.js';
import { sizeFigures } from './report/size-figures.js';
import { startFigures } from './report/start-figures.js';
import { renderTable } from './report/table.js';
import { warnings } from './report/warnings.js';
import { rows } from './rows/index.js';
import { yardstickRow } from './rows/yardstick.js';
import { makeSized, type SizedDatabase } from './server/sized.js';
import type { Settings } from './settings.js';
import { countsFor } from './size/counts.js';

/** Measures everything `settings` name, prints the table and writes the results down. `errors`: wrong answers, if there were any. */
export async function run(settings: Settings, cores: Cores, directory: string): Promise<{ results: Results; errors: readonly string[] }> {
  const began = performance.now();
  const machine = describeMachine();
  console.log(`${machine}\n${cores.note}`);
  const measured = rows.filter((row) => row.name.toLowerCase().includes(settings.only));
  let made: Promise<SizedDatabase> | undefined;
  const sized = () => (made ??= makeSized('sized-sqlite', directory, countsFor(settings.sizedKeys)));

  const start = await measureStartAndMemory(directory, settings.rounds);
  const all = await measureAll(measured, settings, cores, directory, sized);
  const recording = await measureRecording(settings, cores, directory);
  const atSize = await measureAtSize(settings, cores, directory, sized);

  const results: Results = {
    at: new Date().toISOString(),
    minutes: (performance.now() - began) / 60_000,
    ...{ machine, pinning: cores.note, settings },
    summaries: [yardstickRow, ...measured].map((row) => summarise(row, yardstickRow, all.measurements)),
    figures: [...startFigures(start), ...recordingFigures(recording), ...sizeFigures(atSize)],
    notes: notesOf(all, atSize),
    measurements: all.measurements.map(({ profile: _profile, ...figures }) => figures),
    details: { start, recording, atSize },
  };
  print(results, all);
  console.log(`All figures: ${await writeResults(results)}`);
  return { results, errors: [...all.measurements.flatMap(({ errorExamples }) => errorExamples), ...(recording?.errorExamples ?? []), ...(atSize.memory?.errorExamples ?? [])] };
}

function notesOf({ measurements, skipped }: Measured, { skipped: why }: AtSize): string[] {
  const missing = [...skipped, ...(why === undefined ? [] : [['lists at size on MariaDB', why]])];
  return [...warnings(measurements, yardstickRow.name), ...missing.map(([row, reason]) => `Skipped: ${row}: ${reason}.`)];
}

function print({ summaries, figures, notes }: Results, { measurements }: Measured): void {
  console.log(`\n${renderTable(summaries, figures)}\n`);
  for (const { profile, cpuMicroseconds } of measurements) if (profile) console.log(`${renderProfile(profile, cpuMicroseconds)}\n`);
  const profiles = measurements.flatMap(({ profile }) => profile ?? []);
  if (profiles.length > 0) console.log(`${renderParts(profiles)}\n`);
  for (const note of notes) console.log(`Note: ${note}`);
}
