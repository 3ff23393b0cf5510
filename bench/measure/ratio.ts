import type { Measurement } from './measurement.js';
import { median } from './median.js';

/** What one row can be compared with another by. */
export type ComparedFigure = 'cpuMicroseconds' | 'p99Milliseconds';

/**
 * How many times the figure of row `to` that of row `name` is: the median over all measurements of `name`, each divided by
 * the mean of the nearest ones of `to` before and after it. `measurements` in the order they were made. Undefined: not measurable.
 */
export function ratio(measurements: readonly Measurement[], figure: ComparedFigure, name: string, to: string): number | undefined {
  const ratios = measurements.flatMap((measurement, index) => {
    if (measurement.row !== name) return [];
    const near = [
      measurements.slice(0, index).findLast((other) => other.row === to),
      measurements.slice(index + 1).find((other) => other.row === to),
    ].filter((other) => other !== undefined);
    const reference = near.map((other) => other[figure]);
    const own = measurement[figure];
    if (near.length === 0 || reference.includes(undefined) || own === undefined) return [undefined];
    const mean = (reference as number[]).reduce((sum, value) => sum + value, 0) / near.length;
    return [own / mean];
  });
  return median(ratios);
}
