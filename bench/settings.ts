/** How long and how much is measured; every figure can be changed by an environment variable of the same subject. */
export interface Settings {
  /** Measured seconds per row and round. `/proc` counts CPU in hundredths of a second, so 3 s of a busy core are exact to 0.3 %. */
  readonly seconds: number;
  /** Seconds of the same load before each measurement, not counted. */
  readonly warmUpSeconds: number;
  /** Times every row is measured; the table shows medians. */
  readonly rounds: number;
  /** Distinct API keys in the load. */
  readonly keys: number;
  /** Keys in the databases that are filled to see how the product grows. */
  readonly sizedKeys: number;
  /** Rows whose name contains this text, lower case; empty: all. The yardstick is always measured. */
  readonly only: string;
  /** Whether every row is also profiled (`--profile`); profiling makes everything some percent slower. */
  readonly profile: boolean;
}

/** Open connections, each with one request under way (keep-alive, no pipelining). */
export const CONNECTIONS = 64;

/** Share of requests that carry a bad credential. */
export const BAD_SHARE = 0.05;

/** What `--full` fills databases with, and what they are filled with without it. */
const FULL_SIZE = 1_000_000;
const USUAL_SIZE = 100_000;

/**
 * Reads `BENCH_SECONDS`, `BENCH_WARMUP`, `BENCH_ROUNDS`, `BENCH_KEYS`, `BENCH_SIZE`, `BENCH_ROWS`, `--profile` and `--full`;
 * throws on a value that is not a positive number.
 */
export function readSettings(env: NodeJS.ProcessEnv, parameters: readonly string[]): Settings {
  return {
    seconds: positive(env, 'BENCH_SECONDS', 3),
    warmUpSeconds: positive(env, 'BENCH_WARMUP', 6),
    rounds: Math.ceil(positive(env, 'BENCH_ROUNDS', 3)),
    keys: Math.ceil(positive(env, 'BENCH_KEYS', 1000)),
    sizedKeys: Math.ceil(positive(env, 'BENCH_SIZE', parameters.includes('--full') ? FULL_SIZE : USUAL_SIZE)),
    only: (env['BENCH_ROWS'] ?? '').toLowerCase(),
    profile: parameters.includes('--profile'),
  };
}

function positive(env: NodeJS.ProcessEnv, name: string, usual: number): number {
  const text = env[name];
  if (text === undefined || text === '') return usual;
  const value = Number(text);
  if (!(value > 0 && Number.isFinite(value))) throw new Error(`${name} must be a positive number, not "${text}".`);
  return value;
}
