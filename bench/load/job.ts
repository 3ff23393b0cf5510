import type { Work } from './work.js';

/** What the generator process is told to do. */
export interface LoadJob {
  readonly port: number;
  /** Process of the server, whose CPU time is read. */
  readonly serverPid: number;
  readonly connections: number;
  readonly warmUpSeconds: number;
  readonly seconds: number;
  readonly work: Work;
  readonly badShare: number;
  readonly seed: number;
}

/** What the generator process found in the measured seconds (wrong answers: in the warm-up too). */
export interface LoadResult {
  /** Right answers. */
  readonly answers: number;
  /** Measured wall-clock seconds. */
  readonly seconds: number;
  /** CPU seconds of the server's process; undefined where the system does not tell. */
  readonly serverCpuSeconds: number | undefined;
  readonly p50Milliseconds: number;
  readonly p99Milliseconds: number;
  /** Wrong or missing answers and lost connections. */
  readonly wrong: number;
  /** The first few of them, in words. */
  readonly wrongExamples: readonly string[];
}
