import type { RowSummary } from '../measure/summary.js';
import { shown } from './judge.js';
import type { Verdict } from './limit.js';

const HEAD = ['what', 'CPU µs/request', '× node:http', 'requests/s', 'p50 ms', 'p99 ms', 'errors', 'budget', 'kept'];

/** A figure that is not of requests, such as memory: its name and how its limit was kept. */
export interface Figure {
  readonly name: string;
  readonly verdict: Verdict;
}

/** The result as a Markdown table, columns aligned for reading in a terminal. */
export function renderTable(rows: readonly RowSummary[], figures: readonly Figure[]): string {
  const lines = [
    HEAD,
    HEAD.map(() => ''),
    ...rows.map((row) => [
      row.name,
      shown(row.cpuMicroseconds, 1),
      shown(row.ratio, 2),
      shown(row.requestsPerSecond, 0),
      shown(row.p50Milliseconds, 2),
      shown(row.p99Milliseconds, 2),
      String(row.errors),
      row.verdicts.map(({ text }) => text).join('; '),
      row.verdicts.map(word).join('; '),
    ]),
    ...figures.map(({ name, verdict }) => [name, '', '', '', '', '', '', verdict.text, word(verdict)]),
  ];
  const widths = HEAD.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  return lines
    .map((line, index) => line.map((cell, column) => (index === 1 ? '-'.repeat(widths[column]!) : pad(cell, column, widths))))
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

/** Words to the left, numbers to the right. */
function pad(cell: string, column: number, widths: readonly number[]): string {
  const width = widths[column]!;
  return column >= 1 && column <= 6 ? cell.padStart(width) : cell.padEnd(width);
}

function word({ met }: Verdict): string {
  if (met === undefined) return 'not measured';
  return met ? 'met' : 'MISSED';
}
