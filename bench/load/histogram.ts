const BUCKET_MICROSECONDS = 10;
const BUCKETS = 100_000;

/** Counts durations in fixed steps of 10 µs up to 1 s; longer ones count as 1 s. Recording allocates nothing. */
export class Histogram {
  private readonly counts = new Uint32Array(BUCKETS + 1);
  private total = 0;

  /** Adds one duration in milliseconds. */
  record(milliseconds: number): void {
    const bucket = Math.floor((milliseconds * 1000) / BUCKET_MICROSECONDS);
    this.counts[bucket < BUCKETS ? bucket : BUCKETS]! += 1;
    this.total += 1;
  }

  /** Milliseconds that the given share (0.5 for the median) of the durations did not exceed; 0 when there are none. */
  percentile(share: number): number {
    const wanted = Math.ceil(this.total * share);
    let seen = 0;
    for (let bucket = 0; bucket <= BUCKETS && wanted > 0; bucket += 1) {
      seen += this.counts[bucket]!;
      if (seen >= wanted) return ((bucket + 1) * BUCKET_MICROSECONDS) / 1000;
    }
    return 0;
  }
}
