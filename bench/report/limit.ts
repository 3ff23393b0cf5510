/** What a row or a figure has to keep. */
export type Limit =
  /** CPU per request at most `atMost` times that of row `to`. */
  | { readonly kind: 'cpu'; readonly to: string; readonly atMost: number }
  /** At least so many right answers a second. */
  | { readonly kind: 'rate'; readonly atLeast: number };

/** CPU per request at most `atMost` × that of the row named `to`, in the same round. */
export const cpuAtMost = (atMost: number, to: string): Limit => ({ kind: 'cpu', to, atMost });

/** At least `atLeast` right answers a second on one core. */
export const rateAtLeast = (atLeast: number): Limit => ({ kind: 'rate', atLeast });

/** How a limit was kept: in words, and whether; undefined where it could not be measured. */
export interface Verdict {
  readonly text: string;
  readonly met: boolean | undefined;
}
