/** `npm run bench`: measures every row against the yardstick, prints one table and writes `bench/results/latest.json`. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chooseCores } from './cores.js';
import { measureListPages } from './measure/list-pages.js';
import { measureAll } from './measure/measure-all.js';
import { measureStartAndMemory } from './measure/start-and-memory.js';
import { summarise } from './measure/summary.js';
import { listFigures } from './report/list-figures.js';
import { describeMachine } from './report/machine.js';
import { renderProfile } from './report/profile-table.js';
import { writeResults } from './report/results-file.js';
import { startFigures } from './report/start-figures.js';
import { renderTable } from './report/table.js';
import { warnings } from './report/warnings.js';
import { rows } from './rows/index.js';
import { yardstickRow } from './rows/yardstick.js';
import { readSettings } from './settings.js';

const settings = readSettings(process.env, process.argv.slice(2));
const cores = chooseCores();
const machine = describeMachine();
const measured = rows.filter((row) => row.name.toLowerCase().includes(settings.only));
const directory = await mkdtemp(join(tmpdir(), 'latchkey-bench-'));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

try {
  console.log(`${machine}\n${cores.note}`);
  const start = await measureStartAndMemory(directory, settings.rounds);
  const lists = 'pages of 100,000 keys'.includes(settings.only) ? await measureListPages(directory) : { pages: [], skipped: undefined };
  const { measurements, skipped } = await measureAll(measured, settings, cores, directory);
  const summaries = [yardstickRow, ...measured].map((row) => summarise(row, yardstickRow, measurements));
  if (lists.skipped !== undefined) skipped.set('pages of keys on MariaDB', lists.skipped);
  const notes = [...warnings(measurements, yardstickRow.name), ...[...skipped].map(([row, reason]) => `Skipped: ${row}: ${reason}.`)];
  console.log(`\n${renderTable(summaries, [...startFigures(start), ...listFigures(lists.pages)])}\n`);
  for (const { profile, cpuMicroseconds } of measurements) if (profile) console.log(`${renderProfile(profile, cpuMicroseconds)}\n`);
  for (const note of notes) console.log(`Note: ${note}`);
  const file = await writeResults({ at: new Date(), machine, pinning: cores.note, settings, summaries, start, lists: lists.pages, notes, measurements: measurements.map(({ profile: _profile, ...figures }) => figures) });
  console.log(`All figures: ${file}`);

  const errors = measurements.flatMap(({ errorExamples }) => errorExamples);
  if (errors.length > 0) {
    console.error(`\nFAILED: wrong answers under load, among them:\n${errors.map((text) => `  ${text}`).join('\n')}`);
    process.exitCode = 1;
  }
} finally {
  await rm(directory, { recursive: true, force: true });
}
