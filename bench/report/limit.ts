/** What a row or a figure has to keep. */
export type Limit =
  /** CPU per request at most `atMost` times that of row `to`. */
  | { readonly kind: 'cpu'; readonly to: string; readonly atMost: number }
  /** 99 % of the answers at most `atMost` times as late as those of row `to`. */
  | { readonly kind: 'p99'; readonly to: string; readonly atMost: number }
  /** Row `of`, a peer's, costs at least `atLeast` times the CPU per request. */
  | { readonly kind: 'peer'; readonly of: string; readonly atLeast: number }
  /** At least so many right answers a second. */
  | { readonly kind: 'rate'; readonly atLeast: number };

/** CPU per request at most `atMost` × that of the row named `to`, in the same round. */
export const cpuAtMost = (atMost: number, to: string): Limit => ({ kind: 'cpu', to, atMost });

/** 99 % of the answers come in at most `atMost` × the time of the row named `to`, in the same round. */
export const p99AtMost = (atMost: number, to: string): Limit => ({ kind: 'p99', to, atMost });

/** The peer's row `of` costs at least `atLeast` × the CPU per request of this one, in the same round. */
export const peerAtLeast = (atLeast: number, of: string): Limit => ({ kind: 'peer', of, atLeast });

/** At least `atLeast` right answers a second on one core. */
export const rateAtLeast = (atLeast: number): Limit => ({ kind: 'rate', atLeast });

/** How a limit was kept: in words, and whether; undefined where it could not be measured. */
export interface Verdict {
  readonly text: string;
  readonly met: boolean | undefined;
}
