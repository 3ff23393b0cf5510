import type { PreparedRequest } from './request.js';
import type { RequestSource } from './request-source.js';

/** Good requests made one by one as they are wanted, with bad ones between them. */
export class MixedRequests implements RequestSource {
  private badTurn = 0;

  constructor(
    private readonly good: () => PreparedRequest,
    private readonly bad: readonly PreparedRequest[],
    private readonly badShare: number,
    private readonly random: () => number,
  ) {}

  next(): PreparedRequest {
    if (this.bad.length === 0 || this.random() >= this.badShare) return this.good();
    return this.bad[this.badTurn++ % this.bad.length]!;
  }
}
