import type { LoadChain } from './chain.js';
import { ChainedRequests } from './chained-requests.js';
import { seededRandom } from './random.js';
import { prepareRequest, type LoadRequest } from './request.js';
import type { RequestSource } from './request-source.js';
import { RollingRequests } from './rolling-requests.js';
import { makeSequence } from './sequence.js';

/** The requests of a load: either good ones in any order, or chains, which are divided among the connections. */
export type Work = { readonly bad: readonly LoadRequest[] } & (
  | { readonly good: readonly LoadRequest[] }
  | { readonly chains: readonly LoadChain[] }
);

/** What each of so many connections takes its requests from: the same for the same `seed`. */
export function requestSources(work: Work, connections: number, badShare: number, seed: number): RequestSource[] {
  const bad = work.bad.map(prepareRequest);
  if ('good' in work) {
    const rolling = new RollingRequests(makeSequence(work.good.map(prepareRequest), bad, badShare, seed));
    return Array.from({ length: connections }, () => rolling);
  }
  return Array.from({ length: connections }, (_, connection) => {
    const own = work.chains.filter((_chain, index) => index % connections === connection);
    return new ChainedRequests(own, bad, badShare, seededRandom(seed * 1_000 + connection));
  });
}
