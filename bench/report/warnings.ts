import type { Measurement } from '../measure/measurement.js';

const BUSY = 0.9;

/** What makes the figures less trustworthy, one sentence each: a server kept from its core, by the machine or by the generator, noise, no CPU times. */
export function warnings(measurements: readonly Measurement[], yardstick: string): string[] {
  const found: string[] = [];
  const named = (suspicious: (measurement: Measurement) => boolean): string =>
    [...new Set(measurements.filter(suspicious).map(({ row }) => row))].join(', ');

  const starved = named(({ serverShare }) => serverShare !== undefined && serverShare < BUSY);
  if (starved) found.push(`The server got less than 90 % of its core (${starved}): requests/s and latencies say less than CPU per request.`);
  if (measurements.some(({ cpuMicroseconds }) => cpuMicroseconds === undefined)) {
    found.push('CPU per request and its ratios cannot be measured here: they are read from /proc, which only Linux has.');
  }
  const costs = measurements.filter(({ row }) => row === yardstick).map(({ cpuMicroseconds }) => cpuMicroseconds ?? 0);
  const spread = Math.max(...costs) / Math.min(...costs) - 1;
  if (spread > 0.1) found.push(`A noisy machine: the yardstick's own CPU per request varied by ${Math.round(spread * 100)} %.`);
  return found;
}
