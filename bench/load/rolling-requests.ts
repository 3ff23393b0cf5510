import type { PreparedRequest } from './request.js';
import type { RequestSource } from './request-source.js';

/** Hands out a sequence over and over, to all connections together. */
export class RollingRequests implements RequestSource {
  private position = 0;

  constructor(private readonly sequence: readonly PreparedRequest[]) {}

  next(): PreparedRequest {
    const request = this.sequence[this.position]!;
    this.position = (this.position + 1) % this.sequence.length;
    return request;
  }
}
