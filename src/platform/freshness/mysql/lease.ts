/** How long a node may answer from memory after the instant at which it began to renew. */
export const leaseMs = 1_500;

/** By how much clocks of different machines may drift apart in that time. */
const guardMs = 500;

/** After so long no node that has not renewed answers any more, whatever became of it. */
export const silenceMs = leaseMs + guardMs;

/** Two clocks: the monotonic one stands still while a machine sleeps, the other one can be set. */
export interface Instant {
  readonly monotonic: number;
  readonly wall: number;
}

export const instantNow = (): Instant => ({ monotonic: performance.now(), wall: Date.now() });

/**
 * The right to answer from memory. It is over as soon as either clock says so, which is looked at whenever memory is
 * used: a timer would come too late in a process that was paused.
 */
export class Lease {
  private noted: Instant | undefined;
  /** Of the renewal that it rests on. */
  round = 0;

  /** `noted` before the renewal was begun. */
  grant(round: number, noted: Instant): void {
    this.round = round;
    this.noted = noted;
  }

  end(): void {
    this.noted = undefined;
  }

  get isHeld(): boolean {
    if (this.noted === undefined) return false;
    return performance.now() - this.noted.monotonic < leaseMs && Date.now() - this.noted.wall < leaseMs;
  }
}
