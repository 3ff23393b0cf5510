import { partNames, partsOf } from '../profile/parts.js';
import type { RowProfile } from '../profile/profile-row.js';

/** Areas with less of a row's time are added up. */
const SMALLEST_SHARE = 0.01;
const FUNCTIONS = 25;

/** Where the microseconds of one row's requests went, by area, and the functions that took the most themselves. */
export function renderProfile({ row, spent, file }: RowProfile, cpuMicroseconds: number | undefined): string {
  const perRequest = cpuMicroseconds ?? 0;
  const line = (name: string, microseconds: number): string => {
    const share = microseconds / spent.total;
    return `| ${(share * perRequest).toFixed(1).padStart(7)} | ${(share * 100).toFixed(1).padStart(5)} % | ${name} |`;
  };
  const sorted = (sums: ReadonlyMap<string, number>): [string, number][] => [...sums].sort(([, a], [, b]) => b - a);
  const areas = sorted(spent.byArea);
  const shown = areas.filter(([, microseconds]) => microseconds >= SMALLEST_SHARE * spent.total);
  const rest = areas.slice(shown.length).reduce((sum, [, microseconds]) => sum + microseconds, 0);
  return [
    `${row}: ${perRequest.toFixed(1)} µs CPU per request while profiled (${file})`,
    '',
    '|      µs |   share | where |',
    '|---------|---------|-------|',
    ...shown.map(([name, microseconds]) => line(name, microseconds)),
    ...(rest > 0 ? [line('everything smaller', rest)] : []),
    '',
    ...sorted(spent.byFunction)
      .slice(0, FUNCTIONS)
      .map(([name, microseconds]) => line(name, microseconds)),
  ].join('\n');
}

/** One line for each row: which share of its time went where, coarsely. */
export function renderParts(profiles: readonly RowProfile[]): string {
  const cells = ({ row, spent }: RowProfile): string[] => {
    const sums = partsOf(spent.byArea);
    return [row, ...partNames.map((name) => `${(((sums.get(name) ?? 0) / spent.total) * 100).toFixed(0)} %`)];
  };
  const line = (texts: readonly string[]): string => `| ${texts.join(' | ')} |`;
  return [line(['', ...partNames]), line(['---', ...partNames.map(() => '---:')]), ...profiles.map((profile) => line(cells(profile)))].join('\n');
}
