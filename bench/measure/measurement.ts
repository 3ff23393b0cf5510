import type { RowProfile } from '../profile/profile-row.js';

/** One row measured once. Times are of the measured seconds only. */
export interface Measurement {
  readonly row: string;
  /** 0 for the first round. */
  readonly round: number;
  readonly requestsPerSecond: number;
  /** CPU microseconds (user and system) of the server's process per right answer; undefined where the system does not tell. */
  readonly cpuMicroseconds: number | undefined;
  readonly p50Milliseconds: number;
  readonly p99Milliseconds: number;
  /** Wrong or missing answers and lost connections. */
  readonly errors: number;
  readonly errorExamples: readonly string[];
  /** Where the server's time went, when it was profiled. */
  readonly profile?: RowProfile;
  /** Share of its core the server used, 0 to 1; well below 1: something else held the load back. */
  readonly serverShare: number | undefined;
}
