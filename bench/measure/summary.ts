import { judge } from '../report/judge.js';
import type { Verdict } from '../report/limit.js';
import type { Row } from '../rows/row.js';
import type { Measurement } from './measurement.js';
import { median } from './median.js';
import { ratio } from './ratio.js';

/** One row over all rounds: medians, but the sum of errors. */
export interface RowSummary {
  readonly name: string;
  readonly cpuMicroseconds: number | undefined;
  /** CPU per request as a multiple of the yardstick's. */
  readonly ratio: number | undefined;
  readonly requestsPerSecond: number | undefined;
  readonly p50Milliseconds: number | undefined;
  readonly p99Milliseconds: number | undefined;
  readonly errors: number;
  readonly verdicts: readonly Verdict[];
}

/** Sums up all measurements of `row`; `measurements` in the order they were made, of all rows. */
export function summarise(row: Row, yardstick: Row, measurements: readonly Measurement[]): RowSummary {
  const own = measurements.filter((measurement) => measurement.row === row.name);
  const requestsPerSecond = median(own.map((measurement) => measurement.requestsPerSecond));
  return {
    name: row.name,
    cpuMicroseconds: median(own.map((measurement) => measurement.cpuMicroseconds)),
    ratio: row.name === yardstick.name ? 1 : ratio(measurements, 'cpuMicroseconds', row.name, yardstick.name),
    requestsPerSecond,
    p50Milliseconds: median(own.map((measurement) => measurement.p50Milliseconds)),
    p99Milliseconds: median(own.map((measurement) => measurement.p99Milliseconds)),
    errors: own.reduce((sum, measurement) => sum + measurement.errors, 0),
    verdicts: row.budget.map((limit) => judge(limit, (to, figure) => ratio(measurements, figure, row.name, to), requestsPerSecond)),
  };
}
