/**
 * `npm run bench`: measures every row against the yardstick, prints one table and writes `bench/results/latest.json`.
 * `--write` writes `docs/bench.md` as well; `--write-only` does just that, from what the last run wrote.
 */
import { rm, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chooseCores } from './cores.js';
import { writePage } from './report/page.js';
import { readResults } from './report/results.js';
import { run } from './run.js';
import { readSettings } from './settings.js';

const parameters = process.argv.slice(2);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

if (parameters.includes('--write-only')) {
  console.log(await writePage(await readResults()));
} else {
  const directory = await mkdtemp(join(tmpdir(), 'latchkey-bench-'));
  try {
    const { results, errors } = await run(readSettings(process.env, parameters), chooseCores(), directory);
    if (errors.length > 0) {
      console.error(`\nFAILED: wrong answers under load, among them:\n${errors.map((text) => `  ${text}`).join('\n')}`);
      process.exitCode = 1;
    } else if (parameters.includes('--write')) {
      console.log(`Written: ${await writePage(results)}`);
    }
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
