import type { LoadChain } from './chain.js';
import { linkPlace } from './chain.js';
import { prepareRequest, type PreparedRequest } from './request.js';
import type { RequestSource } from './request-source.js';

/** The chains of one connection in turn, with bad requests between them. A chain has at most one request under way. */
export class ChainedRequests implements RequestSource {
  private readonly texts: string[];
  private turn = -1;
  private badTurn = 0;
  private isBad = false;

  constructor(
    private readonly chains: readonly LoadChain[],
    private readonly bad: readonly PreparedRequest[],
    private readonly badShare: number,
    private readonly random: () => number,
  ) {
    if (chains.length === 0) throw new Error('Every connection needs at least one chain.');
    this.texts = chains.map(({ first }) => first);
    // Connections would otherwise all begin with the same few.
    this.badTurn = Math.floor(random() * bad.length);
  }

  next(): PreparedRequest {
    this.isBad = this.bad.length > 0 && this.random() < this.badShare;
    if (this.isBad) return this.bad[this.badTurn++ % this.bad.length]!;
    this.turn = (this.turn + 1) % this.chains.length;
    const { request } = this.chains[this.turn]!;
    return prepareRequest({ ...request, body: request.body?.replace(linkPlace, this.texts[this.turn]!) });
  }

  learn(body: string): void {
    if (this.isBad) return;
    const { behind, request } = this.chains[this.turn]!;
    const from = body.indexOf(behind) + behind.length;
    const text = body.slice(from, body.indexOf('"', from));
    if (text === this.texts[this.turn]) throw new Error(`${request.label}: the answer repeats what was used up`);
    this.texts[this.turn] = text;
  }
}
