import type { Limit, Verdict } from './limit.js';

/** Holds what was measured against `limit`. `cpuRatioTo` answers the CPU per request as a multiple of the named row's. */
export function judge(
  limit: Limit,
  cpuRatioTo: (row: string) => number | undefined,
  requestsPerSecond: number | undefined,
): Verdict {
  switch (limit.kind) {
    case 'cpu': {
      const ratio = cpuRatioTo(limit.to);
      return { text: `${shown(ratio, 2)} (≤ ${limit.atMost} × ${limit.to})`, met: ratio === undefined ? undefined : ratio <= limit.atMost };
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
