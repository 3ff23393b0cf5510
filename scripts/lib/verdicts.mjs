import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const COLUMNS = {
  fault: 'fault',
  removals: 'removals',
  deaths: 'deaths',
  verifies: 'verifies',
  calls: 'other calls',
  wrong: 'accepted wrongly',
  unanswered: 'unanswered',
  recoverySeconds: 'recovery s',
  seconds: 'took s',
};
const SHORT = new Set(['recoverySeconds', 'seconds']);

/** Runs tests that say what their checkers found, and prints it as a table, whatever comes of the rest. */
export async function withVerdicts(run) {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-verdicts-'));
  const file = join(folder, 'lines');
  process.env.TEST_VERDICTS = file;
  try {
    await run();
    if (existsSync(file)) process.stdout.write(`\n${table(readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line)))}\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function table(verdicts) {
  const names = Object.keys(COLUMNS).filter((name) => verdicts.some((verdict) => verdict[name] !== undefined));
  const rows = [names.map((name) => COLUMNS[name]), ...verdicts.map((verdict) => names.map((name) => cell(name, verdict[name])))];
  const widths = names.map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const lines = rows.map((row) => `| ${row.map((text, column) => (column === 0 ? text.padEnd(widths[column]) : text.padStart(widths[column]))).join(' | ')} |`);
  const line = `|${widths.map((width, column) => (column === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return [lines[0], line, ...lines.slice(1)].join('\n');
}

function cell(name, value) {
  if (value === undefined || value === null) return '';
  return SHORT.has(name) ? value.toFixed(1) : value.toLocaleString('en');
}
