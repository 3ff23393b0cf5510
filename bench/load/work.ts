import type { LoadChain } from './chain.js';
import { ChainedRequests } from './chained-requests.js';
import type { CountedLoad } from './counted-load.js';
import { eachOnce } from './counted-load.js';
import type { FilledLoad } from './filled-load.js';
import { drawn } from './filled-load.js';
import { MixedRequests } from './mixed-requests.js';
import { seededRandom } from './random.js';
import { prepareRequest, type LoadRequest } from './request.js';
import type { RequestSource } from './request-source.js';
import { RollingRequests } from './rolling-requests.js';
import { makeSequence } from './sequence.js';

/**
 * The requests of a load: good ones in any order, chains, which are divided among the connections, one request with
 * many numbers, each once, or one with the keys of a filled database.
 */
export type Work = { readonly bad: readonly LoadRequest[] } & (
  | { readonly good: readonly LoadRequest[] }
  | { readonly chains: readonly LoadChain[] }
  | { readonly counted: CountedLoad }
  | { readonly filled: FilledLoad }
);

/** What each of so many connections takes its requests from: the same for the same `seed`. */
export function requestSources(work: Work, connections: number, badShare: number, seed: number): RequestSource[] {
  const bad = work.bad.map(prepareRequest);
  const all = (source: RequestSource): RequestSource[] => Array.from({ length: connections }, () => source);
  if ('good' in work) return all(new RollingRequests(makeSequence(work.good.map(prepareRequest), bad, badShare, seed)));
  const random = seededRandom(seed);
  if ('counted' in work) return all(new MixedRequests(eachOnce(work.counted), bad, badShare, random));
  if ('filled' in work) return all(new MixedRequests(drawn(work.filled, random), bad, badShare, random));
  return Array.from({ length: connections }, (_, connection) => {
    const own = work.chains.filter((_chain, index) => index % connections === connection);
    return new ChainedRequests(own, bad, badShare, seededRandom(seed * 1_000 + connection));
  });
}
