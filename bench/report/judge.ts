import type { ComparedFigure } from '../measure/ratio.js';
import type { Limit, Verdict } from './limit.js';

/** Holds what was measured against `limit`. `ratioTo` answers a figure as a multiple of the named row's. */
export function judge(
  limit: Limit,
  ratioTo: (row: string, figure: ComparedFigure) => number | undefined,
  requestsPerSecond: number | undefined,
): Verdict {
  switch (limit.kind) {
    case 'cpu':
    case 'p99': {
      const ratio = ratioTo(limit.to, limit.kind === 'cpu' ? 'cpuMicroseconds' : 'p99Milliseconds');
      return { text: `${limit.kind === 'cpu' ? '' : 'p99 '}${shown(ratio, 2)} (≤ ${limit.atMost} × ${limit.to})`, met: ratio === undefined ? undefined : ratio <= limit.atMost };
    }
    case 'peer': {
      const ratio = ratioTo(limit.of, 'cpuMicroseconds');
      const times = ratio === undefined ? undefined : 1 / ratio;
      return { text: `${shown(times, 1)} × less than ${limit.of} (≥ ${limit.atLeast} ×)`, met: times === undefined ? undefined : times >= limit.atLeast };
    }
    case 'rate':
      return {
        text: `${shown(requestsPerSecond, 0)}/s (≥ ${limit.atLeast.toLocaleString('en')}/s)`,
        met: requestsPerSecond === undefined ? undefined : requestsPerSecond >= limit.atLeast,
      };
  }
}

/** A number with so many digits after the point and commas between thousands, or `n/a`. */
export function shown(value: number | undefined, digits: number): string {
  if (value === undefined) return 'n/a';
  return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
