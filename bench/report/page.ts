import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Results } from './results.js';
import { renderTable } from './table.js';
import type { Verdict } from './limit.js';

const file = resolve('docs/bench.md');

/** Writes `docs/bench.md` from what a run wrote down, and answers the file's path. */
export async function writePage(results: Results): Promise<string> {
  await writeFile(file, renderPage(results));
  return file;
}

/** The page: nothing in it is written by hand but its words. */
export function renderPage({ at, minutes, machine, pinning, settings, summaries, figures, notes }: Results): string {
  const verdicts = [...summaries.flatMap((row) => row.verdicts.map((verdict) => ({ name: row.name, verdict }))), ...figures];
  const those = (met: Verdict['met']): string[] => verdicts.filter(({ verdict }) => verdict.met === met).map(({ name, verdict }) => `- ${name}: ${verdict.text}`);
  const missed = those(false);
  const unknown = those(undefined);
  return [
    '# The last run of the benchmark',
    '',
    'Written by `npm run bench -- --write` from what that run measured; not by hand. What the rows are and how they are measured:',
    '[bench/README.md](../bench/README.md). Where the time goes: [performance.md](performance.md).',
    '',
    `${at.slice(0, 16).replace('T', ' ')} UTC, ${Math.round(minutes)} minutes. ${machine} ${pinning}`,
    `${settings.rounds} ${settings.rounds === 1 ? 'round' : 'rounds'} of ${settings.seconds} s a row after ${settings.warmUpSeconds} s of the same load; medians. ${settings.keys.toLocaleString('en')} keys in the load;`,
    `"very many" keys are ${settings.sizedKeys.toLocaleString('en')}.${settings.only === '' ? '' : ` Only rows named "${settings.only}".`}${settings.profile ? ' Profiled, so slower.' : ''}`,
    '',
    'CPU per request hardly depends on how busy the machine is otherwise; requests/s and latencies do, and so does the spread of every figure.',
    'Rows with two processes share two cores with the load generator: they show that it works, not what two cores can do.',
    '',
    `${verdicts.filter(({ verdict }) => verdict.met).length} budgets met, ${missed.length} missed, ${unknown.length} not measured.`,
    ...(missed.length > 0 ? ['', '## Missed', '', ...missed] : []),
    ...(unknown.length > 0 ? ['', '## Not measured', '', ...unknown] : []),
    ...(notes.length > 0 ? ['', '## Notes of the run', '', ...notes.map((note) => `- ${note}`)] : []),
    '',
    '## All of it',
    '',
    renderTable(summaries, figures),
    '',
  ].join('\n');
}
