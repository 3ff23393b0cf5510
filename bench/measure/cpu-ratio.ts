import type { Measurement } from './measurement.js';
import { median } from './median.js';

/**
 * How many times the CPU per request of row `to` the row `name` costs: the median over all measurements of `name`, each divided by
 * the mean of the nearest ones of `to` before and after it. `measurements` in the order they were made. Undefined: not measurable.
 */
export function cpuRatio(measurements: readonly Measurement[], name: string, to: string): number | undefined {
  const ratios = measurements.flatMap((measurement, index) => {
    if (measurement.row !== name) return [];
    const near = [
      measurements.slice(0, index).findLast((other) => other.row === to),
      measurements.slice(index + 1).find((other) => other.row === to),
    ].filter((other) => other !== undefined);
    const reference = near.map((other) => other.cpuMicroseconds);
    if (near.length === 0 || reference.includes(undefined) || measurement.cpuMicroseconds === undefined) return [undefined];
    const mean = (reference as number[]).reduce((sum, value) => sum + value, 0) / near.length;
    return [measurement.cpuMicroseconds / mean];
  });
  return median(ratios);
}
