/** Rows measured between two measurements of the yardstick. */
const GROUP = 3;

/** One step: which row is measured, in which round. */
export interface Step<T> {
  readonly row: T;
  readonly round: number;
}

/**
 * The order of measurements: all rows once per round, the yardstick first, last and after every third row, so that each row is
 * compared with yardsticks of its own minute: machines get slower and faster.
 */
export function timeline<T>(yardstick: T, rows: readonly T[], rounds: number): Step<T>[] {
  const steps: Step<T>[] = [];
  for (let round = 0; round < rounds; round += 1) {
    rows.forEach((row, index) => {
      if (index % GROUP === 0) steps.push({ row: yardstick, round });
      steps.push({ row, round });
    });
    if (rows.length === 0) steps.push({ row: yardstick, round });
  }
  return [...steps, { row: yardstick, round: rounds - 1 }];
}
